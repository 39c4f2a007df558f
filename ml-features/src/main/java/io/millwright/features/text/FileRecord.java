package io.millwright.features.text;

import io.millwright.Require;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One result in a file: length of the result (4 bytes), CRC-32C of these (4), producer's hash (32),
 * text's hash (32), result, CRC-32C of all before (4); whole numbers high byte first. The length
 * has a checksum of its own, so that a changed length is not taken for a file that was cut.
 */
final class FileRecord {

  static final int HEAD = 8;
  private static final int KEY = 2 * ResultKey.DIGEST_BYTES;
  static final int FRAME = HEAD + KEY + 4;

  private FileRecord() {}

  static void checkSize(byte[] result) {
    if (result.length > ResultCache.MOST_BYTES) {
      throw Require.violated(
          "Result", "at most " + ResultCache.MOST_BYTES + " bytes", result.length + " bytes");
    }
  }

  static byte[] write(ResultKey key, byte[] result) {
    checkSize(result);
    ByteBuffer record = ByteBuffer.allocate(FRAME + result.length);
    record.putInt(result.length);
    record.putInt(crc(record.array(), 4));
    record.put(key.bytes()).put(result);
    record.putInt(crc(record.array(), record.position()));
    return record.array();
  }

  /** The length of the whole record by its first bytes, or -1 if they are not of one. */
  static int length(byte[] head) {
    ByteBuffer read = ByteBuffer.wrap(head);
    int result = read.getInt();
    boolean sound = read.getInt() == crc(head, 4);
    return sound && result >= 0 && result <= ResultCache.MOST_BYTES ? FRAME + result : -1;
  }

  static boolean isSound(byte[] record) {
    int end = record.length - 4;
    return ByteBuffer.wrap(record).getInt(end) == crc(record, end);
  }

  static ResultKey key(byte[] record) {
    return ResultKey.of(record, HEAD);
  }

  static byte[] result(byte[] record) {
    return java.util.Arrays.copyOfRange(record, HEAD + KEY, record.length - 4);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
