package io.millwright.store.online;

import io.millwright.store.internal.SealedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log after a stop of any kind.
 *
 * <p>A record that is cut or unsound ends the log, and what is behind it was never acknowledged,
 * unless a sound record further on says that the lost one had been forced: then the file was
 * changed and is refused.
 */
final class LogReader {

  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private long sequence;
  private long position;

  LogReader(Path file, FileChannel channel, long start, long sequence) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
    this.position = start;
    this.sequence = sequence;
  }

  /** The number of the last record read. */
  long sequence() {
    return sequence;
  }

  /** Where the last record read ends. */
  long position() {
    return position;
  }

  /** The next record, or null at the end of what can be read. */
  @Nullable LogRecord next() throws IOException {
    LogRecord record = recordAt(position);
    if (record == null) {
      if (position < size) {
        checkThatTailWasNeverForced();
      }
      return null;
    }
    if (record.sequence() != sequence + 1 || record.forced() > sequence) {
      throw SealedFile.damaged(file, "record " + (sequence + 1) + " must follow; another does");
    }
    sequence = record.sequence();
    position = record.end();
    return record;
  }

  private void checkThatTailWasNeverForced() throws IOException {
    for (long from = position + 1; from + LogRecord.HEAD <= size; from += CHUNK) {
      // Overlaps the next chunk, so that no head is cut in two.
      ByteBuffer chunk = read(from, (int) Math.min(CHUNK + LogRecord.HEAD, size - from));
      for (int i = 0; i + LogRecord.HEAD <= chunk.limit() && i < CHUNK; i++) {
        if (chunk.getInt(i) == LogRecord.MAGIC) {
          LogRecord later = recordAt(from + i);
          if (later != null && later.forced() > sequence) {
            throw SealedFile.damaged(
                file,
                "record "
                    + (sequence + 1)
                    + " was acknowledged and must be sound; is not (byte "
                    + position
                    + ")");
          }
        }
      }
    }
  }

  private @Nullable LogRecord recordAt(long at) throws IOException {
    if (size - at < LogRecord.HEAD) {
      return null;
    }
    ByteBuffer head = read(at, LogRecord.HEAD);
    if (!LogRecord.startsWell(head)) {
      return null;
    }
    int length = LogRecord.HEAD + head.getInt(4);
    if (size - at < length) {
      return null;
    }
    ByteBuffer record = read(at, length);
    return LogRecord.isSound(record) ? LogRecord.of(record, at + length) : null;
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("Log became shorter while it was read. Try again.");
      }
    }
    return bytes.flip();
  }
}
