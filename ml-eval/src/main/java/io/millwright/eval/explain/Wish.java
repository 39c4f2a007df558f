package io.millwright.eval.explain;

import io.millwright.Require;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import java.util.function.ToDoubleFunction;

/**
 * What a prediction should have been, typed by the prediction. Immutable and thread-safe.
 *
 * @param <P> what is predicted
 */
public final class Wish<P extends Prediction> {

  private final String description;
  private final ToDoubleFunction<P> shortfall;

  private Wish(String description, ToDoubleFunction<P> shortfall) {
    this.description = description;
    this.shortfall = shortfall;
  }

  /** A probability of the positive class of at least that, 0..1. */
  public static Wish<Binary> probabilityAtLeast(double least) {
    Require.share("Probability", least);
    return new Wish<>("probability at least " + least, p -> least - p.probability());
  }

  /** A probability of the positive class of at most that, 0..1. */
  public static Wish<Binary> probabilityAtMost(double most) {
    Require.share("Probability", most);
    return new Wish<>("probability at most " + most, p -> p.probability() - most);
  }

  /** A value from {@code low} to {@code high}; either may be infinite. */
  public static Wish<Regression> valueBetween(double low, double high) {
    if (!(low <= high)) {
      throw Require.violated("Low end of a wish", "at most the high end " + high, low);
    }
    return new Wish<>(
        "value from " + low + " to " + high, p -> Math.max(low - p.value(), p.value() - high));
  }

  /** That the class is the most probable one. */
  public static Wish<Multiclass> topClass(String name) {
    return new Wish<>("class '" + name + "' on top", p -> behind(p, name));
  }

  /** How far the class is behind the top one; not 0 if it is another of equals. */
  private static double behind(Multiclass prediction, String name) {
    double behind = prediction.probability(prediction.topPosition()) - prediction.probability(name);
    return prediction.top().equals(name) ? 0 : Math.max(behind, Double.MIN_VALUE);
  }

  /** Whether the prediction is as wished. */
  public boolean isReached(P prediction) {
    return shortfall(prediction) <= 0;
  }

  /** How far the prediction is from the wish; 0 or less when it is reached. */
  double shortfall(P prediction) {
    return shortfall.applyAsDouble(prediction);
  }

  /** The wish in words. */
  @Override
  public String toString() {
    return description;
  }
}
