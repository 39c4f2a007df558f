package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Binary;
import io.millwright.model.Link;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression with an L2 penalty, trained to its only optimum.
 *
 * <p>Minimises {@code l2/2 |w|^2 + sum_i weight_i * log loss_i}; intercepts are not penalised;
 * several classes share one softmax, all of whose weights are penalised. With {@code l2 = 1/C} this
 * is scikit-learn's objective. Draws nothing: every seed gives the same model.
 *
 * <p>Features should be of similar scale, since the penalty treats them alike. Missing values:
 * refused. Cost: O(non-zero values) a pass, typically 50 to 500 passes. Immutable and thread-safe.
 *
 * @param <P> what a model predicts
 */
public final class LogisticRegression<P extends Prediction> implements Trainer<P> {

  private final Task<P> task;
  private final double l2;

  private LogisticRegression(Task<P> task, Consumer<Options> options) {
    this.task = task;
    Options chosen = new Options();
    options.accept(chosen);
    this.l2 = Settings.orElse(chosen.l2, 1.0);
  }

  /** For two classes, by default settings. */
  public static LogisticRegression<Binary> binary() {
    return binary(o -> {});
  }

  /** For two classes. */
  public static LogisticRegression<Binary> binary(Consumer<Options> options) {
    return new LogisticRegression<>(Task.binary(), options);
  }

  /** For several classes, by default settings. */
  public static LogisticRegression<Multiclass> multiclass() {
    return multiclass(o -> {});
  }

  /** For several classes. */
  public static LogisticRegression<Multiclass> multiclass(Consumer<Options> options) {
    return new LogisticRegression<>(Task.multiclass(), options);
  }

  @Override
  public Task<P> task() {
    return task;
  }

  @Override
  public String name() {
    return "logistic-regression";
  }

  @Override
  public SortedMap<String, String> settings() {
    return Settings.of("l2", l2);
  }

  @Override
  public Scorer fit(TrainingData data, Seed seed, Progress progress) {
    data.requireSomeValues();
    data.requireNoMissing();
    data.requireClasses();
    int blocks = task.kind() == Task.Kind.BINARY ? 1 : data.classes().size();
    LogLoss loss = new LogLoss(data, blocks, l2);
    double[] w = NewtonSolver.minimise(loss, data.totalWeight(), progress);
    int inputs = data.features().size();
    double[][] weights = new double[blocks][inputs];
    double[] intercepts = new double[blocks];
    for (int k = 0; k < blocks; k++) {
      for (int j = 0; j < inputs; j++) {
        weights[k][j] = w[loss.position(k, j)];
      }
      intercepts[k] = w[loss.position(k, inputs)];
    }
    return LinearScorer.of(weights, intercepts, blocks == 1 ? Link.LOGISTIC : Link.SOFTMAX);
  }

  /** Settings. Single use, not thread-safe; a setting given twice is an error. */
  public static final class Options {

    private @Nullable Double l2;

    private Options() {}

    /** Strength of the penalty, greater than 0; 1 by default. */
    public Options l2(double value) {
      l2 = Settings.once("l2", l2, Require.positive("l2", value));
      return this;
    }
  }
}
