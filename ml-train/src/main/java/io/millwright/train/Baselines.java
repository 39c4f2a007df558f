package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Binary;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Trainers that ignore the features: what every model has to beat. Missing values do not matter to
 * them. Stateless.
 */
public final class Baselines {

  private Baselines() {}

  /** The weighted share of positive rows, for every row. */
  public static Trainer<Binary> prior() {
    return prior(Task.binary());
  }

  /**
   * The weighted share of each class, for every row.
   *
   * @param task binary or multiclass
   */
  public static <P extends Prediction> Trainer<P> prior(Task<P> task) {
    return new Constant<>("prior", requireClasses(task), d -> outputs(task, shares(d)));
  }

  /** Certainty that each row is of the more frequent class; negative if both are equal. */
  public static Trainer<Binary> majority() {
    return majority(Task.binary());
  }

  /**
   * Certainty that each row is of the most frequent class; the first of equals.
   *
   * @param task binary or multiclass
   */
  public static <P extends Prediction> Trainer<P> majority(Task<P> task) {
    return new Constant<>("majority", requireClasses(task), d -> outputs(task, top(shares(d))));
  }

  /** The weighted mean of the label, which minimises squared error. */
  public static Trainer<Regression> mean() {
    return new Constant<>("mean", Task.regression(), d -> new double[] {mean(d)});
  }

  /** The weighted median of the label, which minimises absolute error. */
  public static Trainer<Regression> median() {
    return new Constant<>("median", Task.regression(), d -> new double[] {median(d)});
  }

  private static <P extends Prediction> Task<P> requireClasses(Task<P> task) {
    if (task.kind() == Task.Kind.REGRESSION) {
      throw new IllegalArgumentException(
          "Baseline of class shares must be for a binary or multiclass task; was for regression."
              + " Use mean() or median().");
    }
    return task;
  }

  private static double[] outputs(Task<?> task, double[] shares) {
    return task.kind() == Task.Kind.BINARY ? new double[] {shares[1]} : shares;
  }

  private static double[] shares(TrainingData data) {
    double[] shares = data.classWeights();
    double total = 0;
    for (double s : shares) {
      total += s;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return shares;
  }

  private static double[] top(double[] shares) {
    int best = 0;
    for (int k = 1; k < shares.length; k++) {
      best = shares[k] > shares[best] ? k : best;
    }
    double[] certain = new double[shares.length];
    certain[best] = 1;
    return certain;
  }

  static double mean(TrainingData data) {
    double sum = 0;
    for (int i = 0; i < data.rows(); i++) {
      sum += data.weight(i) * data.target(i);
    }
    return sum / data.totalWeight();
  }

  private static double median(TrainingData data) {
    int[] order =
        IntStream.range(0, data.rows())
            .filter(i -> data.weight(i) > 0)
            .boxed()
            .sorted((a, b) -> Double.compare(data.target(a), data.target(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = data.totalWeight() / 2;
    double below = 0;
    for (int i = 0; i < order.length; i++) {
      below += data.weight(order[i]);
      if (below > half || i == order.length - 1) {
        return data.target(order[i]);
      }
      if (below == half) {
        return (data.target(order[i]) + data.target(order[i + 1])) / 2;
      }
    }
    throw new IllegalStateException("Training data always has a row that counts.");
  }

  private record Constant<P extends Prediction>(
      String name, Task<P> task, Function<TrainingData, double[]> numbers) implements Trainer<P> {

    @Override
    public SortedMap<String, String> settings() {
      return new TreeMap<>();
    }

    @Override
    public Scorer fit(TrainingData data, Seed seed, Progress progress) {
      return LinearScorer.constant(data.features().size(), numbers.apply(data));
    }
  }
}
