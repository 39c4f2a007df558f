package io.millwright.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Named points of a chart that belong together: one line, one set of bars.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param name what the legend says, not blank, once in a chart
 * @param points at least one, in drawing order
 */
public record Series(String name, List<Point> points) {

  /** Checks that there is a name and at least one point. */
  public Series {
    Checks.filled("Series name", name);
    points = List.copyOf(points);
    Checks.atLeastOne(Checks.named("Series", name), points, "Leave the series out.");
  }

  /**
   * Pairs the values of {@code xs} and {@code ys}.
   *
   * @param xs finite
   * @param ys finite, as many as {@code xs}
   */
  public static Series of(String name, double[] xs, double[] ys) {
    sameLength(name, "y", xs.length, ys.length);
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      points.add(Point.of(xs[i], ys[i]));
    }
    return new Series(name, points);
  }

  /**
   * Pairs the values of {@code xs} and {@code ys}, each with its interval.
   *
   * @param xs finite
   * @param ys finite, as many as {@code xs}
   * @param lows lower ends, as many as {@code xs}
   * @param highs upper ends, as many as {@code xs}
   */
  public static Series of(String name, double[] xs, double[] ys, double[] lows, double[] highs) {
    sameLength(name, "y", xs.length, ys.length);
    sameLength(name, "lower", xs.length, lows.length);
    sameLength(name, "upper", xs.length, highs.length);
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      points.add(Point.of(xs[i], ys[i], lows[i], highs[i]));
    }
    return new Series(name, points);
  }

  /** Whether any point has an interval. */
  public boolean hasIntervals() {
    return points.stream().anyMatch(Point::hasInterval);
  }

  /**
   * The series with at most this many of its points, chosen so that the line keeps its shape:
   * largest triangle of three buckets. First and last point stay, chosen points are unchanged.
   *
   * <p>Cost: O(points). A series with a missing point, or already small enough, comes back as it
   * is. Not for histograms and bars, whose points are one per bin or category.
   *
   * @param most at least 3
   * @see <a href="https://skemman.is/handle/1946/15343">Steinarsson (2013), Downsampling Time
   *     Series for Visual Representation, section 4.2</a>
   */
  public Series thinnedTo(int most) {
    if (most < 3) {
      throw new IllegalArgumentException(
          "Points to keep must be at least 3; was " + most + ". Keep more.");
    }
    if (points.size() <= most || points.stream().anyMatch(Point::isMissing)) {
      return this;
    }
    return new Series(name, Thinning.largestTriangles(points, most));
  }

  private static void sameLength(String name, String what, int xs, int others) {
    if (xs != others) {
      throw new IllegalArgumentException(
          Checks.named("Series", name)
              + " must have as many "
              + what
              + " values as x values, "
              + xs
              + "; was "
              + others
              + ". Pass arrays of one length.");
    }
  }
}
