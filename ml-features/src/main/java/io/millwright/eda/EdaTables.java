package io.millwright.eda;

import io.millwright.quality.DimensionScore;
import io.millwright.quality.QualityReport;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.NumberText;
import io.millwright.report.Tone;
import io.millwright.schema.Role;
import java.util.List;

/** The tables of the report. */
final class EdaTables {

  private static final int MOST_FINDINGS = 25;
  private static final int MOST_PAIRS = 10;
  private static final double MANY_MISSING = 0.05;
  private static final double HALF = 0.5;

  private EdaTables() {}

  static DataTable findings(List<Finding> findings) {
    DataTable.Builder table =
        DataTable.captioned(
                findings.size() > MOST_FINDINGS
                    ? "The first " + MOST_FINDINGS + " of " + findings.size() + " findings"
                    : "")
            .words("Where", "What was seen", "What to do");
    for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      table.row(
          Cell.of(finding.about(), finding.tone()),
          Cell.of(finding.text()),
          Cell.of(finding.next()));
    }
    return table.build();
  }

  static DataTable columns(List<ColumnSummary> columns) {
    DataTable.Builder table =
        DataTable.captioned("Columns")
            .words("Column", "Type", "Role")
            .numbers("Missing", "Different values");
    for (ColumnSummary column : columns) {
      double share = column.missingShare();
      table.row(
          Cell.of(column.name()),
          Cell.of(
              ReportWords.word(column.field().type())
                  + column.field().unit().map(u -> ", " + u).orElse("")),
          Cell.of(
              ReportWords.word(column.field().role()),
              column.field().role() == Role.LABEL ? Tone.GOOD : Tone.NEUTRAL),
          Cell.of(
              ReportWords.percent(share),
              share >= HALF ? Tone.BAD : share >= MANY_MISSING ? Tone.WARNING : Tone.NEUTRAL),
          Cell.of(column.distinct()));
    }
    return table.build();
  }

  static DataTable numbers(List<ColumnSummary> columns) {
    DataTable.Builder table =
        DataTable.captioned("Numbers")
            .words("Column")
            .numbers("Mean", "Deviation", "Min", "5 %", "25 %", "Median", "75 %", "95 %", "Max")
            .numbers("Skewness", "Far out");
    for (ColumnSummary column : columns) {
      ColumnSummary.NumberShape shape = column.numbers();
      table.row(
          column.name(),
          NumberText.of(shape.mean()),
          NumberText.of(shape.deviation()),
          NumberText.of(shape.quantile(0)),
          NumberText.of(shape.quantile(1)),
          NumberText.of(shape.quantile(2)),
          NumberText.of(shape.quantile(3)),
          NumberText.of(shape.quantile(4)),
          NumberText.of(shape.quantile(5)),
          NumberText.of(shape.quantile(6)),
          NumberText.of(shape.skew(), 3),
          ReportWords.count(shape.farOut()));
    }
    return table.build();
  }

  static DataTable pairs(List<Association> strongest) {
    DataTable.Builder table =
        DataTable.captioned("Strongest pairs")
            .words("One", "Other", "Measure")
            .numbers("Value", "Mutual information", "Rows");
    for (Association pair : strongest.subList(0, Math.min(MOST_PAIRS, strongest.size()))) {
      AssociationValue shared = pair.value(AssociationMeasure.MUTUAL_INFORMATION);
      table.row(
          pair.first(),
          pair.second(),
          pair.headline().measure().label(),
          NumberText.of(pair.headline().number().orElse(Double.NaN), 3),
          NumberText.of(shared.number().orElse(Double.NaN), 3),
          ReportWords.count(pair.rows()));
    }
    return table.build();
  }

  static DataTable quality(QualityReport quality) {
    DataTable.Builder table =
        DataTable.captioned("Data quality by dimension")
            .words("Dimension")
            .numbers("Score of 5")
            .words("Why");
    for (DimensionScore score : quality.scores()) {
      table.row(
          ReportWords.word(score.dimension()),
          score.value().isPresent()
              ? NumberText.of(score.value().getAsDouble(), 2)
              : "not assessed",
          score.summary());
    }
    return table.build();
  }

  static DataTable faults(QualityReport quality) {
    DataTable.Builder table = DataTable.captioned("Faults").words("Fault");
    quality
        .faults()
        .forEach(
            f -> table.row(Cell.of(f.text(), f.kind().isBlocking() ? Tone.BAD : Tone.WARNING)));
    return table.build();
  }
}
