package io.millwright.eval.interval;

import io.millwright.Require;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What is drawn with replacement: single rows, or groups of rows that belong together.
 *
 * <p>A draw gives each row its weight times how often it was drawn. Rows of one person, device or
 * day are not independent: drawing them singly gives intervals that are too narrow; draw their
 * groups. Immutable and thread-safe.
 */
public final class Resampling {

  private final double[] weights;
  private final int[] unitOf;
  private final int units;
  private final String what;

  private Resampling(double[] weights, int[] unitOf, int units, String what) {
    this.weights = weights;
    this.unitOf = unitOf;
    this.units = units;
    this.what = what;
  }

  /** Rows, drawn singly. */
  public static Resampling ofRows(double[] weights) {
    Require.atLeast("Rows", weights.length, 1);
    return new Resampling(weights.clone(), new int[0], weights.length, "rows");
  }

  /**
   * Groups of rows, drawn whole.
   *
   * @param groupOf for each row the number of its group, 0-based without gaps
   */
  public static Resampling ofGroups(double[] weights, int[] groupOf) {
    Require.atLeast("Rows", weights.length, 1);
    if (groupOf.length != weights.length) {
      throw new IllegalArgumentException(
          "Groups must be " + weights.length + ", one a row; were " + groupOf.length + ".");
    }
    int groups = Arrays.stream(groupOf).max().orElseThrow() + 1;
    return new Resampling(weights.clone(), groupOf.clone(), groups, groups + " groups");
  }

  /** How many rows. */
  public int rows() {
    return weights.length;
  }

  /** How many rows or groups are drawn from. */
  public int units() {
    return units;
  }

  /** {@code rows}, or how many groups. */
  public String what() {
    return what;
  }

  /** The rows' own weights. */
  double[] weights() {
    return weights;
  }

  /** Draws as many units as there are; {@code counts} is scratch of {@code units()} numbers. */
  void draw(RandomGenerator random, int[] counts, double[] drawn) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < units; i++) {
      counts[random.nextInt(units)]++;
    }
    if (unitOf.length == 0) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = weights[i] * counts[i];
      }
    } else {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = weights[i] * counts[unitOf[i]];
      }
    }
  }
}
