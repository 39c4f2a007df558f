package io.millwright.eval.errors;

import io.millwright.Require;
import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One class taken for another.
 *
 * @param actual what the rows are
 * @param predicted what they are taken for: the most probable class, the first of equals; of a
 *     binary task the positive one from 0.5 on
 * @param weight of such rows
 * @param rate their share of all rows of the actual class, by weight
 */
public record ConfusionPair(String actual, String predicted, double weight, Estimate rate) {

  /**
   * Which classes are taken for which, the weightiest first; pairs that do not occur are left out.
   * O(rows) and a bootstrap of the pairs returned.
   *
   * @param most pairs returned, at least 1
   * @throws IllegalArgumentException if the rows are of a regression
   */
  public static List<ConfusionPair> ranked(HeldOut<?> rows, int most, Bootstrap bootstrap) {
    Require.atLeast("Pairs", most, 1);
    Scored<?> scored = rows.scored();
    if (scored.task().kind() == Task.Kind.REGRESSION) {
      throw new IllegalArgumentException(
          "Rows must be of a binary or multiclass task; were of a regression. Use ResidualBins.");
    }
    int classes = scored.classes().size();
    int[] predicted = predicted(scored);
    double[][] weight = new double[classes][classes];
    for (int i = 0; i < predicted.length; i++) {
      weight[(int) scored.target(i)][predicted[i]] += scored.weight(i);
    }
    List<int[]> pairs = new ArrayList<>();
    for (int a = 0; a < classes; a++) {
      for (int p = 0; p < classes; p++) {
        if (a != p && weight[a][p] > 0) {
          pairs.add(new int[] {a, p});
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -weight[pair[0]][pair[1]]));
    List<int[]> kept = pairs.subList(0, Math.min(most, pairs.size()));
    List<Statistic> rates = new ArrayList<>();
    kept.forEach(pair -> rates.add(rate(scored, predicted, pair)));
    List<Estimate> estimates = bootstrap.estimates(rows.resampling(), rates);
    List<ConfusionPair> ranked = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      int a = kept.get(i)[0];
      int p = kept.get(i)[1];
      ranked.add(
          new ConfusionPair(
              scored.classes().get(a), scored.classes().get(p), weight[a][p], estimates.get(i)));
    }
    return ranked;
  }

  private static int[] predicted(Scored<?> scored) {
    int[] predicted = new int[scored.size()];
    boolean binary = scored.task().kind() == Task.Kind.BINARY;
    for (int i = 0; i < predicted.length; i++) {
      if (binary) {
        predicted[i] = scored.score(i) >= 0.5 ? 1 : 0;
      } else {
        for (int c = 1; c < scored.classes().size(); c++) {
          predicted[i] = scored.score(i, c) > scored.score(i, predicted[i]) ? c : predicted[i];
        }
      }
    }
    return predicted;
  }

  private static Statistic rate(Scored<?> scored, int[] predicted, int[] pair) {
    double[] targets = scored.targets();
    return weights -> {
      double taken = 0;
      double all = 0;
      for (int i = 0; i < targets.length; i++) {
        if (targets[i] == pair[0]) {
          all += weights[i];
          taken += predicted[i] == pair[1] ? weights[i] : 0;
        }
      }
      return all > 0 ? taken / all : Double.NaN;
    };
  }
}
