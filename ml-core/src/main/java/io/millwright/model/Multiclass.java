package io.millwright.model;

import io.millwright.Require;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of several classes, with the probability of each. Immutable. */
public final class Multiclass implements Prediction {

  private final List<String> classes;
  private final double[] probabilities;

  private Multiclass(List<String> classes, double[] probabilities) {
    this.classes = classes;
    this.probabilities = probabilities;
  }

  /**
   * A prediction over these classes.
   *
   * @param classes distinct names
   * @param probabilities one for each class, 0..1 each; copied
   */
  public static Multiclass of(List<String> classes, double[] probabilities) {
    if (classes.size() != probabilities.length) {
      throw new IllegalArgumentException(
          "Probabilities must be "
              + classes.size()
              + ", one for each class; were "
              + probabilities.length
              + ".");
    }
    for (double p : probabilities) {
      Require.share("Probability", p);
    }
    return new Multiclass(List.copyOf(classes), probabilities.clone());
  }

  /** The classes, in the model's order. */
  public List<String> classes() {
    return classes;
  }

  /** Probability of the class at that position. */
  public double probability(int position) {
    return probabilities[position];
  }

  /** Probability of the named class. */
  public double probability(String name) {
    int position = classes.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "Class must be one of the model's " + classes.size() + " classes.");
    }
    return probabilities[position];
  }

  /** Position of the most probable class; the first of equals. */
  public int topPosition() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The most probable class; the first of equals. */
  public String top() {
    return classes.get(topPosition());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Multiclass that
        && classes.equals(that.classes)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * classes.hashCode() + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "Multiclass[" + top() + " " + probabilities[topPosition()] + "]";
  }
}
