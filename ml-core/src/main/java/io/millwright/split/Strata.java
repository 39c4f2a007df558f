package io.millwright.split;

import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rows with the same or nearly the same label.
 *
 * @param label the field
 * @param rows of each stratum, ascending, in the order of its values
 * @param left rows without a label
 */
record Strata(String label, List<int[]> rows, BitSet left) {

  private static final int BINS = 10;

  /**
   * The strata of a table.
   *
   * @param least rows in a bin of a real label, if there are so many
   */
  static Strata of(Table table, int least) {
    Label label =
        table
            .schema()
            .label()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Schema must have a label for a stratified split; has none. Add binaryLabel, multiclassLabel or realLabel."));
    Column column = table.column(label.field());
    BitSet left = unlabelled(column, label instanceof Label.Real);
    List<int[]> strata =
        label.match(
            binary -> values(column, left, binary.positive()),
            multiclass -> values(column, left, ""),
            real -> bins(column, left, least));
    return new Strata(label.field(), strata, left);
  }

  /** The stratum of each row of the table, 0 for those left out. */
  int[] numbers() {
    int count = left.cardinality() + rows.stream().mapToInt(r -> r.length).sum();
    int[] numbers = new int[count];
    for (int s = 0; s < rows.size(); s++) {
      for (int row : rows.get(s)) {
        numbers[row] = s;
      }
    }
    return numbers;
  }

  private static BitSet unlabelled(Column column, boolean real) {
    BitSet rows = new BitSet();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i) || (real && !Double.isFinite(column.number(i)))) {
        rows.set(i);
      }
    }
    return rows;
  }

  /** Rows by value, in the order of the values; for a binary label the other values are one. */
  private static List<int[]> values(Column column, BitSet left, String positive) {
    SortedMap<String, IntStream.Builder> rows = new TreeMap<>();
    for (int i = left.nextClearBit(0); i < column.size(); i = left.nextClearBit(i + 1)) {
      String value = GroupedSplitter.text(column, i);
      String stratum =
          positive.isEmpty() ? value : value.equals(positive) ? "positive" : "negative";
      rows.computeIfAbsent(stratum, s -> IntStream.builder()).add(i);
    }
    return rows.values().stream().map(r -> r.build().toArray()).toList();
  }

  /** Up to ten bins of equally many rows, of at least that many rows. */
  private static List<int[]> bins(Column column, BitSet left, int least) {
    int[] rows = IntStream.range(0, column.size()).filter(i -> !left.get(i)).toArray();
    int[] sorted =
        Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingDouble(column::number))
            .mapToInt(Integer::intValue)
            .toArray();
    int bins = Math.max(1, Math.min(BINS, sorted.length / least));
    List<int[]> strata = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      int from = (int) ((long) sorted.length * i / bins);
      int to = (int) ((long) sorted.length * (i + 1) / bins);
      int[] bin = Arrays.copyOfRange(sorted, from, to);
      Arrays.sort(bin);
      strata.add(bin);
    }
    return strata;
  }
}
