package io.millwright.quality;

import io.millwright.quality.ColumnFindings.Moments;
import io.millwright.quality.ColumnFindings.Numbers;
import io.millwright.quality.ColumnFindings.Outliers;
import io.millwright.quality.ColumnFindings.Quartiles;
import io.millwright.quality.ColumnFindings.Rule;
import io.millwright.quality.internal.FirstRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of a column by row while there are few, in intervals afterwards. */
final class NumberDigest {

  private static final double FENCE = 1.5;
  private static final double MODIFIED_Z = 3.5;
  private static final double NORMAL_MAD = 0.6745;
  private static final double Z = 3;

  /** One for each row, NaN where there is no finite number. */
  private double[] kept = new double[64];

  private int rows;
  private @Nullable LogCounts counted;
  private MomentSums sums = new MomentSums();

  void add(double number) {
    double value = Double.isFinite(number) ? number + 0.0 : Double.NaN;
    LogCounts counts = counted;
    if (counts == null && rows < ColumnRecorder.MOST_KEPT) {
      if (rows == kept.length) {
        kept = Arrays.copyOf(kept, 2 * kept.length);
      }
      kept[rows++] = value;
      return;
    }
    count(counts == null ? spill() : counts, value);
  }

  private void count(LogCounts counts, double value) {
    if (!Double.isNaN(value)) {
      counts.add(value);
      sums.add(value);
    }
  }

  /** Counts what was kept. */
  private LogCounts spill() {
    LogCounts counts = new LogCounts();
    counted = counts;
    for (int i = 0; i < rows; i++) {
      count(counts, kept[i]);
    }
    kept = new double[0];
    return counts;
  }

  void merge(NumberDigest next) {
    if (next.counted == null) {
      for (int i = 0; i < next.rows; i++) {
        add(next.kept[i]);
      }
      return;
    }
    LogCounts counts = counted == null ? spill() : counted;
    counts.merge(next.counted);
    sums.merge(next.sums);
  }

  boolean isExact() {
    return counted == null;
  }

  Optional<Numbers> summary() {
    LogCounts counts = counted;
    if (counts != null) {
      return counts.size() == 0 ? Optional.empty() : Optional.of(summary(counts, sums, List.of()));
    }
    double[] sorted = Arrays.stream(kept, 0, rows).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        summary(new SortedNumbers(sorted), MomentSums.ofSorted(sorted), List.of(this)));
  }

  private static Numbers summary(
      OrderedNumbers numbers, MomentSums sums, List<NumberDigest> byRow) {
    Quartiles quartiles =
        new Quartiles(
            numbers.quantile(0),
            numbers.quantile(0.25),
            numbers.quantile(0.5),
            numbers.quantile(0.75),
            numbers.quantile(1));
    Moments moments = sums.moments();
    List<Outliers> outliers = new ArrayList<>();
    double reach = FENCE * (quartiles.upper() - quartiles.lower());
    outliers.add(
        outside(Rule.IQR, quartiles.lower() - reach, quartiles.upper() + reach, numbers, byRow));
    double mad = numbers.medianDistance(quartiles.median());
    if (mad > 0) {
      double far = MODIFIED_Z * mad / NORMAL_MAD;
      outliers.add(
          outside(Rule.MAD, quartiles.median() - far, quartiles.median() + far, numbers, byRow));
    }
    double deviation = moments.deviation().orElse(0);
    if (deviation > 0) {
      outliers.add(
          outside(
              Rule.Z,
              moments.mean() - Z * deviation,
              moments.mean() + Z * deviation,
              numbers,
              byRow));
    }
    return new Numbers(moments, quartiles, List.copyOf(outliers));
  }

  private static Outliers outside(
      Rule rule, double low, double high, OrderedNumbers numbers, List<NumberDigest> byRow) {
    FirstRows found = new FirstRows();
    for (NumberDigest digest : byRow) {
      for (int row = 0; row < digest.rows; row++) {
        if (digest.kept[row] < low || digest.kept[row] > high) {
          found.add(row);
        }
      }
    }
    return new Outliers(rule, low, high, numbers.outside(low, high), found.list());
  }
}
