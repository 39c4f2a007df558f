package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.ProbabilityBins;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far probabilities are from what happens, by bins.
 *
 * <p>Two questions with different answers have different names: {@link #ece} and its kin compare
 * P(positive) with the share of positives; {@link #topLabelEce} compares the confidence in the
 * predicted class with how often it is right. Bins are closed above and the first also below, so
 * that 0 and 1 have one. Rows count by weight; bins are fixed before resampling. Each is a {@link
 * Metric}, so that an evaluator gives it an interval. Named for its bins unless they are 10.
 *
 * <p>All but {@link #debiasedRmsce} are biased upwards, the more the fewer rows a bin has: a
 * perfectly calibrated model has an ECE of about {@code 0.4 sqrt(bins / rows)} at P = 0.5. Their
 * bootstrap intervals inherit that and doubly so: resampling adds noise of its own, and the
 * interval may lie wholly above the value. Gate on {@link #debiasedRmsce} or on {@link
 * Recalibration}, and compare ECE only between models on the same rows.
 */
public final class CalibrationMetrics {

  private static final int USUAL = 10;

  private CalibrationMetrics() {}

  private record Binned<P extends Prediction>(
      String name, Function<Scored<P>, Metric.Prepared> kernel) implements Metric<P> {

    @Override
    public Direction direction() {
      return Direction.LOWER_IS_BETTER;
    }

    @Override
    public Prepared prepare(Scored<P> rows) {
      return kernel.apply(rows);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Binned<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Expected calibration error of P(positive): {@code sum_b W_b / W |gap_b|} over bins of equal
   * width.
   *
   * @param bins at least 1
   * @see <a href="https://doi.org/10.1609/aaai.v29i1.9602">Naeini, Cooper, Hauskrecht (2015)</a>
   */
  public static Metric<Binary> ece(int bins) {
    return binary("ece", bins, CalibrationMetrics::width, BinnedGaps::expected);
  }

  /** As {@link #ece}, over bins of about equally many rows: adaptive calibration error. */
  public static Metric<Binary> ace(int bins) {
    return binary("ace", bins, ProbabilityBins::equalCount, BinnedGaps::expected);
  }

  /** The largest gap of a bin of equal width; one row alone can decide it. */
  public static Metric<Binary> mce(int bins) {
    return binary("mce", bins, CalibrationMetrics::width, BinnedGaps::largest);
  }

  /** Root of {@code sum_b W_b / W gap_b^2} over bins of equal width. */
  public static Metric<Binary> rmsce(int bins) {
    return binary("rmsce", bins, CalibrationMetrics::width, BinnedGaps::rootMeanSquare);
  }

  /**
   * Root of {@code sum_b W_b / W (gap_b^2 - variance of gap_b)} over bins of about equally many
   * rows: what is left of the error when the noise of finite bins is taken off. The sum is
   * unbiased; where it is below 0, less than noise alone would give, this is 0. Bins of one row are
   * left out.
   *
   * @see <a
   *     href="https://proceedings.neurips.cc/paper/2019/hash/f8c0c968632845cd133308b1a494967f-Abstract.html">
   *     Kumar, Liang, Ma (2019), Verified uncertainty calibration, section 4</a>; here the variance
   *     is that of the residuals, so that probabilities may differ within a bin
   */
  public static Metric<Binary> debiasedRmsce(int bins) {
    return binary(
        "rmsce_debiased",
        bins,
        ProbabilityBins::equalCount,
        (gaps, weights) ->
            gaps.debiasedSquare(weights)
                .match(v -> MetricValue.of(Math.sqrt(Math.max(0, v))), MetricValue::undefined));
  }

  /**
   * Expected calibration error of the confidence {@code max(p, 1 - p)} in the predicted class
   * against how often it is right, over bins of equal width.
   */
  public static Metric<Binary> topLabelEce(int bins) {
    return new Binned<>(
        name("top_label_ece", bins),
        rows -> {
          double[] confidence = new double[rows.size()];
          double[] right = new double[rows.size()];
          for (int i = 0; i < right.length; i++) {
            double p = rows.score(i);
            confidence[i] = Math.max(p, 1 - p);
            right[i] = (p >= 0.5 ? 1 : 0) == rows.target(i) ? 1 : 0;
          }
          return BinnedGaps.of(right, confidence, width(confidence, bins))::expected;
        });
  }

  /**
   * As {@link #topLabelEce}, of the most probable of several classes; the first of equals.
   *
   * @see <a href="https://proceedings.mlr.press/v70/guo17a.html">Guo, Pleiss, Sun, Weinberger
   *     (2017)</a>
   */
  public static Metric<Multiclass> multiclassTopLabelEce(int bins) {
    return new Binned<>(
        name("top_label_ece", bins),
        rows -> {
          double[] confidence = new double[rows.size()];
          double[] right = new double[rows.size()];
          for (int i = 0; i < right.length; i++) {
            int best = 0;
            for (int c = 1; c < rows.classes().size(); c++) {
              best = rows.score(i, c) > rows.score(i, best) ? c : best;
            }
            confidence[i] = rows.score(i, best);
            right[i] = best == rows.target(i) ? 1 : 0;
          }
          return BinnedGaps.of(right, confidence, width(confidence, bins))::expected;
        });
  }

  /** The plain mean over classes of {@link #ece} of P(class) against the share of the class. */
  public static Metric<Multiclass> classwiseEce(int bins) {
    return new Binned<>(
        name("classwise_ece", bins),
        rows -> {
          List<BinnedGaps> classes = new ArrayList<>();
          for (int c = 0; c < rows.classes().size(); c++) {
            double[] probability = new double[rows.size()];
            double[] own = new double[rows.size()];
            for (int i = 0; i < own.length; i++) {
              probability[i] = rows.score(i, c);
              own[i] = rows.target(i) == c ? 1 : 0;
            }
            classes.add(BinnedGaps.of(own, probability, width(probability, bins)));
          }
          return weights -> mean(classes, weights);
        });
  }

  private static MetricValue mean(List<BinnedGaps> classes, double[] weights) {
    double sum = 0;
    for (BinnedGaps gaps : classes) {
      MetricValue value = gaps.expected(weights);
      if (!value.isDefined()) {
        return value;
      }
      sum += value.orElse(0);
    }
    return MetricValue.of(sum / classes.size());
  }

  private static Metric<Binary> binary(
      String name,
      int bins,
      BiFunction<double[], Integer, ProbabilityBins> edges,
      BiFunction<BinnedGaps, double[], MetricValue> kernel) {
    return new Binned<>(
        name(name, bins),
        rows -> {
          double[] p = rows.scores();
          BinnedGaps gaps = BinnedGaps.of(rows.targets(), p, edges.apply(p, bins));
          return weights -> kernel.apply(gaps, weights);
        });
  }

  private static ProbabilityBins width(double[] probabilities, int bins) {
    return ProbabilityBins.equalWidth(bins);
  }

  private static String name(String name, int bins) {
    Require.atLeast("Bins", bins, 1);
    return bins == USUAL ? name : name + "_" + bins;
  }
}
