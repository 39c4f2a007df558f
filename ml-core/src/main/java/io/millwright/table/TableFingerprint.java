package io.millwright.table;

import io.millwright.Sha256;
import io.millwright.schema.FieldType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The digest of a table's content, format 1: the bytes {@code "millwright-table-1\n"}, the schema's
 * fingerprint, the row count, then column by column and row by row a byte 0 for missing or 1
 * followed by the value: 8 bytes big endian for numbers (raw bits of doubles), 1 byte for booleans,
 * length and UTF-8 bytes for strings.
 */
final class TableFingerprint {

  private static final int CHUNK = 1 << 16;

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);

  static String of(Table table) {
    TableFingerprint print = new TableFingerprint();
    print.bytes("millwright-table-1\n".getBytes(StandardCharsets.UTF_8));
    print.bytes(table.schema().fingerprint().getBytes(StandardCharsets.UTF_8));
    print.room(8).putLong(table.rowCount());
    for (Column column : table.columns()) {
      print.column(column);
    }
    print.flush();
    return Sha256.hex(print.digest);
  }

  private void column(Column column) {
    FieldType type = column.type();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i)) {
        room(1).put((byte) 0);
        continue;
      }
      room(1).put((byte) 1);
      switch (type) {
        case NUMERIC -> room(8).putLong(Double.doubleToRawLongBits(column.number(i)));
        case INTEGER, DATE, TIMESTAMP -> room(8).putLong(column.integer(i));
        case BOOLEAN -> room(1).put((byte) column.integer(i));
        case CATEGORICAL, TEXT -> {
          byte[] utf8 = column.string(i).getBytes(StandardCharsets.UTF_8);
          room(4).putInt(utf8.length);
          bytes(utf8);
        }
      }
    }
  }

  private void bytes(byte[] bytes) {
    if (bytes.length > CHUNK) {
      flush();
      digest.update(bytes);
    } else {
      room(bytes.length).put(bytes);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
