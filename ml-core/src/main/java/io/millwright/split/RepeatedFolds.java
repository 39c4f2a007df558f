package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Random folds drawn several times. */
record RepeatedFolds(RandomFolds folds, int times, Seed seed) implements Folds {

  @Override
  public List<SplitRows> rows(Table table) {
    Seed repeats = seed.derive("repeat");
    return IntStream.range(0, times)
        .boxed()
        .flatMap(r -> folds.rows(table, repeats.derive(r)).stream())
        .toList();
  }
}
