package io.millwright.store.internal;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as bytes, column by column; the same table gives the same bytes. Layout: {@code
 * docs/formats/feature-store.md}.
 */
public final class TableBytes {

  private TableBytes() {}

  /** Writes all rows; the schema is not among them. */
  public static void write(Table table, ByteSink to) {
    to.putInt(table.rowCount());
    for (Column column : table.columns()) {
      writeMissing(column, to);
      switch (column.type()) {
        case NUMERIC -> writeNumbers(column, to);
        case INTEGER, DATE, TIMESTAMP -> writeLongs(column, to);
        case BOOLEAN -> writeTruths(column, to);
        case CATEGORICAL -> writeWords((CategoricalColumn) column, to);
        case TEXT -> writeTexts(column, to);
      }
    }
  }

  private static void writeMissing(Column column, ByteSink to) {
    to.putByte(column.missingCount() > 0 ? 1 : 0);
    if (column.missingCount() > 0) {
      BitSet missing = new BitSet(column.size());
      for (int i = 0; i < column.size(); i++) {
        missing.set(i, column.isMissing(i));
      }
      writeBits(missing, column.size(), to);
    }
  }

  private static void writeBits(BitSet bits, int size, ByteSink to) {
    to.putBytes(Arrays.copyOf(bits.toByteArray(), bitBytes(size)));
  }

  private static int bitBytes(int size) {
    return (int) ((size + 7L) / 8);
  }

  private static void writeNumbers(Column column, ByteSink to) {
    for (int i = 0; i < column.size(); i++) {
      to.putLong(column.isMissing(i) ? 0 : Double.doubleToRawLongBits(column.number(i)));
    }
  }

  private static void writeLongs(Column column, ByteSink to) {
    for (int i = 0; i < column.size(); i++) {
      to.putLong(column.isMissing(i) ? 0 : column.integer(i));
    }
  }

  private static void writeTruths(Column column, ByteSink to) {
    BitSet trues = new BitSet(column.size());
    for (int i = 0; i < column.size(); i++) {
      trues.set(i, !column.isMissing(i) && column.integer(i) == 1);
    }
    writeBits(trues, column.size(), to);
  }

  /** Only the words that occur, in the order of their first row. */
  private static void writeWords(CategoricalColumn column, ByteSink to) {
    int[] numbers = new int[column.dictionary().size()];
    List<String> words = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      int code = column.code(i);
      if (code != CategoricalColumn.MISSING && numbers[code] == 0) {
        words.add(column.dictionary().get(code));
        numbers[code] = words.size();
      }
    }
    to.putInt(words.size());
    words.forEach(to::putText);
    for (int i = 0; i < column.size(); i++) {
      to.putInt(column.isMissing(i) ? CategoricalColumn.MISSING : numbers[column.code(i)] - 1);
    }
  }

  private static void writeTexts(Column column, ByteSink to) {
    for (int i = 0; i < column.size(); i++) {
      to.putText(column.isMissing(i) ? "" : column.string(i));
    }
  }

  /**
   * Reads the rows of a table of the schema.
   *
   * @throws IllegalArgumentException if the bytes are none; says what must hold
   */
  public static Table read(Schema schema, ByteSource from) {
    int rows = from.takeInt();
    if (rows < 0) {
      throw ByteSource.fault("the number of its rows must be at least 0");
    }
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      BitSet missing = readMissing(field, rows, from);
      columns.add(
          switch (field.type()) {
            case NUMERIC -> readNumbers(rows, missing, from);
            case INTEGER, DATE, TIMESTAMP -> readLongs(field.type(), rows, missing, from);
            case BOOLEAN -> BooleanColumn.of(rows, readBits(rows, from), missing);
            case CATEGORICAL -> readWords(rows, missing, from);
            case TEXT -> readTexts(rows, missing, from);
          });
    }
    return Table.of(schema, columns);
  }

  private static BitSet readMissing(Field field, int rows, ByteSource from) {
    int flag = from.takeByte();
    if (flag > 1 || (flag == 1 && !field.optional())) {
      throw ByteSource.fault("field '" + field.name() + "' must say rightly what is missing");
    }
    BitSet missing = flag == 0 ? new BitSet() : readBits(rows, from);
    if (flag == 1 && missing.isEmpty()) {
      throw ByteSource.fault("field '" + field.name() + "' must say rightly what is missing");
    }
    return missing;
  }

  private static BitSet readBits(int rows, ByteSource from) {
    BitSet bits = BitSet.valueOf(from.takeBytes(bitBytes(rows)));
    if (bits.length() > rows) {
      throw ByteSource.fault("bits behind the last row must be 0");
    }
    return bits;
  }

  private static Column readNumbers(int rows, BitSet missing, ByteSource from) {
    from.need(8L * rows);
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      long bits = from.takeLong();
      values[i] = missing.get(i) ? Double.NaN : Double.longBitsToDouble(bits);
    }
    return NumericColumn.of(values, missing);
  }

  private static Column readLongs(FieldType type, int rows, BitSet missing, ByteSource from) {
    from.need(8L * rows);
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = from.takeLong();
    }
    return LongColumn.of(type, values, missing);
  }

  private static Column readWords(int rows, BitSet missing, ByteSource from) {
    int count = from.takeInt();
    from.need(4L * Math.max(count, 0));
    if (count < 0 || count > rows) {
      throw ByteSource.fault("the number of its words must be from 0 to its rows");
    }
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      words.add(from.takeText());
    }
    from.need(4L * rows);
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      codes[i] = from.takeInt();
      if ((codes[i] == CategoricalColumn.MISSING) != missing.get(i)) {
        throw ByteSource.fault("words must be missing exactly where it says so");
      }
    }
    return CategoricalColumn.of(codes, words);
  }

  private static Column readTexts(int rows, BitSet missing, ByteSource from) {
    from.need(4L * rows);
    List<@Nullable String> values = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      String text = from.takeText();
      values.add(missing.get(i) ? null : text);
    }
    return TextColumn.of(values);
  }
}
