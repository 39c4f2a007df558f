package io.millwright.eval.explain;

import io.millwright.model.Regression;
import io.millwright.model.TabularModel;
import io.millwright.table.Table;
import java.util.Arrays;

/** How a model's number changes across the bin that each row lies in. */
final class LocalEffects {

  private final int bins;
  private final int[] binOf;
  private final double[] change;

  private LocalEffects(int bins, int[] binOf, double[] change) {
    this.bins = bins;
    this.binOf = binOf;
    this.change = change;
  }

  /** Bins are ({@code place k}, {@code place k + 1}], the first with its lower end. */
  static LocalEffects of(Grid grid, Table rows, TabularModel<Regression> function) {
    double[] edges = new double[grid.size()];
    Arrays.setAll(edges, grid::place);
    double[] places = Grid.places(rows.column(grid.field().name()));
    int[] low = new int[places.length];
    int[] high = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      int at = Arrays.binarySearch(edges, places[i]);
      int upper = at >= 0 ? at : -at - 1;
      high[i] = Math.min(edges.length - 1, Math.max(1, upper));
      low[i] = high[i] - 1;
    }
    double[] above = function.scores(grid.put(rows, high));
    double[] below = function.scores(grid.put(rows, low));
    double[] change = new double[places.length];
    Arrays.setAll(change, i -> above[i] - below[i]);
    return new LocalEffects(edges.length - 1, low, change);
  }

  /** The sums of the bins' mean changes; a bin without weight changes nothing. */
  double[] accumulated(double[] weights) {
    double[] sums = new double[bins];
    double[] totals = new double[bins];
    for (int i = 0; i < binOf.length; i++) {
      sums[binOf[i]] += weights[i] * change[i];
      totals[binOf[i]] += weights[i];
    }
    double[] effect = new double[bins + 1];
    double centre = 0;
    double total = 0;
    for (int k = 0; k < bins; k++) {
      effect[k + 1] = effect[k] + (totals[k] == 0 ? 0 : sums[k] / totals[k]);
      centre += totals[k] * (effect[k] + effect[k + 1]) / 2;
      total += totals[k];
    }
    for (int k = 0; k <= bins; k++) {
      effect[k] -= centre / total;
    }
    return effect;
  }
}
