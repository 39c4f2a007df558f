package io.millwright.train;

import io.millwright.model.FeatureMatrix;
import io.millwright.model.Featurizer;
import io.millwright.model.Targets;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.List;
import java.util.Objects;

/**
 * What a trainer learns from: a vector, a target and a weight for each row. Immutable and
 * thread-safe.
 *
 * <p>NaN in a vector means missing; no other value is without a finite number. Targets are those of
 * {@link Targets}; weights are those of the schema's WEIGHT field, or 1.
 */
public final class TrainingData {

  private final List<String> features;
  private final List<String> classes;
  private final double[] values;
  private final double[] targets;
  private final double[] weights;
  private final boolean weighted;

  private TrainingData(
      List<String> features,
      List<String> classes,
      double[] values,
      double[] targets,
      double[] weights,
      boolean weighted) {
    this.features = features;
    this.classes = classes;
    this.values = values;
    this.targets = targets;
    this.weights = weights;
    this.weighted = weighted;
  }

  /**
   * The vectors that a plan gave for the rows it was fitted on, with the rows' labels and weights.
   *
   * @param table the training rows, in the vectors' order
   * @throws TrainingException if there is no row, a weight is missing, negative or not finite, all
   *     weights are zero, or a feature is infinite; says which
   */
  public static TrainingData of(TrainingFeatures vectors, Table table, Targets targets) {
    int rows = table.rowCount();
    if (rows == 0) {
      throw new TrainingException("Training set must have at least one row; had none.");
    }
    List<Featurizer.Feature> features = vectors.matrix().features();
    if (vectors.matrix().rows() != rows) {
      throw new IllegalArgumentException(
          "Table must be the rows of the vectors, "
              + vectors.matrix().rows()
              + "; had "
              + rows
              + ".");
    }
    boolean weighted = table.schema().fields().stream().anyMatch(f -> f.role() == Role.WEIGHT);
    TrainingData data =
        new TrainingData(
            features.stream().map(Featurizer.Feature::name).toList(),
            targets.classes(),
            vectors.matrix().toDense().array(),
            targets.toArray(),
            weights(table),
            weighted);
    data.refuseInfinite();
    return data;
  }

  /** Some of the rows of a matrix, each counting as much as any other. */
  static TrainingData of(FeatureMatrix matrix, Targets targets, int[] rows) {
    int width = matrix.features().size();
    double[] values = new double[rows.length * width];
    double[] labels = new double[rows.length];
    double[] weights = new double[rows.length];
    java.util.Arrays.fill(weights, 1);
    for (int i = 0; i < rows.length; i++) {
      matrix.copyRow(rows[i], values, i * width);
      labels[i] = targets.value(rows[i]);
    }
    List<String> names = matrix.features().stream().map(Featurizer.Feature::name).toList();
    TrainingData data = new TrainingData(names, targets.classes(), values, labels, weights, false);
    data.refuseInfinite();
    return data;
  }

  private static double[] weights(Table table) {
    double[] weights = new double[table.rowCount()];
    java.util.Arrays.fill(weights, 1);
    for (Field field : table.schema().fields()) {
      if (field.role() == Role.WEIGHT) {
        read(table.column(field.name()), field.name(), weights);
      }
    }
    return weights;
  }

  private static void read(Column column, String name, double[] weights) {
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      double weight = column.isMissing(i) ? Double.NaN : column.number(i);
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new TrainingException(
            "Weight '"
                + name
                + "' must be finite and not negative in every row; was not in row "
                + i
                + ".");
      }
      weights[i] = weight;
      total += weight;
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "Weights '"
              + name
              + "' must have a finite sum greater than 0; the sum was "
              + total
              + ".");
    }
  }

  private void refuseInfinite() {
    int width = features.size();
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new TrainingException(
            "Feature '"
                + features.get(i % width)
                + "' must be finite or missing in every row; was infinite in row "
                + i / width
                + ". Clip or impute it in the feature plan.");
      }
    }
  }

  /** How many rows, at least 1. */
  public int rows() {
    return targets.length;
  }

  /** What the positions of a vector are called. */
  public List<String> features() {
    return features;
  }

  /** Class names by target; none for a regression. */
  public List<String> classes() {
    return classes;
  }

  /** A value of a vector; NaN when missing. */
  public double value(int row, int feature) {
    Objects.checkIndex(feature, features.size());
    return values[row * features.size() + feature];
  }

  /** The row's label as a number. */
  public double target(int row) {
    return targets[row];
  }

  /** How much the row counts, finite and not negative. */
  public double weight(int row) {
    return weights[row];
  }

  /** Whether the schema has a weight. */
  public boolean isWeighted() {
    return weighted;
  }

  /** Sum of the weights, greater than 0. */
  public double totalWeight() {
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    return total;
  }

  /** Weight of each class; not for a regression. */
  public double[] classWeights() {
    double[] sums = new double[classes.size()];
    for (int i = 0; i < targets.length; i++) {
      sums[(int) targets[i]] += weights[i];
    }
    return sums;
  }

  /** The vectors one after the other; not to be changed. */
  double[] matrix() {
    return values;
  }

  /** At least two classes have rows that count. */
  void requireClasses() {
    double[] sums = classWeights();
    long present = java.util.Arrays.stream(sums).filter(s -> s > 0).count();
    if (present < 2) {
      throw new TrainingException(
          "Label must have at least two classes in the training set; had "
              + present
              + " in "
              + rows()
              + " rows. Check the positive value and the split.");
    }
  }

  /** Every feature has a value in some row, and there is a feature. */
  void requireSomeValues() {
    int width = features.size();
    if (width == 0) {
      throw new TrainingException("Feature plan must give at least one feature; gave none.");
    }
    boolean[] seen = new boolean[width];
    for (int i = 0; i < values.length; i++) {
      seen[i % width] |= !Double.isNaN(values[i]);
    }
    refuse(seen, "have a value in at least one training row; had none", "Drop it from the plan.");
  }

  /** No value of any feature is missing. */
  void requireNoMissing() {
    int width = features.size();
    boolean[] complete = new boolean[width];
    java.util.Arrays.fill(complete, true);
    for (int i = 0; i < values.length; i++) {
      complete[i % width] &= !Double.isNaN(values[i]);
    }
    refuse(
        complete,
        "have a value in every training row for a linear model; some are missing",
        "Impute it in the feature plan.");
  }

  private void refuse(boolean[] good, String constraint, String nextStep) {
    StringBuilder names = new StringBuilder();
    int bad = 0;
    for (int i = 0; i < good.length; i++) {
      if (!good[i] && bad++ < 10) {
        names.append(bad > 1 ? "', '" : "").append(features.get(i));
      }
    }
    if (bad > 0) {
      throw new TrainingException(
          "Feature '"
              + names
              + "'"
              + (bad > 10 ? " and " + (bad - 10) + " more" : "")
              + " must "
              + constraint
              + ". "
              + nextStep);
    }
  }
}
