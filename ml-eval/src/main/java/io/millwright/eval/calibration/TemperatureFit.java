package io.millwright.eval.calibration;

/**
 * The temperature T from e^-5 to e^5 at which {@code mean -ln softmax(z / T)[y]} is least.
 *
 * <p>The loss is convex in 1/T: Newton's method on its derivative, kept between bounds. Where the
 * least lies outside, T is the end of the range; where T makes no difference, it is 1.
 *
 * @param temperature T
 * @param loss the least loss, in nats
 */
record TemperatureFit(double temperature, double loss) {

  private static final double LEAST = StrictMath.exp(-5);
  private static final double MOST = StrictMath.exp(5);

  /**
   * The fit.
   *
   * @param logits row after row, {@code classes} each; for one class the log-odds of target 1
   * @param targets class positions
   */
  static TemperatureFit of(double[] logits, int classes, double[] targets, double[] weights) {
    Rows rows = new Rows(logits, classes, targets, weights);
    double inverse = rows.best();
    return new TemperatureFit(1 / inverse, rows.at(inverse).loss);
  }

  /** Loss, slope and curvature at one inverse temperature. */
  private record At(double loss, double slope, double curvature) {}

  private static final class Rows {

    private final double[] logits;
    private final int classes;
    private final double[] targets;
    private final double[] weights;

    Rows(double[] logits, int classes, double[] targets, double[] weights) {
      this.logits = logits;
      this.classes = classes;
      this.targets = targets;
      this.weights = weights;
    }

    double best() {
      double low = LEAST;
      double high = MOST;
      double atLow = at(low).slope;
      double atHigh = at(high).slope;
      if (atLow == 0 && atHigh == 0) {
        return 1;
      }
      if (atLow >= 0) {
        return low;
      }
      if (atHigh <= 0) {
        return high;
      }
      double inverse = 1;
      for (int step = 0; step < 200 && high - low > 1e-14 * high; step++) {
        At here = at(inverse);
        if (here.slope == 0) {
          return inverse;
        }
        if (here.slope < 0) {
          low = inverse;
        } else {
          high = inverse;
        }
        double next = inverse - here.slope / here.curvature;
        if (!(next > low && next < high)) {
          next = Math.sqrt(low * high);
        }
        if (Math.abs(next - inverse) <= 1e-15 * inverse) {
          return next;
        }
        inverse = next;
      }
      return inverse;
    }

    At at(double inverse) {
      double loss = 0;
      double slope = 0;
      double curvature = 0;
      double total = 0;
      for (int i = 0; i < targets.length; i++) {
        At row = row(i, inverse);
        loss += weights[i] * row.loss;
        slope += weights[i] * row.slope;
        curvature += weights[i] * row.curvature;
        total += weights[i];
      }
      return new At(loss / total, slope / total, curvature / total);
    }

    private double logit(int row, int position) {
      if (classes == 1) {
        return position == 0 ? 0 : logits[row];
      }
      return logits[row * classes + position];
    }

    private At row(int row, double inverse) {
      int count = Math.max(2, classes);
      double max = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < count; c++) {
        max = Math.max(max, logit(row, c));
      }
      double sum = 0;
      double first = 0;
      double second = 0;
      for (int c = 0; c < count; c++) {
        // Relative to the largest logit: no exponent is above 0.
        double z = logit(row, c) - max;
        double e = StrictMath.exp(z * inverse);
        sum += e;
        first += e * z;
        second += e * z * z;
      }
      double own = logit(row, (int) targets[row]) - max;
      double mean = first / sum;
      return new At(StrictMath.log(sum) - own * inverse, mean - own, second / sum - mean * mean);
    }
  }
}
