package io.millwright.quality;

import java.util.List;

/** {@link Dimension#VOLUME}. */
final class Volume {

  private Volume() {}

  static DimensionScore score(long all, List<ColumnFacts> features, LabelFacts label) {
    double rows = (double) all;
    double perFeature = rows / Math.max(1, features.size());
    double value = Math.min(onScale(rows, 10, 10_000), onScale(perFeature, 1, 100));
    if (label.classes() > 0) {
      value = Math.min(value, onScale((double) label.smallest(), 10, 1_000));
    }
    String classes =
        label.classes() > 0 ? ", the smallest class has " + label.smallest() + " rows" : "";
    return DimensionScore.of(
        Dimension.VOLUME,
        value,
        all + " rows for " + features.size() + " features" + classes + ".",
        new DimensionScore.Measure("rows", rows),
        new DimensionScore.Measure("rows for each feature", perFeature),
        new DimensionScore.Measure("rows of the smallest class", (double) label.smallest()));
  }

  /** 0 at {@code low}, 5 at {@code high}, even in the logarithm between. */
  private static double onScale(double value, double low, double high) {
    double share = StrictMath.log(Math.max(value, low) / low) / StrictMath.log(high / low);
    return 5 * Math.min(1, share);
  }
}
