package io.millwright.eval.card;

import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.NumberText;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How an estimate is written: never a number without its interval and its rows. */
final class EstimateText {

  private EstimateText() {}

  static String of(Estimate estimate) {
    return estimate.match(
        m ->
            "%s (%s %% interval %s to %s, %s rows)"
                .formatted(
                    NumberText.of(m.value()),
                    NumberText.of(m.interval().level() * 100, 3),
                    NumberText.of(m.interval().low()),
                    NumberText.of(m.interval().high()),
                    NumberText.of(m.support())),
        u -> "undefined: " + u.reason());
  }

  static String named(String metric, Estimate estimate) {
    return MetricLabels.of(metric) + " " + of(estimate);
  }

  /** Value, from, to, rows. */
  static List<Cell> cells(Estimate estimate) {
    Cell rows = Cell.of(estimate.support());
    return estimate.match(
        m ->
            List.of(
                Cell.of(m.value()),
                Cell.of(m.interval().low()),
                Cell.of(m.interval().high()),
                rows),
        u ->
            List.of(
                Cell.of("undefined: " + u.reason(), Tone.WARNING),
                Cell.empty(),
                Cell.empty(),
                rows));
  }

  static DataTable table(String caption, Map<String, Estimate> metrics) {
    DataTable.Builder table =
        DataTable.captioned(caption).words("Metric").numbers("Value", "From", "To", "Rows");
    metrics.forEach(
        (name, estimate) -> {
          List<Cell> row = new ArrayList<>(List.of(Cell.of(MetricLabels.of(name))));
          row.addAll(cells(estimate));
          table.row(row);
        });
    return table.build();
  }

  static String percent(double share) {
    return NumberText.of(share * 100, 3) + " %";
  }
}
