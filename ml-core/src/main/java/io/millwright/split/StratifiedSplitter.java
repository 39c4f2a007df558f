package io.millwright.split;

import io.millwright.Seed;
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

/** Holds out the same share of each value of the label. */
record StratifiedSplitter(double share) implements RandomSplitter {

  private static final int BINS = 10;

  @Override
  public Split split(Table table, Seed seed) {
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
            real -> bins(column, left));
    int[] held = held(strata, label.field());
    BitSet test = new BitSet(table.rowCount());
    for (int i = 0; i < strata.size(); i++) {
      int[] rows = strata.get(i);
      int[] order = seed.derive("split-stratified").derive(i).permutation(rows.length);
      for (int j = 0; j < held[i]; j++) {
        test.set(rows[order[j]]);
      }
    }
    return Halves.of(
        table,
        test,
        left,
        "stratified by '"
            + label.field()
            + "' "
            + Halves.percent(share)
            + ", seed "
            + seed.value());
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

  /** Up to ten bins of equally many rows, two at least in each. */
  private static List<int[]> bins(Column column, BitSet left) {
    int[] rows = IntStream.range(0, column.size()).filter(i -> !left.get(i)).toArray();
    int[] sorted =
        Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingDouble(column::number))
            .mapToInt(Integer::intValue)
            .toArray();
    int bins = Math.max(1, Math.min(BINS, sorted.length / 2));
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

  /** How many rows of each stratum: the share rounded down or up, by largest remainder. */
  private int[] held(List<int[]> strata, String label) {
    int[] held = new int[strata.size()];
    double[] remainder = new double[held.length];
    long singles = strata.stream().filter(s -> s.length < 2).count();
    if (singles > 0) {
      throw new IllegalArgumentException(
          "Each value of label '"
              + label
              + "' must have 2 rows or more for a stratified split; "
              + singles
              + (singles == 1 ? " has" : " have")
              + " one. Merge rare values, bring more rows, or split at random.");
    }
    long rows = 0;
    long sum = 0;
    for (int i = 0; i < held.length; i++) {
      int size = strata.get(i).length;
      int down = (int) Math.floor(share * size);
      int most = Math.min(size - 1, (int) Math.ceil(share * size));
      held[i] = Math.max(1, Math.min(down, size - 1));
      remainder[i] = held[i] < most ? share * size - down : 0;
      rows += size;
      sum += held[i];
    }
    long missing = Math.round(share * rows) - sum;
    List<Integer> order =
        IntStream.range(0, held.length)
            .filter(i -> remainder[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -remainder[i]))
            .toList();
    for (int i = 0; i < order.size() && i < missing; i++) {
      held[order.get(i)]++;
    }
    return held;
  }
}
