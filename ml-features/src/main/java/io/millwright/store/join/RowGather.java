package io.millwright.store.join;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes rows of a column where -1 means: no row, so a missing value. */
final class RowGather {

  private RowGather() {}

  /** The field of the joined table: optional, since a query may have no row. */
  static Field field(Field of) {
    return new Field(of.name(), of.type(), Role.FEATURE, true, of.unit(), of.zone());
  }

  static Column column(Column from, int[] rows) {
    BitSet missing = new BitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0 || from.isMissing(rows[i])) {
        missing.set(i);
      }
    }
    return switch (from.type()) {
      case NUMERIC -> numbers(from, rows, missing);
      case BOOLEAN -> truths(from, rows, missing);
      case CATEGORICAL -> words((CategoricalColumn) from, rows, missing);
      case TEXT -> texts(from, rows, missing);
      case INTEGER, DATE, TIMESTAMP -> longs(from, rows, missing);
    };
  }

  private static Column numbers(Column from, int[] rows, BitSet missing) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = missing.get(i) ? Double.NaN : from.number(rows[i]);
    }
    return NumericColumn.of(values, missing);
  }

  private static Column longs(Column from, int[] rows, BitSet missing) {
    long[] values = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = missing.get(i) ? 0 : from.integer(rows[i]);
    }
    return LongColumn.of(from.type(), values, missing);
  }

  private static Column truths(Column from, int[] rows, BitSet missing) {
    BitSet trues = new BitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      trues.set(i, !missing.get(i) && from.integer(rows[i]) == 1);
    }
    return BooleanColumn.of(rows.length, trues, missing);
  }

  private static Column words(CategoricalColumn from, int[] rows, BitSet missing) {
    int[] codes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      codes[i] = missing.get(i) ? CategoricalColumn.MISSING : from.code(rows[i]);
    }
    return CategoricalColumn.of(codes, from.dictionary());
  }

  private static Column texts(Column from, int[] rows, BitSet missing) {
    List<@Nullable String> values = new ArrayList<>(rows.length);
    for (int i = 0; i < rows.length; i++) {
      values.add(missing.get(i) ? null : from.string(rows[i]));
    }
    return TextColumn.of(values);
  }
}
