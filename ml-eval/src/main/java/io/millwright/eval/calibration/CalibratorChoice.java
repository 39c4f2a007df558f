package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of several calibrators suits held-out rows best, by log loss in cross-validation.
 *
 * <p>Each row's loss is that of a calibration fitted on the other folds; rows of a group are in one
 * fold, and where there are no groups each class is spread evenly. The least mean loss wins, of
 * equals the one named first; put {@link Calibrator#unchanged()} first to keep what is not worth
 * changing. The losses are of a choice among few: the winner's is slightly too good. Judge the
 * calibrated pipeline on other rows.
 *
 * @param tried in the order given
 * @param best the calibrator that won
 * @param <P> the predictions they calibrate
 */
public record CalibratorChoice<P extends Prediction>(List<Tried> tried, Calibrator<P> best) {

  /**
   * A candidate.
   *
   * @param name of the calibrator
   * @param logLoss its mean over all rows, by weight
   * @param gain how much less that is than the first candidate's, on the same draws
   */
  public record Tried(String name, Estimate logLoss, Estimate gain) {}

  public CalibratorChoice {
    tried = List.copyOf(tried);
  }

  /**
   * Tries the candidates. O(candidates × folds × fit) and a bootstrap.
   *
   * @param candidates at least one
   * @param folds at least 2 and at most as many as rows or groups
   * @throws IllegalArgumentException if some folds have one class only
   */
  public static <P extends Prediction> CalibratorChoice<P> among(
      List<Calibrator<P>> candidates, HeldOut<P> rows, int folds, Seed seed) {
    Require.atLeast("Candidates", candidates.size(), 1);
    int[] foldOf = rows.folds(folds, seed.derive("folds"));
    List<double[]> losses = new ArrayList<>();
    for (Calibrator<P> candidate : candidates) {
      losses.add(losses(candidate, rows.scored(), foldOf, folds));
    }
    List<Tried> tried = tried(candidates, losses, rows, Bootstrap.of(seed.derive("bootstrap")));
    double[] weights = rows.scored().weights();
    int best = 0;
    for (int c = 1; c < losses.size(); c++) {
      best = mean(losses.get(c), weights) < mean(losses.get(best), weights) ? c : best;
    }
    return new CalibratorChoice<>(tried, candidates.get(best));
  }

  private static <P extends Prediction> List<Tried> tried(
      List<Calibrator<P>> candidates, List<double[]> losses, HeldOut<P> rows, Bootstrap bootstrap) {
    List<Statistic> statistics = new ArrayList<>();
    losses.forEach(l -> statistics.add(weights -> mean(l, weights)));
    losses.forEach(l -> statistics.add(w -> mean(losses.get(0), w) - mean(l, w)));
    List<Estimate> estimates = bootstrap.estimates(rows.resampling(), statistics);
    int count = candidates.size();
    return IntStream.range(0, count)
        .mapToObj(
            c -> new Tried(candidates.get(c).name(), estimates.get(c), estimates.get(count + c)))
        .toList();
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return total > 0 ? sum / total : Double.NaN;
  }

  private static <P extends Prediction> double[] losses(
      Calibrator<P> candidate, Scored<P> rows, int[] foldOf, int folds) {
    double[] losses = new double[rows.size()];
    for (int f = 0; f < folds; f++) {
      int fold = f;
      int[] judged = IntStream.range(0, losses.length).filter(i -> foldOf[i] == fold).toArray();
      int[] learnt = IntStream.range(0, losses.length).filter(i -> foldOf[i] != fold).toArray();
      if (Arrays.stream(judged).allMatch(i -> rows.weight(i) == 0)) {
        continue;
      }
      double[] own = CalibratedRows.logLosses(candidate.fit(rows.take(learnt)), rows.take(judged));
      for (int i = 0; i < judged.length; i++) {
        losses[judged[i]] = own[i];
      }
    }
    return losses;
  }

  /** The pipeline calibrated by the winner, fitted on all of the rows. */
  public TrainedPipeline<P> calibrate(TrainedPipeline<P> trained, HeldOut<P> heldOut) {
    return best.calibrate(trained, heldOut);
  }
}
