package io.millwright.eval.interval;

import io.millwright.Require;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What is drawn with replacement: single rows, or groups of rows that belong together, from all of
 * them or stratum by stratum.
 *
 * <p>A draw gives each row its weight times how often it was drawn. Rows of one person, device or
 * day are not independent: drawing them singly gives intervals that are too narrow; draw their
 * groups. Immutable and thread-safe.
 */
public final class Resampling {

  private static final long LOW_HALF = 0xFFFFFFFFL;

  private final double[] weights;

  /** The slot of each row in a draw's counts; none when row i is slot i. */
  private final int[] slotOf;

  /** Where each stratum's slots end. */
  private final int[] ends;

  private final boolean grouped;

  private Resampling(double[] weights, int[] slotOf, int[] ends, boolean grouped) {
    this.weights = weights;
    this.slotOf = slotOf;
    this.ends = ends;
    this.grouped = grouped;
  }

  /** Rows, drawn singly. */
  public static Resampling ofRows(double[] weights) {
    Require.atLeast("Rows", weights.length, 1);
    return new Resampling(weights.clone(), new int[0], new int[] {weights.length}, false);
  }

  /**
   * Groups of rows, drawn whole.
   *
   * @param groupOf for each row the number of its group, 0-based without gaps
   */
  public static Resampling ofGroups(double[] weights, int[] groupOf) {
    Require.atLeast("Rows", weights.length, 1);
    int groups = numbered("Groups", groupOf, weights.length);
    return new Resampling(weights.clone(), groupOf.clone(), new int[] {groups}, true);
  }

  /**
   * The same, drawn stratum by stratum, as many from each as it has, so that none is ever lost.
   *
   * <p>A group whose rows lie in several strata belongs to the one with the fewest rows (of equal
   * ones the first); a stratum that no group belongs to is dropped. Use it where the sizes of the
   * strata were fixed before the rows were collected, or for a metric that does not depend on them,
   * such as ROC-AUC by class. For one that does (average precision, F1, accuracy) on rows collected
   * as they came, intervals by stratum are too narrow: they leave out the chance in the sizes.
   *
   * @param stratumOf for each row the number of its stratum, 0-based without gaps
   */
  public Resampling withStrata(int[] stratumOf) {
    int strata = numbered("Strata", stratumOf, weights.length);
    int[] stratumOfUnit = stratumOfUnits(stratumOf, strata);
    int[] ofStratum = new int[strata];
    for (int stratum : stratumOfUnit) {
      ofStratum[stratum]++;
    }
    int[] next = new int[strata];
    for (int s = 1; s < strata; s++) {
      next[s] = next[s - 1] + ofStratum[s - 1];
    }
    int[] slotOfUnit = new int[units()];
    for (int u = 0; u < slotOfUnit.length; u++) {
      slotOfUnit[u] = next[stratumOfUnit[u]]++;
    }
    int[] slots = new int[weights.length];
    Arrays.setAll(slots, row -> slotOfUnit[slotOf(row)]);
    // A stratum that no group belongs to ends where the one before it does.
    int[] filled = Arrays.stream(next).filter(end -> end > 0).distinct().toArray();
    return new Resampling(weights, slots, filled, grouped);
  }

  private int[] stratumOfUnits(int[] stratumOf, int strata) {
    int[] rows = new int[strata];
    for (int stratum : stratumOf) {
      rows[stratum]++;
    }
    int[] found = new int[units()];
    Arrays.fill(found, -1);
    for (int row = 0; row < stratumOf.length; row++) {
      int unit = slotOf(row);
      int now = found[unit];
      int other = stratumOf[row];
      if (now < 0 || rows[other] < rows[now] || (rows[other] == rows[now] && other < now)) {
        found[unit] = other;
      }
    }
    return found;
  }

  /** How many rows. */
  public int rows() {
    return weights.length;
  }

  /** How many rows or groups are drawn from. */
  public int units() {
    return ends[ends.length - 1];
  }

  /** {@code rows}, or how many groups; and in how many strata. */
  public String what() {
    String units = grouped ? units() + " groups" : "rows";
    return ends.length == 1 ? units : units + " in " + ends.length + " strata";
  }

  /** What is drawn: {@code rows} or {@code groups}. */
  String unit() {
    return grouped ? "groups" : "rows";
  }

  /** A copy of the rows' own weights. */
  double[] weights() {
    return weights.clone();
  }

  /** How many strata, at least 1. */
  int strata() {
    return ends.length;
  }

  /** The first slot of a stratum; of {@code strata()} the number of slots. */
  int start(int stratum) {
    return stratum == 0 ? 0 : ends[stratum - 1];
  }

  /** The slot of a row. */
  int slotOf(int row) {
    return slotOf.length == 0 ? row : slotOf[row];
  }

  /**
   * Draws as many units as there are from each stratum.
   *
   * @param counts scratch of {@code units()} numbers. A byte is enough: a unit is drawn more than
   *     255 times with probability below 1 / 256!, about 1e-507
   * @param drawn the weights of the draw, one a row
   */
  void draw(RandomGenerator random, byte[] counts, double[] drawn) {
    Arrays.fill(counts, (byte) 0);
    int start = 0;
    for (int end : ends) {
      count(random, start, end - start, counts);
      start = end;
    }
    if (slotOf.length == 0) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = weights[i] * (counts[i] & 0xFF);
      }
    } else {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = weights[i] * (counts[slotOf[i]] & 0xFF);
      }
    }
  }

  /** {@code size} exactly uniform draws, two from each 64 bits: multiply-shift with rejection. */
  private static void count(RandomGenerator random, int start, int size, byte[] counts) {
    long least = Integer.remainderUnsigned(-size, size);
    int left = size;
    while (left > 0) {
      long bits = random.nextLong();
      long product = (bits >>> 32) * size;
      if ((product & LOW_HALF) >= least) {
        counts[start + (int) (product >>> 32)]++;
        left--;
      }
      product = (bits & LOW_HALF) * size;
      if ((product & LOW_HALF) >= least && left > 0) {
        counts[start + (int) (product >>> 32)]++;
        left--;
      }
    }
  }

  /** How many numbers there are, if there is one a row and none is missing. */
  private static int numbered(String what, int[] numberOf, int rows) {
    if (numberOf.length != rows) {
      throw new IllegalArgumentException(
          what + " must be " + rows + ", one a row; were " + numberOf.length + ".");
    }
    int most = Arrays.stream(numberOf).max().orElseThrow() + 1;
    boolean[] seen = new boolean[Math.max(1, Math.min(most, rows + 1))];
    for (int number : numberOf) {
      if (number < 0 || number >= rows) {
        throw Require.violated(what, "numbered from 0 without gaps", number);
      }
      seen[number] = true;
    }
    for (int number = 0; number < seen.length; number++) {
      if (!seen[number]) {
        throw new IllegalArgumentException(
            what + " must be numbered from 0 without gaps; number " + number + " has no row.");
      }
    }
    return most;
  }
}
