package io.millwright.store.online;

import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.internal.ByteSink;
import io.millwright.store.internal.ByteSource;
import io.millwright.store.internal.DurableFiles;
import io.millwright.store.internal.SealedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files of an online store: one log, and a file that says which.
 *
 * <p>A new log is made whole beside the old one and counts from the instant in which {@code
 * CURRENT} is replaced; what is not current is removed when the store is opened.
 */
final class LogFiles {

  private static final String CURRENT = "CURRENT";
  private static final String CURRENT_MAGIC = "MWCUR001";
  private static final byte[] LOG_MAGIC = "MWLOG001".getBytes(StandardCharsets.US_ASCII);
  private static final int LOG_HEAD = 24;

  private final Path root;
  private long generation;

  LogFiles(Path root) {
    this.root = root;
  }

  /** A log and what reading it found. */
  record Opened(WriteAheadLog log, Recovery recovery) {}

  Opened open(Map<String, LiveView> into) throws IOException {
    if (!Files.exists(root.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS)) {
      checkNothingLost();
      WriteAheadLog first = replace(0, log -> {});
      return new Opened(first, new Recovery(0, 0));
    }
    ByteSource current = SealedFile.read(root.resolve(CURRENT), CURRENT_MAGIC);
    generation = current.takeLong();
    current.end();
    removeOthers();
    return recover(into);
  }

  /** Without CURRENT there may only be a first log that nothing was written to. */
  private void checkNothingLost() throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(root, "log-*")) {
      for (Path log : logs) {
        if (!log.equals(log(1)) || Files.size(log) > LOG_HEAD + LogRecord.HEAD + 1) {
          throw SealedFile.damaged(root.resolve(CURRENT), "it must be beside the log");
        }
        Files.delete(log);
      }
    }
  }

  /** Removes logs that are not current; they must be closed. */
  void removeOthers() throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(root, "log-*")) {
      for (Path log : logs) {
        if (!log.equals(log(generation))) {
          Files.delete(log);
        }
      }
    }
  }

  private Path log(long number) {
    return root.resolve("log-" + number);
  }

  private Opened recover(Map<String, LiveView> into) throws IOException {
    Path file = log(generation);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean done = false;
    try {
      Opened opened = read(file, channel, into);
      done = true;
      return opened;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private Opened read(Path file, FileChannel channel, Map<String, LiveView> into)
      throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LOG_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // Reads on until the head is whole or the file ends.
    }
    long base = head.hasRemaining() ? 0 : head.getLong(LOG_HEAD - Long.BYTES);
    if (!head.flip().equals(head(generation, base))) {
      throw SealedFile.damaged(file, "it must begin as log " + generation);
    }
    LogReader reader = new LogReader(file, channel, LOG_HEAD, base);
    for (LogRecord record = reader.next(); record != null; record = reader.next()) {
      try {
        Payloads.apply(record, into);
      } catch (IllegalArgumentException | SchemaMismatchException e) {
        throw SealedFile.damaged(file, e);
      }
    }
    long cut = channel.size() - reader.position();
    channel.truncate(reader.position());
    // What a killed process wrote is read here and may not be on the disk yet.
    channel.force(true);
    return new Opened(
        new WriteAheadLog(channel, reader.sequence(), reader.position()),
        new Recovery(reader.sequence() - base, cut));
  }

  private static ByteBuffer head(long generation, long base) {
    return ByteBuffer.allocate(LOG_HEAD)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(LOG_MAGIC)
        .putLong(generation)
        .putLong(base)
        .flip();
  }

  /**
   * Makes the next log with this beginning and makes it current; the one before stays.
   *
   * @param base the number of the last record before it; numbers never start anew, for they decide
   *     between rows of equal times
   */
  WriteAheadLog replace(long base, Consumer<WriteAheadLog> beginning) throws IOException {
    long next = generation + 1;
    FileChannel channel =
        FileChannel.open(
            log(next),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean done = false;
    try {
      DurableFiles.writeAll(channel, head(next, base));
      WriteAheadLog log = new WriteAheadLog(channel, base, LOG_HEAD);
      beginning.accept(log);
      log.force(log.sequence());
      log.force(log.append(Payloads.checkpoint()));
      channel.force(true);
      DurableFiles.syncDirectory(root);
      ByteSink number = new ByteSink(Long.BYTES);
      number.putLong(next);
      DurableFiles.replace(
          root.resolve(CURRENT), SealedFile.parts(CURRENT_MAGIC, number.written()));
      done = true;
      generation = next;
      return log;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }
}
