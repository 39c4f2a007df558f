package io.millwright.eval.metric;

import io.millwright.eval.metric.Confusion.Average;
import java.util.List;
import java.util.function.Function;

/** A rate of several two-by-two tables as one number. */
final class CountsAverage {

  private CountsAverage() {}

  /** The average of a rate, where an undefined one counts as given. */
  static double of(
      List<BinaryCounts> tables,
      Average average,
      Function<BinaryCounts, MetricValue> rate,
      double zeroDivision) {
    if (average == Average.MICRO) {
      return rate.apply(sum(tables)).orElse(zeroDivision);
    }
    double sum = 0;
    double divisor = 0;
    for (BinaryCounts table : tables) {
      double w = average == Average.MACRO ? 1 : table.truePositives() + table.falseNegatives();
      sum += w * rate.apply(table).orElse(zeroDivision);
      divisor += w;
    }
    return divisor == 0 ? zeroDivision : sum / divisor;
  }

  private static BinaryCounts sum(List<BinaryCounts> tables) {
    double tp = 0;
    double fp = 0;
    double tn = 0;
    double fn = 0;
    for (BinaryCounts table : tables) {
      tp += table.truePositives();
      fp += table.falsePositives();
      tn += table.trueNegatives();
      fn += table.falseNegatives();
    }
    return new BinaryCounts(tp, fp, tn, fn);
  }
}
