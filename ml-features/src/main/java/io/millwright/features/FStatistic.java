package io.millwright.features;

import io.millwright.model.DenseMatrix;
import io.millwright.model.Targets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;

/** How far a feature's mean differs between classes, or how it follows a real label. */
final class FStatistic {

  /**
   * NaN, both, where the feature does not vary or there are too few rows.
   *
   * @param pValue of a value at least as large without any association
   */
  record Score(double f, double pValue) {
    static final Score UNDEFINED = new Score(Double.NaN, Double.NaN);
  }

  private FStatistic() {}

  static double[] scores(DenseMatrix matrix, Targets targets) {
    return Arrays.stream(all(matrix, targets)).mapToDouble(Score::f).toArray();
  }

  static Score[] all(DenseMatrix matrix, Targets targets) {
    double[] labels = targets.toArray();
    int classes = targets.classes().size();
    return IntStream.range(0, matrix.features().size())
        .mapToObj(j -> ColumnStats.column(matrix, j))
        .map(x -> classes > 0 ? ofClasses(x, labels, classes) : ofReal(x, labels))
        .toArray(Score[]::new);
  }

  /** One-way analysis of variance. */
  static Score ofClasses(double[] x, double[] labels, int classes) {
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    double total = 0;
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i])) {
        int c = (int) labels[i];
        sums[c] += x[i];
        counts[c]++;
        total += x[i];
        n++;
      }
    }
    double mean = total / n;
    double between = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      if (counts[c] > 0) {
        double d = sums[c] / counts[c] - mean;
        between += counts[c] * d * d;
        present++;
      }
    }
    double within = 0;
    double all = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i])) {
        double d = x[i] - sums[(int) labels[i]] / counts[(int) labels[i]];
        within += d * d;
        all += (x[i] - mean) * (x[i] - mean);
      }
    }
    if (present < 2 || n <= present || !(all > 0)) {
      return Score.UNDEFINED;
    }
    return score(between / (present - 1) / (within / (n - present)), present - 1, n - present);
  }

  /** {@code r² / (1 - r²) (n - 2)}. */
  static Score ofReal(double[] x, double[] labels) {
    int n = (int) Arrays.stream(x).filter(v -> !Double.isNaN(v)).count();
    double r = ColumnStats.correlation(x, labels);
    boolean varies = ColumnStats.variesAbove(x, 0);
    if (n < 3 || !varies) {
      return Score.UNDEFINED;
    }
    return score(r * r / (1 - r * r) * (n - 2), 1, n - 2);
  }

  private static Score score(double f, double numerator, double denominator) {
    if (Double.isNaN(f)) {
      return Score.UNDEFINED;
    }
    if (Double.isInfinite(f)) {
      return new Score(f, 0);
    }
    return new Score(f, upperTail(f, numerator, denominator));
  }

  /**
   * {@code P(F > f)} as {@code P(1/F < 1/f)}, which keeps its digits where it is far below the
   * spacing of doubles at 1.
   */
  private static double upperTail(double f, double numerator, double denominator) {
    return f == 0
        ? 1
        : new FDistribution(null, denominator, numerator).cumulativeProbability(1 / f);
  }

  /** Benjamini–Hochberg: the largest i of m p-values in order with {@code p <= level i / m}. */
  static int[] significant(DenseMatrix matrix, Targets targets, double level) {
    Score[] scores = all(matrix, targets);
    Integer[] order =
        IntStream.range(0, scores.length)
            .filter(j -> !Double.isNaN(scores[j].pValue()))
            .boxed()
            .sorted(Comparator.comparingDouble(j -> scores[j].pValue()))
            .toArray(Integer[]::new);
    int last = 0;
    for (int i = 1; i <= order.length; i++) {
      if (scores[order[i - 1]].pValue() <= level * i / order.length) {
        last = i;
      }
    }
    return Arrays.stream(order, 0, last).mapToInt(Integer::intValue).sorted().toArray();
  }
}
