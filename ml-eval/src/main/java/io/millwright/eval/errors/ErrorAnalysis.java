package io.millwright.eval.errors;

import io.millwright.eval.HeldOut;
import io.millwright.eval.errors.WorstRows.WorstRow;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import io.millwright.model.Task;
import io.millwright.report.Block;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * The errors of a model as a section of a report: the worst rows by position, confusions of
 * classes, and residuals over predictions and features. Shows no value of a row.
 */
public final class ErrorAnalysis {

  private static final int WORST = 20;
  private static final int PAIRS = 15;
  private static final int BINS = 10;

  private ErrorAnalysis() {}

  /**
   * The section.
   *
   * @param features NUMERIC or INTEGER fields whose residuals are shown, of a regression or binary
   *     task; none of a multiclass one
   */
  public static Section of(HeldOut<?> rows, Bootstrap bootstrap, String... features) {
    List<Block> blocks = new ArrayList<>();
    Task.Kind kind = rows.task().kind();
    if (kind != Task.Kind.REGRESSION) {
      List<ConfusionPair> pairs = ConfusionPair.ranked(rows, PAIRS, bootstrap);
      if (!pairs.isEmpty()) {
        blocks.add(confusions(pairs));
      }
    }
    if (kind != Task.Kind.MULTICLASS) {
      List<ResidualBins> all = new ArrayList<>();
      all.add(ResidualBins.byPrediction(rows, BINS));
      for (String feature : features) {
        all.add(ResidualBins.byFeature(rows, feature, BINS));
      }
      all.stream().filter(ErrorAnalysis::hasIntervals).forEach(b -> blocks.add(b.chart()));
    }
    blocks.add(worst(rows));
    return new Section("Errors", blocks);
  }

  private static boolean hasIntervals(ResidualBins bins) {
    return bins.bins().stream().anyMatch(b -> b.residual() instanceof Estimate.Measured);
  }

  private static DataTable worst(HeldOut<?> rows) {
    DataTable.Builder table =
        DataTable.captioned("Rows with the highest loss, by position in the whole table")
            .numbers("Row", "Loss");
    int[] whole = rows.rows().toArray();
    for (WorstRow worst : WorstRows.of(RowLosses.of(rows.scored()), WORST)) {
      table.row(Cell.of((long) whole[(int) worst.row()]), Cell.of(worst.loss()));
    }
    return table.build();
  }

  private static DataTable confusions(List<ConfusionPair> pairs) {
    DataTable.Builder table =
        DataTable.captioned("Classes taken for others, weightiest first")
            .words("Actual", "Taken for")
            .numbers("Weight", "Share of the class", "From", "To");
    for (ConfusionPair pair : pairs) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(pair.actual()));
      cells.add(Cell.of(pair.predicted()));
      cells.add(Cell.of(pair.weight()));
      cells.addAll(
          pair.rate()
              .match(
                  m ->
                      List.of(
                          Cell.of(m.value()),
                          Cell.of(m.interval().low()),
                          Cell.of(m.interval().high())),
                  u -> List.of(Cell.of("undefined"), Cell.empty(), Cell.empty())));
      table.row(cells);
    }
    return table.build();
  }
}
