package io.millwright.features;

import io.millwright.model.DenseMatrix;
import io.millwright.model.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;

/** Sums of a feature that is not negative by class, against those expected by the classes' size. */
final class ChiSquare {

  /**
   * NaN, both, where the feature is 0 throughout.
   *
   * @param pValue of a value at least as large without any association
   */
  record Score(double statistic, double pValue) {}

  private ChiSquare() {}

  static double[] scores(DenseMatrix matrix, Targets targets) {
    return Arrays.stream(all(matrix, targets)).mapToDouble(Score::statistic).toArray();
  }

  static Score[] all(DenseMatrix matrix, Targets targets) {
    double[] labels = targets.toArray();
    int classes = targets.classes().size();
    return IntStream.range(0, matrix.features().size())
        .mapToObj(
            j ->
                of(ColumnStats.column(matrix, j), labels, classes, matrix.features().get(j).name()))
        .toArray(Score[]::new);
  }

  private static Score of(double[] x, double[] labels, int classes, String name) {
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    int n = 0;
    int negative = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i])) {
        sums[(int) labels[i]] += x[i];
        counts[(int) labels[i]]++;
        n++;
        negative += x[i] < 0 ? 1 : 0;
      }
    }
    if (negative > 0) {
      throw new FeatureFitException(
          List.of(
              "Feature '"
                  + name
                  + "' must not be negative for chi-square; is in "
                  + negative
                  + " of "
                  + n
                  + " rows. Scale it by minMax, or select by F."));
    }
    double total = Arrays.stream(sums).sum();
    double statistic = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      if (counts[c] > 0) {
        double expected = total * counts[c] / n;
        double d = sums[c] - expected;
        statistic += d * d / expected;
        present++;
      }
    }
    if (present < 2 || !(total > 0)) {
      return new Score(Double.NaN, Double.NaN);
    }
    double p = Gamma.regularizedGammaQ((present - 1) / 2.0, statistic / 2);
    return new Score(statistic, p);
  }
}
