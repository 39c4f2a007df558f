package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;

/** Folds with the same share of each value of the label. */
record StratifiedFolds(int k) implements RandomFolds {

  @Override
  public List<SplitRows> rows(Table table) {
    Strata strata = Strata.of(table, k);
    return folds(table, strata, FoldRules.stratified(numbers(strata), k), "");
  }

  @Override
  public List<SplitRows> rows(Table table, Seed seed) {
    Strata strata = Strata.of(table, k);
    int[] numbers = numbers(strata);
    int[] order = seed.derive("folds-stratified").permutation(numbers.length);
    int[] fold = FoldRules.stratified(FoldSplits.shuffled(numbers, order), k);
    return folds(table, strata, FoldSplits.unshuffled(fold, order), FoldSplits.suffix(seed));
  }

  private List<SplitRows> folds(Table table, Strata strata, int[] fold, String suffix) {
    long few = strata.rows().stream().filter(s -> s.length < k).count();
    String rare = few == 0 ? "" : ", " + few + (few == 1 ? " stratum" : " strata") + " below k";
    return FoldSplits.of(
        table,
        rows(strata),
        fold,
        k,
        "k-fold stratified by '" + strata.label() + "'",
        suffix + rare);
  }

  private static int[] rows(Strata strata) {
    return strata.rows().stream().flatMapToInt(Arrays::stream).sorted().toArray();
  }

  /** The stratum of each row that has one, in the order of the rows. */
  private static int[] numbers(Strata strata) {
    int[] all = strata.numbers();
    return Arrays.stream(rows(strata)).map(row -> all[row]).toArray();
  }
}
