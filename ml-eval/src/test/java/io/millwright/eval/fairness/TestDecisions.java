package io.millwright.eval.fairness;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Scored;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decisions and tables for tests. */
final class TestDecisions {

  private TestDecisions() {}

  static Decisions of(double[] truth, double[] decided) {
    return Decisions.at(0.5, Scored.binary(truth, decided));
  }

  /** One protected field {@code g} whose values are letters by code, -1 missing. */
  static Table table(int[] codes) {
    return Table.of(
        Schema.builder().categorical("g").optional("g").build(),
        List.of(CategoricalColumn.of(codes, List.of("a", "b", "c", "d", "e", "f"))));
  }

  static int[] equalShares(int rows, int groups) {
    int[] codes = new int[rows];
    Arrays.setAll(codes, i -> i % groups);
    return codes;
  }

  /** Rows selected with their group's probability, independent of the truth, which is fair. */
  static Decisions selected(int[] codes, double[] rates, Seed seed) {
    RandomGenerator random = seed.random();
    double[] truth = new double[codes.length];
    double[] decided = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      truth[i] = random.nextBoolean() ? 1 : 0;
      decided[i] = random.nextDouble() < rates[codes[i]] ? 1 : 0;
    }
    return of(truth, decided);
  }

  static Bootstrap few(Seed seed) {
    return Bootstrap.of(seed).withReplicates(300).withThreads(1);
  }
}
