package io.millwright.features.text;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The values of a row as bytes, field by field: 0 for missing, or 1 and the value, of 8 bytes, or
 * for strings of a length (4 bytes) and UTF-16 code units; high byte first. Immutable.
 */
final class RowCode {

  private final List<Field> fields;

  RowCode(Schema schema) {
    this.fields = schema.fields();
  }

  Outcome<byte[]> encode(RowBuffer row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int i = 0; i < fields.size(); i++) {
        out.writeByte(row.isMissing(i) ? 0 : 1);
        if (row.isMissing(i)) {
          continue;
        }
        FieldType type = fields.get(i).type();
        if (type.isString()) {
          out.writeInt(row.string(i).length());
          out.writeChars(row.string(i));
        } else if (type == FieldType.NUMERIC) {
          if (!Double.isFinite(row.number(i))) {
            return Outcome.failed(
                "gave '" + fields.get(i).name() + "', which must be finite; was not");
          }
          out.writeDouble(row.number(i));
        } else {
          out.writeLong(row.integer(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size() > ResultCache.MOST_BYTES
        ? Outcome.failed("gave values of more than " + ResultCache.MOST_BYTES + " bytes")
        : Outcome.of(bytes.toByteArray());
  }

  /** Whether the bytes are a row of the schema; the buffer then holds it from that position. */
  boolean decode(byte[] bytes, RowBuffer into, int at) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int i = 0; i < fields.size(); i++) {
      if (!value(in, fields.get(i), into, at + i)) {
        return false;
      }
    }
    return !in.hasRemaining();
  }

  private static boolean value(ByteBuffer in, Field field, RowBuffer into, int at) {
    int present = in.hasRemaining() ? in.get() : -1;
    if (present == 0) {
      into.setMissing(at);
      return field.optional();
    }
    if (present != 1) {
      return false;
    }
    if (field.type().isString()) {
      return string(in, into, at);
    }
    if (in.remaining() < 8) {
      return false;
    }
    if (field.type() == FieldType.NUMERIC) {
      double number = in.getDouble();
      into.setNumber(at, number);
      return Double.isFinite(number);
    }
    long whole = in.getLong();
    into.setInteger(at, whole);
    return field.type() != FieldType.BOOLEAN || whole == 0 || whole == 1;
  }

  private static boolean string(ByteBuffer in, RowBuffer into, int at) {
    int length = in.remaining() < 4 ? -1 : in.getInt();
    if (length < 0 || length > in.remaining() / 2) {
      return false;
    }
    char[] units = new char[length];
    for (int i = 0; i < length; i++) {
      units[i] = in.getChar();
    }
    into.setString(at, new String(units));
    return true;
  }
}
