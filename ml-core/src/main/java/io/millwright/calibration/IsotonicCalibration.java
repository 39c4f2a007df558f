package io.millwright.calibration;

import io.millwright.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A rising function given by points, with straight lines between them and level beyond the first
 * and last. Makes ties: scores between two points of equal height become equal.
 *
 * @see <a href="https://doi.org/10.1145/775047.775151">Zadrozny, Elkan (2002), Transforming
 *     classifier scores into accurate multiclass probability estimates</a>
 */
public final class IsotonicCalibration implements BinaryCalibration {

  static final String KIND = "isotonic";

  private final double[] from;
  private final double[] to;

  private IsotonicCalibration(double[] from, double[] to) {
    this.from = from;
    this.to = to;
  }

  /**
   * The function through these points.
   *
   * @param from probabilities of the model, 0 to 1, each greater than the one before; at least one;
   *     copied
   * @param to calibrated probabilities, 0 to 1, none less than the one before; as many; copied
   * @throws IllegalArgumentException if a number does not fit; names its position
   */
  public static IsotonicCalibration of(double[] from, double[] to) {
    Require.atLeast("Points", from.length, 1);
    if (from.length != to.length) {
      throw Require.violated("Heights", from.length + ", one for each point", to.length);
    }
    for (int i = 0; i < from.length; i++) {
      Require.share("Point " + i, from[i]);
      Require.share("Height of point " + i, to[i]);
      if (i > 0 && !(from[i] > from[i - 1] && to[i] >= to[i - 1])) {
        throw new IllegalArgumentException(
            "Points must rise and their heights must not fall; did not (point " + i + ").");
      }
    }
    return new IsotonicCalibration(from.clone(), to.clone());
  }

  @Override
  public double calibrated(double probability) {
    int at = Arrays.binarySearch(from, probability);
    if (at >= 0) {
      return to[at];
    }
    int next = -at - 1;
    if (next == 0) {
      return to[0];
    }
    if (next == from.length) {
      return to[next - 1];
    }
    double share = (probability - from[next - 1]) / (from[next] - from[next - 1]);
    return to[next - 1] + share * (to[next] - to[next - 1]);
  }

  /** The places of the points, a copy. */
  public double[] from() {
    return from.clone();
  }

  /** The heights of the points, a copy. */
  public double[] to() {
    return to.clone();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IsotonicCalibration that
        && Arrays.equals(from, that.from)
        && Arrays.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }

  /** How many points. */
  @Override
  public String toString() {
    return "IsotonicCalibration[" + from.length + " points]";
  }
}
