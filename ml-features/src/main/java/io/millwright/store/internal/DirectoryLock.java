package io.millwright.store.internal;

import io.millwright.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lock on a directory of the store: for one action, or held until it is closed. */
public final class DirectoryLock implements AutoCloseable {

  private static final String FILE = ".lock";

  // Closing any channel on a file drops the process's lock on it, so a directory that is held must
  // be known here before its file is touched.
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final String key;
  private final FileChannel channel;

  private DirectoryLock(String key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /** An action under the lock. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Runs one action at a time over all threads and processes that use this directory. */
  public static <T> T exclusively(Path directory, Action<T> action) {
    try {
      // An interned string is one object for all class loaders, which a static field is not.
      synchronized (key(directory).intern()) {
        try (FileChannel channel = open(directory);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("Lock of the store must be valid; was lost. Try again.");
          }
          return action.run();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the lock until it is closed.
   *
   * @throws StoreException {@code store-in-use} if somebody has it
   */
  public static DirectoryLock hold(Path directory) throws IOException {
    String key = key(directory);
    if (!HELD.add(key)) {
      throw inUse(directory, "this process");
    }
    FileChannel channel = null;
    boolean done = false;
    try {
      channel = open(directory);
      if (channel.tryLock() == null) {
        throw inUse(directory, "another process");
      }
      done = true;
      return new DirectoryLock(key, channel);
    } finally {
      if (!done) {
        release(key, channel);
      }
    }
  }

  private static void release(String key, @Nullable FileChannel channel) throws IOException {
    HELD.remove(key);
    if (channel != null) {
      channel.close();
    }
  }

  private static StoreException inUse(Path directory, String by) {
    return new StoreException(
        "store-in-use",
        "Store must be open once at a time; "
            + directory
            + " is open in "
            + by
            + ". Share that one, or close it first.");
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static String key(Path directory) throws IOException {
    Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    return "io.millwright.store:" + Objects.requireNonNullElse(key, directory.toRealPath());
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    release(key, channel);
  }
}
