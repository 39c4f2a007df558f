package io.millwright.eval.fairness;

import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The sums that every rate of every group is made of, on the rows and in each resample: the weight
 * of the four cells and of the scores.
 *
 * <p>Groups stay as they are while rows (or their groups) are drawn. Cost: O(rows) for each
 * resample, however many groups and rates there are.
 */
final class GroupDraws {

  private static final int SUMS = Decisions.CELLS + 1;

  private final Partition partition;
  private final Decisions decisions;
  private final RowUnits units;
  private final double[][] own;
  private final double[][] drawn;

  private GroupDraws(
      Partition partition, Decisions decisions, RowUnits units, double[][] own, double[][] drawn) {
    this.partition = partition;
    this.decisions = decisions;
    this.units = units;
    this.own = own;
    this.drawn = drawn;
  }

  static GroupDraws of(
      Partition partition, Decisions decisions, RowUnits units, Bootstrap bootstrap) {
    List<Statistic> sums = new ArrayList<>();
    for (int g = 0; g < partition.size(); g++) {
      for (int cell = 0; cell < Decisions.CELLS; cell++) {
        int wanted = cell;
        sums.add(
            sum(
                Arrays.stream(partition.rows(g))
                    .filter(row -> decisions.cell(row) == wanted)
                    .toArray()));
      }
      sums.add(scores(partition.rows(g), decisions));
    }
    double[] weights = decisions.weights();
    Resampling resampling = units.resampling(weights);
    double[][] statistics = bootstrap.replicate(resampling, sums);
    double[] values = new double[sums.size()];
    Arrays.setAll(values, s -> sums.get(s).at(weights));
    int replicates = statistics[0].length;
    double[][] own = new double[partition.size()][];
    double[][] drawn = new double[partition.size()][replicates * SUMS];
    for (int g = 0; g < own.length; g++) {
      own[g] = Arrays.copyOfRange(values, g * SUMS, (g + 1) * SUMS);
      for (int s = 0; s < SUMS; s++) {
        for (int r = 0; r < replicates; r++) {
          drawn[g][r * SUMS + s] = statistics[g * SUMS + s][r];
        }
      }
    }
    return new GroupDraws(partition, decisions, units, own, drawn);
  }

  private static Statistic sum(int[] rows) {
    return weights -> {
      double sum = 0;
      for (int row : rows) {
        sum += weights[row];
      }
      return sum;
    };
  }

  private static Statistic scores(int[] rows, Decisions decisions) {
    return weights -> {
      double sum = 0;
      for (int row : rows) {
        sum += weights[row] * decisions.score(row);
      }
      return sum;
    };
  }

  Partition partition() {
    return partition;
  }

  Decisions decisions() {
    return decisions;
  }

  RowUnits units() {
    return units;
  }

  /** The quantity of a group on its rows, NaN where it has none. */
  double value(Quantity quantity, int group) {
    return quantity.of(own[group], 0);
  }

  /** The quantity of a group in each resample. */
  double[] drawn(Quantity quantity, int group) {
    double[] sums = drawn[group];
    double[] values = new double[sums.length / SUMS];
    Arrays.setAll(values, r -> quantity.of(sums, r * SUMS));
    return values;
  }

  /** Independent units with a row of positive weight in the quantity's denominator. */
  int support(Quantity quantity, int group) {
    BitSet seen = new BitSet();
    for (int row : partition.rows(group)) {
      if (decisions.weight(row) > 0 && quantity.counts(decisions.cell(row))) {
        seen.set(units.of(row));
      }
    }
    return seen.cardinality();
  }

  /** Kish's effective number of rows in the denominator, at most the independent units. */
  double effective(Quantity quantity, int group) {
    double sum = 0;
    double squares = 0;
    for (int row : partition.rows(group)) {
      if (quantity.counts(decisions.cell(row))) {
        double w = decisions.weight(row);
        sum += w;
        squares += w * w;
      }
    }
    return squares == 0 ? 0 : Math.min(sum * sum / squares, support(quantity, group));
  }

  /** A number of a group that its five sums give: a rate, the mean score, the calibration gap. */
  interface Quantity {

    Quantity MEAN_SCORE =
        new OfAllRows((sums, from) -> sums[from + Decisions.CELLS] / total(sums, from));

    Quantity CALIBRATION_GAP =
        new OfAllRows(
            (sums, from) ->
                (sums[from + 2] + sums[from + 3] - sums[from + Decisions.CELLS])
                    / total(sums, from));

    double of(double[] sums, int from);

    boolean counts(int cell);

    /** Which rows its denominator counts. */
    String rows();

    static Quantity of(GroupRate rate) {
      return new OfRate(rate);
    }

    private static double total(double[] sums, int from) {
      return sums[from] + sums[from + 1] + sums[from + 2] + sums[from + 3];
    }
  }

  private interface Sums {
    double of(double[] sums, int from);
  }

  /** 0 / 0 is NaN in a group without weight. */
  private record OfAllRows(Sums function) implements Quantity {
    @Override
    public double of(double[] sums, int from) {
      return function.of(sums, from);
    }

    @Override
    public boolean counts(int cell) {
      return true;
    }

    @Override
    public String rows() {
      return "rows";
    }
  }

  private record OfRate(GroupRate rate) implements Quantity {
    @Override
    public double of(double[] sums, int from) {
      return rate.of(sums, from);
    }

    @Override
    public boolean counts(int cell) {
      return rate.counts(cell);
    }

    @Override
    public String rows() {
      return rate.denominator();
    }
  }
}
