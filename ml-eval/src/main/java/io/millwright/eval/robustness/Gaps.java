package io.millwright.eval.robustness;

import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import java.util.BitSet;

/** Copies of columns with more missing values. */
final class Gaps {

  private Gaps() {}

  static Column in(Column column, BitSet rows) {
    int n = column.size();
    BitSet missing = (BitSet) rows.clone();
    for (int i = 0; i < n; i++) {
      if (column.isMissing(i)) {
        missing.set(i);
      }
    }
    return switch (column.type()) {
      case NUMERIC -> NumericColumn.of(((NumericColumn) column).toArray(), missing);
      case INTEGER, DATE, TIMESTAMP ->
          LongColumn.of(column.type(), ((LongColumn) column).toArray(), missing);
      case BOOLEAN -> BooleanColumn.of(n, trues(column), missing);
      case CATEGORICAL -> {
        CategoricalColumn words = (CategoricalColumn) column;
        int[] codes = new int[n];
        for (int i = 0; i < n; i++) {
          codes[i] = missing.get(i) ? CategoricalColumn.MISSING : words.code(i);
        }
        yield CategoricalColumn.of(codes, words.dictionary());
      }
      case TEXT -> throw new IllegalArgumentException("Field must not be TEXT.");
    };
  }

  private static BitSet trues(Column column) {
    BitSet trues = new BitSet();
    for (int i = 0; i < column.size(); i++) {
      trues.set(i, column.integer(i) == 1);
    }
    return trues;
  }
}
