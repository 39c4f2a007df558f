package io.millwright.store.replay;

import io.millwright.Require;
import io.millwright.schema.Schema;
import io.millwright.store.StoreException;
import io.millwright.store.internal.DurableFiles;
import io.millwright.store.internal.SealedFile;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes what a model was given while it serves: JSON lines, one vector each, the schema and the
 * plan in the first.
 *
 * <p>A vector costs microseconds and no disk access until 64 KiB are together; {@link #flush()} and
 * {@link #close()} force what there is to the disk, and a crash loses at most what came since.
 * Every value reads back bit for bit, but for the kind of a NaN. Thread-safe; one writer a file.
 * Format: {@code docs/formats/feature-store.md}.
 */
public final class ServedVectorLog implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private final Schema schema;
  private final VectorJson json;
  private final FileChannel channel;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  private ServedVectorLog(Schema schema, FileChannel channel) {
    this.schema = schema;
    this.json = new VectorJson(schema);
    this.channel = channel;
  }

  /**
   * A new log.
   *
   * @param file must not be there yet
   * @param schema with EVENT_TIME, KEY and FEATURE fields, as {@link ServedVectors}
   * @param plan the fingerprint of the plan that makes the vectors
   */
  public static ServedVectorLog create(Path file, Schema schema, String plan) {
    ServedVectors.check(schema);
    Require.notBlank("Plan", plan);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      ServedVectorLog log = new ServedVectorLog(schema, channel);
      log.write(VectorJson.header(schema, plan));
      log.flush();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a vector.
   *
   * @param row of the log's schema, read now and not kept
   */
  public void add(Row row) {
    if (!row.schema().equals(schema)) {
      throw new StoreException(
          "view-changed", "Served vector must be of the log's schema; was of another.");
    }
    write(json.line(row));
  }

  private synchronized void write(byte[] line) {
    pending.writeBytes(line);
    pending.write('\n');
    if (pending.size() >= BUFFER) {
      drain();
    }
  }

  private void drain() {
    try {
      DurableFiles.writeAll(channel, ByteBuffer.wrap(pending.toByteArray()));
      pending.reset();
    } catch (IOException e) {
      // A line may be there in part: nothing may follow it, so that it stays the last.
      try (channel) {
        throw new UncheckedIOException(e);
      } catch (IOException again) {
        e.addSuppressed(again);
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Forces all vectors so far to the disk. */
  public synchronized void flush() {
    drain();
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a log. A last line without an end, which a crash leaves, does not count.
   *
   * @throws StoreException {@code damaged-file} if a line is not what the first one says
   */
  public static ServedVectors read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw SealedFile.damaged(file, "it must be at most 2 GiB");
      }
      return read(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServedVectors read(Path file, byte[] bytes) {
    VectorJson.Header header = null;
    RowBuffer buffer = null;
    TableBuilder rows = null;
    int start = 0;
    int number = 0;
    try {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          number++;
          byte[] line = Arrays.copyOfRange(bytes, start, i);
          start = i + 1;
          if (header == null || buffer == null || rows == null) {
            header = VectorJson.header(line);
            buffer = new RowBuffer(header.schema());
            rows = Table.builder(header.schema());
          } else {
            header.json().read(line, buffer);
            rows.add(buffer);
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw SealedFile.damaged(file, "line " + number + ": " + e.getMessage());
    }
    if (header == null || rows == null) {
      throw SealedFile.damaged(file, "it must have a first line");
    }
    return new ServedVectors(header.plan(), rows.build());
  }
}
