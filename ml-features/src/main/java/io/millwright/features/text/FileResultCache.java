package io.millwright.features.text;

import io.millwright.Require;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results in a file that outlives the process: each is added at the end with a checksum and read
 * from disk when asked for, the checksum compared each time.
 *
 * <p>A file that ends within a record, as after a crash, is cut back to the last whole one when it
 * is opened. A record whose checksum is wrong is never given; where its length cannot be trusted,
 * nothing behind it can be read, and the file is cut there. {@link #refused()} and {@link
 * #cutBytes()} tell how much was lost: only time, since what a cache forgot is made anew. What was
 * put last may be lost by a power cut before {@link #flush()} or {@link #close()}.
 *
 * <p>A file that would outgrow its bound is written anew with the newest results, up to half of it.
 * In memory: about 300 bytes for each result. One process at a time: a lock file stands beside it.
 * Thread-safe, by one lock.
 */
public final class FileResultCache implements ResultCache, Closeable {

  private static final byte[] MAGIC = "MWTEXT01".getBytes(StandardCharsets.US_ASCII);
  private static final long LEAST_BOUND = 4L << 20;

  private final Path file;
  private final long mostBytes;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Map<ResultKey, Place> places = new LinkedHashMap<>();
  private FileChannel channel;
  private long end;
  private long refused;
  private long cutBytes;

  private record Place(long at, int length) {}

  private FileResultCache(Path file, long mostBytes, FileChannel lockFile, FileLock lock)
      throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    this.lockFile = lockFile;
    this.lock = lock;
    Files.deleteIfExists(beside(file, ".new"));
    this.channel = channel(file);
  }

  /**
   * Opens the file, or makes it.
   *
   * @param mostBytes bound of the file, at least 4 MiB; while it is written anew, half as much more
   * @throws IOException if it cannot be read or written, is another kind of file, or is open
   *     elsewhere
   */
  public static FileResultCache open(Path file, long mostBytes) throws IOException {
    Require.atLeast("Most bytes of a cache", mostBytes, LEAST_BOUND);
    FileChannel lockFile = channel(beside(file, ".lock"));
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("Cache must be open once at a time; " + file + " is open elsewhere.");
      }
      FileResultCache cache = new FileResultCache(file, mostBytes, lockFile, lock);
      try {
        cache.scan();
      } catch (IOException | RuntimeException e) {
        cache.channel.close();
        throw e;
      }
      return cache;
    } catch (OverlappingFileLockException e) {
      lockFile.close();
      throw new IOException("Cache must be open once at a time; " + file + " is open here.", e);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void scan() throws IOException {
    long size = channel.size();
    byte[] magic = read(0, (int) Math.min(size, MAGIC.length));
    for (int i = 0; i < magic.length; i++) {
      if (magic[i] != MAGIC[i]) {
        throw new IOException(
            "Cache must be a file that this version wrote; "
                + file
                + " is not. Give it another path, or delete the file.");
      }
    }
    if (magic.length < MAGIC.length) {
      cut(0, size);
      write(MAGIC);
      return;
    }
    end = MAGIC.length;
    while (end < size) {
      int length = lengthAt(end, size);
      if (length < 0) {
        cut(end, size);
        return;
      }
      index(end, read(end, length));
      end += length;
    }
    if (size > mostBytes) {
      compact();
    }
  }

  /** The length of the record there; -1 if there is no whole one. */
  private int lengthAt(long at, long size) throws IOException {
    if (size - at < FileRecord.FRAME) {
      return -1;
    }
    int length = FileRecord.length(read(at, FileRecord.HEAD));
    return length > size - at ? -1 : length;
  }

  private void index(long at, byte[] bytes) {
    if (FileRecord.isSound(bytes)) {
      places.put(FileRecord.key(bytes), new Place(at, bytes.length));
    } else {
      refused++;
    }
  }

  private void cut(long at, long size) throws IOException {
    cutBytes += size - at;
    channel.truncate(at);
    end = at;
  }

  private byte[] read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("Cache must keep its length; " + file + " became shorter.");
      }
    }
    return buffer.array();
  }

  private void write(byte[] bytes) throws IOException {
    try {
      write(channel, end, bytes);
      end += bytes.length;
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  private static void write(FileChannel to, long at, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      to.write(rest, at + rest.position());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  @Override
  public synchronized Optional<byte[]> get(ResultKey key) {
    Place place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = read(place.at, place.length);
      if (FileRecord.isSound(bytes) && FileRecord.key(bytes).equals(key)) {
        return Optional.of(FileRecord.result(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    places.remove(key);
    refused++;
    return Optional.empty();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written; it then is as before
   */
  @Override
  public synchronized void put(ResultKey key, byte[] result) {
    byte[] bytes = FileRecord.write(key, result);
    if (places.containsKey(key)) {
      return;
    }
    try {
      if (end + bytes.length > mostBytes) {
        compact();
      }
      long at = end;
      write(bytes);
      places.put(key, new Place(at, bytes.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the newest results, up to half of the bound, into a new file in place of this one. */
  private void compact() throws IOException {
    List<Map.Entry<ResultKey, Place>> kept = newest();
    Path fresh = beside(file, ".new");
    Map<ResultKey, Place> moved = new LinkedHashMap<>();
    long at = MAGIC.length;
    try (FileChannel to = channel(fresh)) {
      to.truncate(0);
      write(to, 0, MAGIC);
      for (Map.Entry<ResultKey, Place> entry : kept) {
        byte[] bytes = read(entry.getValue().at, entry.getValue().length);
        if (FileRecord.isSound(bytes)) {
          write(to, at, bytes);
          moved.put(entry.getKey(), new Place(at, bytes.length));
          at += bytes.length;
        } else {
          refused++;
        }
      }
      to.force(true);
    }
    channel.close();
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      channel = channel(file);
    }
    places.clear();
    places.putAll(moved);
    end = at;
  }

  private List<Map.Entry<ResultKey, Place>> newest() {
    List<Map.Entry<ResultKey, Place>> all = new ArrayList<>(places.entrySet());
    Collections.reverse(all);
    List<Map.Entry<ResultKey, Place>> kept = new ArrayList<>();
    long bytes = MAGIC.length;
    for (Map.Entry<ResultKey, Place> entry : all) {
      bytes += entry.getValue().length;
      if (bytes > mostBytes / 2) {
        break;
      }
      kept.add(entry);
    }
    Collections.reverse(kept);
    return kept;
  }

  /** How many results can be asked for. */
  public synchronized int size() {
    return places.size();
  }

  /** How many records were not given because their checksum was wrong. */
  public synchronized long refused() {
    return refused;
  }

  /** How many bytes were cut off at the end when it was opened. */
  public synchronized long cutBytes() {
    return cutBytes;
  }

  /** Forces what was put to the device. */
  public synchronized void flush() throws IOException {
    channel.force(true);
  }

  /** Forces what was put to the device and lets go of the file; later calls fail. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (lockFile;
        lock) {
      channel.force(true);
    } finally {
      channel.close();
    }
  }
}
