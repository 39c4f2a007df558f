package io.millwright.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The headers of a zip without compression, time or extras: every byte follows from names, sizes
 * and CRCs alone.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">PKWARE APPNOTE.TXT
 *     6.3.10, sections 4.3.7, 4.3.12 and 4.3.16</a>
 */
final class StoredZip {

  static final int LOCAL_HEADER = 30;
  static final int CENTRAL_HEADER = 46;
  static final int END_RECORD = 22;
  static final int CRC_AT = 14;
  static final int SIZE_AT = 22;

  /** Above this a zip needs the zip64 extension, which bundles do not use. */
  static final long MAX_BYTES = 0xFFFF_FFFEL;

  private static final short VERSION = 10;

  /** 1 January 1980, the first day that the format can name. */
  private static final short DAY = 0x0021;

  private StoredZip() {}

  static byte[] localHeader(String name, long size, int crc) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return buffer(LOCAL_HEADER + bytes.length)
        .putInt(0x04034b50)
        .putShort(VERSION)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort(DAY)
        .putInt(crc)
        .putInt((int) size)
        .putInt((int) size)
        .putShort((short) bytes.length)
        .putShort((short) 0)
        .put(bytes)
        .array();
  }

  static byte[] centralHeader(String name, long size, int crc, long offset) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return buffer(CENTRAL_HEADER + bytes.length)
        .putInt(0x02014b50)
        .putShort(VERSION)
        .putShort(VERSION)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort(DAY)
        .putInt(crc)
        .putInt((int) size)
        .putInt((int) size)
        .putShort((short) bytes.length)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(0)
        .putInt((int) offset)
        .put(bytes)
        .array();
  }

  static byte[] endRecord(int entries, long centralSize, long centralOffset) {
    return buffer(END_RECORD)
        .putInt(0x06054b50)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) entries)
        .putShort((short) entries)
        .putInt((int) centralSize)
        .putInt((int) centralOffset)
        .putShort((short) 0)
        .array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
