package io.millwright.split;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From when to when each row's label was in the making, by start, equal starts in the order of the
 * table.
 */
final class LabelSpans {

  private final FieldType type;
  private final int[] rows;
  private final long[] starts;
  private final long[] ends;

  private LabelSpans(FieldType type, int[] rows, Column start, Column end) {
    this.type = type;
    this.rows = rows;
    this.starts = IntStream.of(rows).mapToLong(start::integer).toArray();
    this.ends = IntStream.of(rows).mapToLong(end::integer).toArray();
  }

  /** The spans of the rows that have both ends. */
  static LabelSpans of(Table table, String from, String to) {
    Column start = table.column(from);
    Column end = table.column(to);
    requireTimes(from, start.type(), to, end.type());
    int[] rows =
        IntStream.range(0, table.rowCount())
            .filter(i -> !start.isMissing(i) && !end.isMissing(i))
            .boxed()
            .sorted(Comparator.comparingLong(start::integer))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] reversed =
        IntStream.of(rows).filter(i -> end.integer(i) < start.integer(i)).sorted().toArray();
    if (reversed.length > 0) {
      throw new IllegalArgumentException(
          "Field '"
              + to
              + "' must not be before field '"
              + from
              + "'; is in "
              + reversed.length
              + (reversed.length == 1 ? " row" : " rows")
              + ", the first at position "
              + reversed[0]
              + ". Correct the times or leave such rows out.");
    }
    return new LabelSpans(start.type(), rows, start, end);
  }

  private static void requireTimes(String from, FieldType start, String to, FieldType end) {
    List<String> faults = new ArrayList<>();
    if (!start.isTime()) {
      faults.add("Field '" + from + "' must be a TIMESTAMP or DATE; was " + start + ".");
    }
    if (!end.isTime()) {
      faults.add("Field '" + to + "' must be a TIMESTAMP or DATE; was " + end + ".");
    }
    if (faults.isEmpty() && start != end) {
      faults.add(
          "Fields '"
              + from
              + "' and '"
              + to
              + "' must be of one type; were "
              + start
              + " and "
              + end
              + ".");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", faults));
    }
  }

  /** Of both fields. */
  FieldType type() {
    return type;
  }

  /** Positions in the table. */
  int[] rows() {
    return rows;
  }

  /** When each of those rows starts. */
  long[] starts() {
    return starts;
  }

  /** When its label was known. */
  long[] ends() {
    return ends;
  }
}
