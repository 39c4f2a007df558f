package io.millwright.quality;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;

/** One feature of a stream of rows. */
final class FeatureCounts {

  private final FieldType type;
  private final Variation finite = new Variation();
  private long missing;
  private long present;
  private long nonFinite;

  FeatureCounts(FieldType type) {
    this.type = type;
  }

  void add(Column column) {
    missing += column.missingCount();
    present += column.size() - column.missingCount();
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        see(column, row);
      }
    }
  }

  private void see(Column column, int row) {
    if (type != FieldType.NUMERIC) {
      finite.see(type.isString() ? column.string(row) : (Object) column.integer(row));
    } else if (Double.isFinite(column.number(row))) {
      finite.see(column.number(row) + 0.0);
    } else {
      nonFinite++;
    }
  }

  void merge(FeatureCounts other) {
    missing += other.missing;
    present += other.present;
    nonFinite += other.nonFinite;
    finite.merge(other.finite);
  }

  ColumnFacts.Totals totals(long rows) {
    boolean judged = type == FieldType.NUMERIC || type == FieldType.INTEGER;
    boolean constant = finite.upToTwo() + (nonFinite > 0 ? 1 : 0) == 1;
    return new ColumnFacts.Totals(rows, missing, judged ? present : 0, nonFinite, constant);
  }
}
