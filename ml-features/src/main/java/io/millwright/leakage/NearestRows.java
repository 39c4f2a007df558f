package io.millwright.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * For a sample of test rows, the nearest training row against the fifth nearest.
 *
 * <p>Numbers count by their rank as a share of the rows, everything else by 0 or 1 for equal or
 * not. Where rows are spread without copies, near a row in {@code D} dimensions, {@code (d1 /
 * d5)^D} is Beta(1, 4) distributed (Facco et al. 2017, doi:10.1038/s41598-017-11873-y, use d1 and
 * d2), so that ratios below 0.05 are at most two fifths of those below 0.15 for any {@code D >= 1}.
 * Copies with a little noise have ratios near 0 and none between.
 */
final class NearestRows {

  /** The distance that the nearest is measured by. */
  private static final int NEIGHBOURS = 5;

  private static final double WORK = 1e8;
  private static final int MIN_SAMPLE = 50;
  private static final int MAX_SAMPLE = 1000;

  /** A number with fewer values is compared as a category is. */
  private static final int FEW = 10;

  private final AuditData data;
  private final double[][] coordinates;
  private final int[][] codes;

  private NearestRows(AuditData data, double[][] coordinates, int[][] codes) {
    this.data = data;
    this.coordinates = coordinates;
    this.codes = codes;
  }

  /**
   * A test row, its nearest training row, and the ratio of that distance to the fifth.
   *
   * @param ratio 0 to 1
   */
  record Near(int test, int train, double ratio) {}

  /** The space of the features, or empty if fewer than two are numbers. */
  static Optional<NearestRows> of(AuditData data) {
    List<double[]> coordinates = new ArrayList<>();
    List<int[]> codes = new ArrayList<>();
    for (AuditColumn column : data.features()) {
      if (column.isNumeric() && column.distinct() >= FEW) {
        coordinates.add(shares(column));
      } else if (column.distinct() <= data.size() / 2) {
        codes.add(column.codes());
      }
    }
    return coordinates.size() < 2
        ? Optional.empty()
        : Optional.of(
            new NearestRows(
                data, coordinates.toArray(double[][]::new), codes.toArray(int[][]::new)));
  }

  /** Ranks as shares of the rows, NaN where there is no number. */
  private static double[] shares(AuditColumn column) {
    double[] shares = new double[column.size()];
    Arrays.fill(shares, Double.NaN);
    int[] rows =
        IntStream.range(0, shares.length).filter(i -> !Double.isNaN(column.number(i))).toArray();
    double[] ranks = Ranks.midranks(Arrays.stream(rows).mapToDouble(column::number).toArray());
    for (int k = 0; k < rows.length; k++) {
      shares[rows[k]] = ranks[k] / rows.length;
    }
    return shares;
  }

  /** Test rows evenly spread, few enough to bound the work; those without an exact twin. */
  List<Near> sample() {
    double pairs = WORK / ((double) data.train() * (coordinates.length + codes.length));
    int n = Math.min(data.test(), (int) Math.max(MIN_SAMPLE, Math.min(MAX_SAMPLE, pairs)));
    return IntStream.range(0, n)
        .parallel()
        .mapToObj(k -> near(data.train() + (int) ((long) k * data.test() / n)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Near> near(int test) {
    double[] least = new double[NEIGHBOURS];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int nearest = -1;
    for (int row = 0; row < data.train(); row++) {
      double squared = squared(test, row, least[NEIGHBOURS - 1]);
      if (squared == 0) {
        return Optional.empty(); // equal rows are for another check
      }
      if (squared < least[NEIGHBOURS - 1]) {
        nearest = squared < least[0] ? row : nearest;
        insert(least, squared);
      }
    }
    double fifth = least[NEIGHBOURS - 1];
    return nearest < 0 || Double.isInfinite(fifth)
        ? Optional.empty()
        : Optional.of(new Near(test, nearest, StrictMath.sqrt(least[0] / fifth)));
  }

  private static void insert(double[] least, double value) {
    int place = NEIGHBOURS - 1;
    while (place > 0 && least[place - 1] > value) {
      least[place] = least[place - 1];
      place--;
    }
    least[place] = value;
  }

  /** The squared distance, or any number not below the limit once it is reached. */
  private double squared(int a, int b, double limit) {
    double sum = 0;
    for (int[] column : codes) {
      sum += column[a] == column[b] ? 0 : 1;
    }
    for (int c = 0; c < coordinates.length && sum < limit; c++) {
      double x = coordinates[c][a];
      double y = coordinates[c][b];
      boolean gap = Double.isNaN(x) || Double.isNaN(y);
      double apart = gap ? (Double.isNaN(x) && Double.isNaN(y) ? 0 : 1) : x - y;
      sum += apart * apart;
    }
    return sum;
  }
}
