package io.millwright.quality;

import java.util.List;

/** {@link Dimension#ACCURACY}. */
final class Accuracy {

  private static final double NON_FINITE_COST = 20;
  private static final double OUTLIER_COST = 5;

  private Accuracy() {}

  static DimensionScore score(List<ColumnFacts> features) {
    long cells = features.stream().mapToLong(ColumnFacts::numbers).sum();
    if (cells == 0) {
      return DimensionScore.notAssessed(Dimension.ACCURACY, "There are no numeric cells.");
    }
    long nonFinite = features.stream().mapToLong(ColumnFacts::nonFinite).sum();
    long outliers = features.stream().mapToLong(ColumnFacts::outliers).sum();
    double f = nonFinite / (double) cells;
    double o = outliers / (double) cells;
    return DimensionScore.of(
        Dimension.ACCURACY,
        5 * (1 - NON_FINITE_COST * f - OUTLIER_COST * o),
        "Of "
            + cells
            + " numbers "
            + nonFinite
            + " are not finite and "
            + outliers
            + " are extreme outliers.",
        new DimensionScore.Measure("non-finite share", f),
        new DimensionScore.Measure("extreme outlier share", o));
  }
}
