package io.millwright.store.internal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are whole or not there: written beside, forced to disk, moved into place. */
public final class DurableFiles {

  private DurableFiles() {}

  /** Makes the directory and those above it, and forces their entries. */
  public static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        createDirectories(parent);
      }
      try {
        Files.createDirectory(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
      }
      if (parent != null) {
        syncDirectory(parent);
      }
    }
  }

  /** Replaces the file in one instant; one writer at a time. */
  public static void replace(Path file, ByteBuffer... parts) throws IOException {
    Path beside = writeBeside(file, parts);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(parent(file));
  }

  /**
   * Puts a new file in place; one writer at a time.
   *
   * @throws FileAlreadyExistsException if there is one already; it is left as it is
   */
  public static void publish(Path file, ByteBuffer... parts) throws IOException {
    Path beside = writeBeside(file, parts);
    try {
      // A rename would replace a file that is there; a hard link never does.
      Files.createLink(file, beside);
      Files.delete(beside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
    syncDirectory(parent(file));
  }

  private static Path writeBeside(Path file, ByteBuffer... parts) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer part : parts) {
        writeAll(channel, part);
      }
      channel.force(true);
    }
    return beside;
  }

  /** Writes all that remains of the bytes. */
  public static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Forces the entries of a directory to disk. */
  public static void syncDirectory(Path directory) throws IOException {
    // Windows gives no handle on a directory; NTFS journals its entries by itself.
    if (File.separatorChar != '\\') {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
