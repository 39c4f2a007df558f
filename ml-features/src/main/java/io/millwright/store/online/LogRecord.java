package io.millwright.store.online;

import io.millwright.store.internal.ByteSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One record of the log: magic, length, CRC-32C, its number, the number up to which all was forced
 * when it was written, and a payload.
 */
record LogRecord(long sequence, long forced, ByteSource payload, long end) {

  static final int MAGIC = 0x4352574D;
  static final int HEAD = 28;
  static final int MOST_PAYLOAD = 64 << 20;
  private static final int CRC_AT = 8;
  private static final int CHECKED_FROM = 12;

  static ByteBuffer encode(long sequence, long forced, ByteBuffer payload) {
    ByteBuffer record =
        ByteBuffer.allocate(HEAD + payload.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(MAGIC).putInt(payload.remaining()).putInt(0);
    record.putLong(sequence).putLong(forced).put(payload).flip();
    record.putInt(CRC_AT, crc(record));
    return record;
  }

  /** Of the length and of all behind the CRC. */
  static int crc(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.slice(4, 4));
    crc.update(record.slice(CHECKED_FROM, record.limit() - CHECKED_FROM));
    return (int) crc.getValue();
  }

  /** Whether the bytes begin like a record of a possible length. */
  static boolean startsWell(ByteBuffer head) {
    int length = head.getInt(4);
    return head.getInt(0) == MAGIC && length >= 0 && length <= MOST_PAYLOAD;
  }

  /** Whether a whole record has the CRC that it says. */
  static boolean isSound(ByteBuffer record) {
    return record.getInt(CRC_AT) == crc(record);
  }

  static LogRecord of(ByteBuffer record, long end) {
    return new LogRecord(
        record.getLong(CHECKED_FROM),
        record.getLong(CHECKED_FROM + 8),
        new ByteSource(record.slice(HEAD, record.limit() - HEAD)),
        end);
  }
}
