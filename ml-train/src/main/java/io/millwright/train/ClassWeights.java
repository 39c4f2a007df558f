package io.millwright.train;

import io.millwright.Require;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a row of each class counts in training, so that a rare class is not drowned by a
 * frequent one.
 *
 * <p>Weights move the decision, and with it the probabilities: a model trained with them promises
 * too much for rare classes, and must be calibrated before its probabilities are read as risks. If
 * only the decision matters, moving the threshold of a model trained without them does the same. To
 * train with them put {@link #ofRows} into the schema's WEIGHT field. Immutable and thread-safe.
 */
public final class ClassWeights {

  private final SortedMap<String, Double> weights;

  private ClassWeights(SortedMap<String, Double> weights) {
    this.weights = Collections.unmodifiableSortedMap(weights);
  }

  /**
   * Weights that make all classes count alike: {@code rows / (classes * rows of the class)}, as
   * scikit-learn's "balanced". Their mean over the rows is 1.
   *
   * @param labels of the TRAINING rows, at least one
   * @see <a href="https://doi.org/10.1093/oxfordjournals.pan.a004868">King, Zeng (2001), Logistic
   *     regression in rare events data</a>
   */
  public static ClassWeights balanced(List<String> labels) {
    double[] ones = new double[labels.size()];
    Arrays.fill(ones, 1);
    return balanced(labels, ones);
  }

  /**
   * As {@link #balanced(List)} for rows that have weights of their own; multiply the two to train.
   *
   * @param rowWeights one for each row, finite and at least 0
   * @throws IllegalArgumentException if there are no rows or a class has no weight
   */
  public static ClassWeights balanced(List<String> labels, double[] rowWeights) {
    Require.atLeast("Rows", labels.size(), 1);
    if (rowWeights.length != labels.size()) {
      throw Require.violated(
          "Row weights", labels.size() + ", one for each row", rowWeights.length);
    }
    SortedMap<String, Double> counts = new TreeMap<>();
    double total = 0;
    for (int i = 0; i < rowWeights.length; i++) {
      check("Weight of row " + i, rowWeights[i]);
      counts.merge(labels.get(i), rowWeights[i], Double::sum);
      total += rowWeights[i];
    }
    SortedMap<String, Double> weights = new TreeMap<>();
    for (Map.Entry<String, Double> count : counts.entrySet()) {
      Require.positive("Weight of the rows of a class", count.getValue());
      weights.put(count.getKey(), total / (counts.size() * count.getValue()));
    }
    return new ClassWeights(weights);
  }

  /**
   * Weights by class; a class that is not named counts 1.
   *
   * @param weights finite and at least 0
   */
  public static ClassWeights of(Map<String, Double> weights) {
    weights.values().forEach(w -> check("Weight of a class", w));
    return new ClassWeights(new TreeMap<>(weights));
  }

  /** The weight of each named class, by ascending class. */
  public SortedMap<String, Double> weights() {
    return weights;
  }

  /** The weight of a row of the class; 1 if it is not named. */
  public double of(String label) {
    return weights.getOrDefault(label, 1.0);
  }

  /** The weight of each row. */
  public double[] ofRows(List<String> labels) {
    return labels.stream().mapToDouble(this::of).toArray();
  }

  /**
   * Balanced weights of rows that have several labels: the product over the columns of each one's
   * balanced weight.
   *
   * @param columns labels of all rows, column by column, at least one column, of equal length
   */
  public static double[] balancedRows(List<List<String>> columns) {
    Require.atLeast("Columns", columns.size(), 1);
    double[] product = new double[columns.get(0).size()];
    Arrays.fill(product, 1);
    for (List<String> column : columns) {
      if (column.size() != product.length) {
        throw Require.violated(
            "Rows of a column", product.length + " like those of the first", column.size());
      }
      double[] own = balanced(column).ofRows(column);
      Arrays.setAll(product, i -> product[i] * own[i]);
    }
    return product;
  }

  private static void check(String what, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw Require.violated(what, "finite and at least 0", weight);
    }
  }

  /** The weights by class. */
  @Override
  public String toString() {
    return "ClassWeights " + weights;
  }
}
