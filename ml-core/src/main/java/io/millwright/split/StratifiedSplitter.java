package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holds out the same share of each value of the label. */
record StratifiedSplitter(double share) implements RandomSplitter {

  @Override
  public SplitRows rows(Table table, Seed seed) {
    Strata parts = Strata.of(table, 2);
    List<int[]> strata = parts.rows();
    int[] held = held(strata, parts.label());
    BitSet test = new BitSet(table.rowCount());
    for (int i = 0; i < strata.size(); i++) {
      int[] rows = strata.get(i);
      int[] order = seed.derive("split-stratified").derive(i).permutation(rows.length);
      for (int j = 0; j < held[i]; j++) {
        test.set(rows[order[j]]);
      }
    }
    return SplitRows.leaving(
        table.rowCount(),
        test,
        parts.left(),
        "stratified by '"
            + parts.label()
            + "' "
            + Shares.percent(share)
            + ", seed "
            + seed.value());
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
