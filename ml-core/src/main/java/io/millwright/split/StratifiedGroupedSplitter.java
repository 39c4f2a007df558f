package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.BitSet;

/** Holds out whole groups with about the same share of each value of the label. */
record StratifiedGroupedSplitter(String field, double share) implements RandomSplitter {

  @Override
  public SplitRows rows(Table table, Seed seed) {
    Strata strata = Strata.of(table, 2);
    Groups groups = Groups.of(table, field, strata.left());
    GroupedSplitter.enough(field, groups.count(), 2);
    double[][] shares = shares(groups, strata);
    BitSet held = held(shares, seed.derive("split-stratified-grouped"));
    BitSet test = new BitSet(table.rowCount());
    BitSet left = new BitSet(table.rowCount());
    left.set(0, table.rowCount());
    for (int i = 0; i < groups.rows().length; i++) {
      left.clear(groups.rows()[i]);
      test.set(groups.rows()[i], held.get(groups.numbers()[i]));
    }
    return SplitRows.leaving(table.rowCount(), test, left, description(strata, seed));
  }

  /** What share of each stratum each group has. */
  private static double[][] shares(Groups groups, Strata strata) {
    int[][] counts = groups.counts(strata);
    double[] totals = new double[strata.rows().size()];
    for (int[] group : counts) {
      for (int s = 0; s < totals.length; s++) {
        totals[s] += group[s];
      }
    }
    double[][] shares = new double[counts.length][totals.length];
    for (int g = 0; g < counts.length; g++) {
      for (int s = 0; s < totals.length; s++) {
        shares[g][s] = totals[s] == 0 ? 0 : counts[g][s] / totals[s];
      }
    }
    return shares;
  }

  private BitSet held(double[][] shares, Seed seed) {
    double[] sum = new double[shares[0].length];
    BitSet held = new BitSet();
    int nearest = 0;
    for (int group : seed.permutation(shares.length)) {
      double[] none = new double[sum.length];
      if (distance(none, shares[group]) < distance(none, shares[nearest])) {
        nearest = group;
      }
      boolean nearer = distance(sum, shares[group]) < distance(sum, none);
      if (nearer && held.cardinality() < shares.length - 1) {
        held.set(group);
        for (int s = 0; s < sum.length; s++) {
          sum[s] += shares[group][s];
        }
      }
    }
    if (held.isEmpty()) {
      held.set(nearest);
    }
    return held;
  }

  /** How far the shares held out would be from the asked one. */
  private double distance(double[] sum, double[] more) {
    double distance = 0;
    for (int s = 0; s < sum.length; s++) {
      double off = sum[s] + more[s] - share;
      distance += off * off;
    }
    return distance;
  }

  private String description(Strata strata, Seed seed) {
    return "grouped by '"
        + field
        + "' and stratified by '"
        + strata.label()
        + "' "
        + Shares.percent(share)
        + FoldSplits.suffix(seed);
  }
}
