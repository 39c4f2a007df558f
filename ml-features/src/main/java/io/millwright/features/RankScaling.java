package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Normal scores of ranks: of n training values, one of mean rank r (from 1) gets the normal
 * quantile of {@code (r - 0.5) / n}; linear between two values, level beyond the ends.
 *
 * <p>Of more than {@link #MOST_KNOTS} distinct values, as many are kept, evenly spaced among them
 * with both ends.
 */
final class RankScaling implements Scaling {

  static final int MOST_KNOTS = 1_000;

  private final SortedIndex values;
  private final double[] scores;

  /**
   * @param values at least one, ascending
   * @param scores as many, never descending
   */
  private RankScaling(double[] values, double[] scores) {
    this.values = new SortedIndex(values);
    this.scores = scores;
  }

  static RankScaling learn(SortedValues known) {
    int n = known.count();
    double[] values = new double[n];
    double[] shares = new double[n];
    int distinct = 0;
    for (int start = 0, end; start < n; start = end) {
      end = start + 1;
      while (end < n && known.at(end) == known.at(start)) {
        end++;
      }
      values[distinct] = known.at(start) + 0.0; // -0.0 becomes 0.0
      shares[distinct++] = ((double) start + end) / 2 / n;
    }
    int knots = Math.min(distinct, MOST_KNOTS);
    double[] keptValues = new double[knots];
    double[] scores = new double[knots];
    for (int k = 0; k < knots; k++) {
      int at = knots == 1 ? 0 : (int) ((long) k * (distinct - 1) / (knots - 1));
      keptValues[k] = values[at];
      scores[k] = NormalQuantile.of(shares[at]);
    }
    return new RankScaling(keptValues, scores);
  }

  @Override
  public double of(double x) {
    if (!(x > values.first())) {
      return scores[0];
    }
    if (x >= values.last()) {
      return scores[scores.length - 1];
    }
    int next = values.below(x);
    double from = scores[next - 1];
    return values.at(next) == x
        ? scores[next]
        : from + values.part(x, next) * (scores[next] - from);
  }

  @Override
  public String describe() {
    return "; normal score of its rank, by " + values.size() + " values";
  }

  @Override
  public void write(ObjectNode node) {
    ObjectNode part = node.putObject("ranks");
    values.write(part.putArray("values"));
    ArrayNode second = part.putArray("scores");
    Arrays.stream(scores).forEach(second::add);
  }

  static RankScaling read(JsonPart json) {
    json.only("values", "scores");
    double[] values = json.numbers("values");
    double[] scores = json.numbers("scores");
    if (values.length < 1 || values.length > MOST_KNOTS || scores.length != values.length) {
      throw json.fault("'values' must be from 1 to " + MOST_KNOTS + ", with as many 'scores'.");
    }
    for (int i = 1; i < values.length; i++) {
      if (!(values[i - 1] < values[i]) || scores[i - 1] > scores[i]) {
        throw json.fault("'values' must ascend and 'scores' must not descend.");
      }
    }
    return new RankScaling(values, scores);
  }
}
