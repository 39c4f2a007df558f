package io.millwright.eval.card;

import io.millwright.eval.Slice;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices as tables and charts. Slices too small to judge are counted and not named: a value that a
 * few people share could point at them.
 */
final class SliceBlocks {

  private static final int CHARTS = 2;
  private static final int BARS = 30;

  private SliceBlocks() {}

  static boolean isMeasured(Slice slice) {
    return slice.metrics().values().stream().anyMatch(Measured.class::isInstance);
  }

  static void add(Section.Builder section, String caption, List<Slice> all) {
    List<Slice> slices = all.stream().filter(SliceBlocks::isMeasured).toList();
    if (all.size() > slices.size()) {
      section.text(
          "%s: %d with too few rows to judge are not named."
              .formatted(caption, all.size() - slices.size()));
    }
    if (slices.isEmpty()) {
      return;
    }
    section.table(table(caption, slices));
    slices.get(0).metrics().keySet().stream()
        .limit(CHARTS)
        .forEach(metric -> chart(section, caption, metric, slices));
  }

  private static DataTable table(String caption, List<Slice> slices) {
    DataTable.Builder table =
        DataTable.captioned(caption)
            .words("Slice", "Metric")
            .numbers("Value", "From", "To", "Rows");
    for (Slice slice : slices) {
      slice
          .metrics()
          .forEach(
              (metric, estimate) -> {
                List<Cell> cells = new ArrayList<>();
                cells.add(Cell.of(slice.name()));
                cells.add(Cell.of(MetricLabels.of(metric)));
                cells.addAll(EstimateText.cells(estimate));
                table.row(cells);
              });
    }
    return table.build();
  }

  private static void chart(
      Section.Builder section, String caption, String metric, List<Slice> slices) {
    List<String> names = new ArrayList<>();
    List<Measured> values = new ArrayList<>();
    for (Slice slice : slices) {
      Estimate estimate = slice.metrics().get(metric);
      if (estimate instanceof Measured m && isDrawable(m) && names.size() < BARS) {
        names.add(slice.name());
        values.add(m);
      }
    }
    if (names.size() < 2) {
      return;
    }
    String label = MetricLabels.of(metric);
    section.chart(
        Chart.interval(caption + ": " + label, names)
            .y(label)
            .series(
                label,
                values.stream().mapToDouble(Measured::value).toArray(),
                values.stream().mapToDouble(m -> m.interval().low()).toArray(),
                values.stream().mapToDouble(m -> m.interval().high()).toArray())
            .build());
  }

  private static boolean isDrawable(Measured m) {
    return Double.isFinite(m.interval().low())
        && Double.isFinite(m.interval().high())
        && m.interval().low() <= m.value()
        && m.value() <= m.interval().high();
  }
}
