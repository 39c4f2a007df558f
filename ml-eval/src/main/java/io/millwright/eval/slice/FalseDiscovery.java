package io.millwright.eval.slice;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Benjamini and Hochberg's q-values. */
final class FalseDiscovery {

  private FalseDiscovery() {}

  /** For each p-value the least false discovery rate at which it would be reported. */
  static double[] qValues(double[] pValues) {
    int n = pValues.length;
    int[] descending =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] q = new double[n];
    double least = 1;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, pValues[descending[i]] * n / (n - i));
      q[descending[i]] = least;
    }
    return q;
  }
}
