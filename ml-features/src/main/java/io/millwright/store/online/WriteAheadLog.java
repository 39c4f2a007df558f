package io.millwright.store.online;

import io.millwright.store.StoreException;
import io.millwright.store.internal.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log that records are added to. Writers that wait for the disk share one forced
 * write. After a failure nothing more is written, for nobody knows what the disk has.
 */
final class WriteAheadLog {

  private final FileChannel channel;
  private final Object forcing = new Object();
  private long sequence;
  private long size;
  private volatile long forced;
  private volatile @Nullable Exception failure;

  /** A log whose records so far are all forced. */
  WriteAheadLog(FileChannel channel, long sequence, long size) throws IOException {
    this.channel = channel;
    this.sequence = sequence;
    this.size = size;
    this.forced = sequence;
    channel.position(size);
  }

  /** Writes a record and gives its number; it survives a crash after {@link #force}. */
  synchronized long append(ByteBuffer payload) {
    checkUsable();
    try {
      ByteBuffer record = LogRecord.encode(sequence + 1, forced, payload);
      int length = record.remaining();
      DurableFiles.writeAll(channel, record);
      sequence++;
      size += length;
      return sequence;
    } catch (IOException e) {
      throw fail(e);
    }
  }

  /** Returns when the record of that number and all before are on the disk. */
  void force(long wanted) {
    if (forced >= wanted) {
      return;
    }
    synchronized (forcing) {
      if (forced >= wanted) {
        return;
      }
      checkUsable();
      try {
        long upTo = sequence();
        channel.force(false);
        forced = upTo;
      } catch (IOException e) {
        throw fail(e);
      }
    }
  }

  synchronized long sequence() {
    return sequence;
  }

  synchronized long size() {
    return size;
  }

  /** Refuses all writing from now on. */
  StoreException fail(Exception cause) {
    failure = cause;
    return failed(cause);
  }

  boolean isFailed() {
    return failure != null;
  }

  private void checkUsable() {
    Exception before = failure;
    if (before != null) {
      throw failed(before);
    }
  }

  private static StoreException failed(Exception cause) {
    return new StoreException(
        "store-failed",
        "Online store must be able to write; it could not. Free or mend the disk and open it anew.",
        cause);
  }

  void close() throws IOException {
    channel.close();
  }
}
