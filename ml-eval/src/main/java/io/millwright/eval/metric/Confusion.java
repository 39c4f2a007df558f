package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.model.Multiclass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The weighted confusion matrix of several classes: rows are what happened, columns what was
 * predicted. Immutable and thread-safe.
 */
public final class Confusion {

  /** How per-class rates become one number. */
  public enum Average {
    /** Plain mean over the classes. */
    MACRO,
    /** Mean over the classes by their weight in the truth. */
    WEIGHTED,
    /** The rate of the counts summed over the classes. */
    MICRO
  }

  private final double[][] cells;
  private final double[] truth;
  private final double[] predicted;
  private final double total;

  private Confusion(double[][] cells) {
    int k = cells.length;
    this.cells = cells;
    this.truth = new double[k];
    this.predicted = new double[k];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        truth[i] += cells[i][j];
        predicted[j] += cells[i][j];
        sum += cells[i][j];
      }
    }
    this.total = sum;
  }

  /**
   * The matrix of these rows.
   *
   * @param classes how many classes, at least 1
   * @param truth class positions
   * @param predicted class positions
   * @param weights at least 0
   */
  public static Confusion of(int classes, int[] truth, int[] predicted, double[] weights) {
    Require.atLeast("Classes", classes, 1);
    double[][] cells = new double[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      cells[truth[i]][predicted[i]] += weights[i];
    }
    return new Confusion(cells);
  }

  /** The matrix of scored rows, where the predicted class is the most probable one. */
  public static Confusion of(Scored<Multiclass> rows) {
    int[] truth = new int[rows.size()];
    java.util.Arrays.setAll(truth, i -> (int) rows.target(i));
    return of(rows.classes().size(), truth, MulticlassMetrics.top(rows), rows.weights());
  }

  /** How many classes. */
  public int classes() {
    return cells.length;
  }

  /** Weight of rows of the first class predicted as the second. */
  public double weight(int happened, int said) {
    return cells[happened][said];
  }

  /** Weight of rows of the class. */
  public double support(int position) {
    return truth[position];
  }

  /** Weight of rows predicted as the class. */
  public double predicted(int position) {
    return predicted[position];
  }

  /** Weight of all rows. */
  public double total() {
    return total;
  }

  /** One class against all others. */
  public BinaryCounts counts(int position) {
    Objects.checkIndex(position, cells.length);
    double tp = cells[position][position];
    double fp = predicted[position] - tp;
    double fn = truth[position] - tp;
    return new BinaryCounts(tp, fp, total - tp - fp - fn, fn);
  }

  /** Share of rows predicted right. */
  public MetricValue accuracy() {
    return MetricValue.ratio(trace(), total, "no rows");
  }

  /** Mean recall over the classes that have rows. */
  public MetricValue balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < cells.length; c++) {
      if (truth[c] > 0) {
        sum += cells[c][c] / truth[c];
        present++;
      }
    }
    return MetricValue.ratio(sum, present, "no rows");
  }

  /** Mean F1 over the classes that have rows or are predicted. */
  public MetricValue macroF1() {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < cells.length; c++) {
      double both = truth[c] + predicted[c];
      if (both > 0) {
        sum += 2 * cells[c][c] / both;
        seen++;
      }
    }
    return MetricValue.ratio(sum, seen, "no rows");
  }

  /**
   * A per-class rate over all classes as one number.
   *
   * @param zeroDivision stands for a class whose rate is undefined
   */
  public double average(
      Average average, Function<BinaryCounts, MetricValue> rate, double zeroDivision) {
    return CountsAverage.of(all(), average, rate, zeroDivision);
  }

  /** As above over the classes that have rows or are predicted; an undefined rate counts 0. */
  MetricValue averageOfSeen(Average average, Function<BinaryCounts, MetricValue> rate) {
    List<BinaryCounts> seen = new ArrayList<>(all());
    seen.removeIf(c -> c.truePositives() + c.falsePositives() + c.falseNegatives() == 0);
    return seen.isEmpty()
        ? MetricValue.undefined("no rows")
        : MetricValue.of(CountsAverage.of(seen, average, rate, 0));
  }

  private List<BinaryCounts> all() {
    return IntStream.range(0, cells.length).mapToObj(this::counts).toList();
  }

  /**
   * The multiclass correlation of Matthews, {@code (c s - t.p) / sqrt((s^2 - p.p)(s^2 - t.t))};
   * undefined if truth or prediction is constant.
   *
   * @see <a href="https://doi.org/10.1016/j.compbiolchem.2004.09.006">Gorodkin (2004)</a>
   */
  public MetricValue matthews() {
    double tp = 0;
    double pp = 0;
    double tt = 0;
    for (int c = 0; c < cells.length; c++) {
      tp += truth[c] * predicted[c];
      pp += predicted[c] * predicted[c];
      tt += truth[c] * truth[c];
    }
    double square = total * total;
    return MetricValue.ratio(
        trace() * total - tp,
        Math.sqrt((square - pp) * (square - tt)),
        "truth or prediction is constant");
  }

  /**
   * Cohen's kappa, {@code 1 - sum(w O) / sum(w E)}, with disagreement weights {@code |i - j|^power}
   * for a power of 1 or 2, and 1 off the diagonal for 0; undefined if no disagreement is expected.
   */
  public MetricValue kappa(int power) {
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        int distance = Math.abs(i - j);
        double w = power == 0 ? Math.min(distance, 1) : power == 1 ? distance : distance * distance;
        observed += w * cells[i][j];
        expected += w * truth[i] * predicted[j] / total;
      }
    }
    return MetricValue.ratio(expected - observed, expected, "no disagreement is expected");
  }

  private double trace() {
    double sum = 0;
    for (int c = 0; c < cells.length; c++) {
      sum += cells[c][c];
    }
    return sum;
  }
}
