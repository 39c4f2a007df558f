package io.millwright.artifact;

import io.millwright.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;

/** Where the bytes of a part lie: in memory, or in a file from an offset on. */
sealed interface PartSource {

  /** The bytes from their start; may go on behind the part. */
  InputStream open() throws IOException;

  /** True if the part is all of its file, so that the file must end where the part ends. */
  boolean isWhole();

  /** Bytes of our own that nobody else can change. */
  static PartSource of(byte[] bytes) {
    return new Memory(bytes);
  }

  /** A file that is the part. */
  static PartSource of(Path file) {
    return new Region(file, 0, true);
  }

  /** Bytes in memory. */
  final class Memory implements PartSource {
    private final byte[] bytes;

    private Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean isWhole() {
      return true;
    }
  }

  /** Bytes of a file. */
  record Region(Path file, long offset, boolean isWhole) implements PartSource {
    @Override
    public InputStream open() throws IOException {
      SeekableByteChannel channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      try {
        channel.position(offset);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return Channels.newInputStream(channel);
    }
  }

  /** What was found when a part was read. */
  record Found(long size, String sha256) {}

  /** Reads at most {@code size} bytes, and one more of a whole file to see whether it ends. */
  default Found copy(long size, OutputStream to) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    long seen = 0;
    try (InputStream from = open()) {
      while (seen < size) {
        int read = from.read(buffer, 0, (int) Math.min(buffer.length, size - seen));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        to.write(buffer, 0, read);
        seen += read;
      }
      if (isWhole() && seen == size && from.read() >= 0) {
        seen++;
      }
    }
    return new Found(seen, Sha256.hex(digest));
  }

  /**
   * Copies a part that was verified before; what was written counts only if this returns.
   *
   * @throws ArtifactException with code {@code part-changed} if the bytes are no longer the same
   */
  default void copyVerified(BundlePart part, OutputStream to) throws IOException {
    Found found = copy(part.size(), to);
    if (found.size() != part.size() || !found.sha256().equals(part.sha256())) {
      throw ArtifactException.of(
          "part-changed",
          "Part %s must stay as the manifest declares it; it changed after the bundle was opened. Open the bundle again."
              .formatted(part.name()));
    }
  }
}
