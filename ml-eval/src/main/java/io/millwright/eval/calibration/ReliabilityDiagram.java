package io.millwright.eval.calibration;

import io.millwright.Require;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.eval.metric.ProbabilityBins;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.model.Binary;
import io.millwright.report.Chart;
import io.millwright.report.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * What was promised against what happened, bin by bin, with Wilson intervals for what happened.
 *
 * <p>Intervals hold for each bin alone and for independent rows: at 95 % the diagonal misses at
 * least one of ten in two of five calibrated models. Weights count as {@code (sum w)^2 / sum w^2}
 * rows. Immutable and thread-safe.
 *
 * @param bins those with rows, ascending
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
 */
public record ReliabilityDiagram(List<Bin> bins) {

  /**
   * One bin.
   *
   * @param low lower edge
   * @param high upper edge, included
   * @param promised mean probability, by weight
   * @param happened share of positives, by weight
   */
  public record Bin(double low, double high, double promised, Measured happened) {}

  public ReliabilityDiagram {
    bins = List.copyOf(bins);
  }

  /**
   * The diagram of these rows.
   *
   * @param level confidence of the intervals, strictly between 0 and 1
   */
  public static ReliabilityDiagram of(Scored<Binary> rows, ProbabilityBins between, double level) {
    Require.openShare("Level", level);
    int count = between.count();
    long[] support = new long[count];
    double[][] sums = new double[count][4];
    for (int i = 0; i < rows.size(); i++) {
      double w = rows.weight(i);
      if (w > 0) {
        int b = between.of(rows.score(i));
        support[b]++;
        sums[b][0] += w;
        sums[b][1] += w * w;
        sums[b][2] += w * rows.score(i);
        sums[b][3] += w * rows.target(i);
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      if (support[b] > 0) {
        double w = sums[b][0];
        Interval interval = ProportionInterval.wilson(sums[b][3] / w, w * w / sums[b][1], level);
        Measured happened = new Measured(sums[b][3] / w, interval, support[b]);
        bins.add(new Bin(between.low(b), between.high(b), sums[b][2] / w, happened));
      }
    }
    return new ReliabilityDiagram(bins);
  }

  /** The diagram as a chart. */
  public Chart chart() {
    double[] x = bins.stream().mapToDouble(Bin::promised).toArray();
    double[] y = bins.stream().mapToDouble(b -> b.happened().value()).toArray();
    double[] low = bins.stream().mapToDouble(b -> b.happened().interval().low()).toArray();
    double[] high = bins.stream().mapToDouble(b -> b.happened().interval().high()).toArray();
    return Chart.line("Reliability")
        .x("Mean predicted probability", 0, 1)
        .y("Share of positives", 0, 1)
        .diagonal()
        .note("On the diagonal, what is promised happens. The band holds for each bin alone.")
        .series(Series.of("this model", x, y, low, high))
        .build();
  }
}
