package io.millwright.eda;

import io.millwright.report.Point;

/**
 * Mean of the outcomes of one group with its 95 % interval: Wilson's for a share, the normal one,
 * {@code mean ± z s / sqrt(n)}, for a number. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927), Probable
 *     inference</a>
 */
final class GroupMean {

  /** The standard normal quantile at 0.975. */
  private static final double Z = 1.959963984540054;

  private final boolean share;
  private long count;
  private double mean;
  private double squares;

  GroupMean(boolean share) {
    this.share = share;
  }

  /** Welford's update. */
  void add(double value) {
    count++;
    double off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }

  /** Sum of squared deviations from the mean. */
  double squares() {
    return squares;
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Whether there are rows enough for an interval: one for a share, two for a mean. */
  boolean hasInterval() {
    return count >= (share ? 1 : 2);
  }

  double low() {
    return share ? Math.min(mean, wilson(-1)) : mean - half();
  }

  double high() {
    return share ? Math.max(mean, wilson(1)) : mean + half();
  }

  private double half() {
    return Z * Math.sqrt(squares / (count - 1) / count);
  }

  private double wilson(int side) {
    double z2 = Z * Z;
    double centre = (mean * count + z2 / 2) / (count + z2);
    double half = Z * Math.sqrt(mean * (1 - mean) / count + z2 / (4.0 * count * count));
    return Math.max(0, Math.min(1, centre + side * half / (1 + z2 / count)));
  }

  /** Whether the intervals of both have no number in common. */
  boolean isApartFrom(GroupMean other) {
    return hasInterval() && other.hasInterval() && (high() < other.low() || other.high() < low());
  }

  /** The mean at this place, with its interval where there is one; a gap without rows. */
  Point at(double x) {
    if (count == 0 || !Double.isFinite(mean)) {
      return Point.missing(x);
    }
    return hasInterval() && Double.isFinite(low()) && Double.isFinite(high())
        ? Point.of(x, mean, low(), high())
        : Point.of(x, mean);
  }
}
