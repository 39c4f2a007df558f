package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a number lies among quantiles of the training values: 0 at the least, 1 at the largest,
 * linear between two quantiles; a value that several quantiles share lies in their middle. As a
 * normal score if asked for.
 */
final class QuantileScaling implements Scaling {

  /** How near to an end counts as the end, and where normal scores stop. */
  private static final double BOUND = 1e-7;

  private static final double LOWEST = NormalQuantile.of(BOUND - Math.ulp(1.0));
  private static final double HIGHEST = NormalQuantile.of(1 - (BOUND - Math.ulp(1.0)));

  private final SortedIndex quantiles;
  private final boolean normal;

  /**
   * @param quantiles at least one, never descending
   */
  QuantileScaling(double[] quantiles, boolean normal) {
    this.quantiles = new SortedIndex(quantiles);
    this.normal = normal;
  }

  static QuantileScaling learn(SortedValues known, int count, boolean normal) {
    double[] quantiles = new double[count];
    for (int i = 0; i < count; i++) {
      quantiles[i] = known.quantile(count == 1 ? 0 : i / (double) (count - 1));
    }
    return new QuantileScaling(quantiles, normal);
  }

  @Override
  public double of(double x) {
    double first = quantiles.first();
    double last = quantiles.last();
    if (!normal) {
      return x <= first ? 0 : x >= last ? 1 : share(x);
    }
    if (x <= first || x - BOUND < first) {
      return LOWEST;
    }
    if (x >= last || x + BOUND > last) {
      return HIGHEST;
    }
    double score = share(x);
    return score <= BOUND ? LOWEST : score >= 1 - BOUND ? HIGHEST : NormalQuantile.of(score);
  }

  /** For a number strictly between the first and the last quantile. */
  private double share(double x) {
    int next = quantiles.below(x);
    double steps = quantiles.size() - 1;
    if (quantiles.at(next) != x) {
      return (next - 1 + quantiles.part(x, next)) / steps;
    }
    int end = next;
    while (quantiles.at(end + 1) == x) {
      end++;
    }
    return 0.5 * (next / steps + end / steps);
  }

  @Override
  public String describe() {
    return "; place among "
        + quantiles.size()
        + " quantiles"
        + (normal ? ", as a normal score" : ", 0..1");
  }

  @Override
  public void write(ObjectNode node) {
    ObjectNode part = node.putObject("quantiles").put("normal", normal);
    quantiles.write(part.putArray("values"));
  }

  static QuantileScaling read(JsonPart json) {
    json.only("normal", "values");
    double[] values = json.numbers("values");
    if (values.length < 1 || values.length > MAX_BINS) {
      throw json.fault("'values' must be from 1 to " + MAX_BINS + ".");
    }
    for (int i = 1; i < values.length; i++) {
      if (values[i - 1] > values[i]) {
        throw json.fault("'values' must not descend.");
      }
    }
    return new QuantileScaling(values, json.flag("normal"));
  }
}
