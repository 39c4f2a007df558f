package io.millwright.leakage;

import io.millwright.artifact.Verdict;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An audit as a report. */
final class ReportPage {

  private static final int SHOWN_ROWS = 10;

  private ReportPage() {}

  static Report of(LeakageReport audit) {
    Report.Builder report =
        Report.titled("Leakage audit")
            .subtitle(
                audit.trainRows()
                    + " training and "
                    + audit.testRows()
                    + " test rows, "
                    + audit.split());
    report.section(
        "Verdict",
        s -> s.callout(tone(audit.verdict()), sentence(audit.verdict())).figures(figures(audit)));
    report.section("Checks", s -> s.table(checks(audit.findings())));
    for (Finding finding : audit.findings()) {
      if (!finding.evidence().isEmpty()) {
        report.section(
            finding.check().id(), s -> s.text(finding.summary()).table(evidence(finding)));
      }
    }
    return report.build();
  }

  private static List<KeyFigure> figures(LeakageReport audit) {
    return Arrays.stream(FindingStatus.values())
        .map(
            status -> {
              long count = audit.findings().stream().filter(f -> f.status() == status).count();
              return KeyFigure.of(words(status), Long.toString(count))
                  .tone(count == 0 ? Tone.NEUTRAL : tone(status));
            })
        .toList();
  }

  private static DataTable checks(List<Finding> findings) {
    DataTable.Builder table =
        DataTable.captioned("Every check and what it came to")
            .words("Check", "Requirement", "Status", "Reason");
    for (Finding f : findings) {
      table.row(
          Cell.of(f.check().id()),
          Cell.of(f.check().description()),
          Cell.of(words(f.status()), tone(f.status())),
          Cell.of(f.summary()));
    }
    return table.build();
  }

  private static DataTable evidence(Finding finding) {
    DataTable.Builder table =
        DataTable.captioned("Evidence of " + finding.check().id())
            .words("Subject", "Status", "What was found", "Measure")
            .numbers("Value", "Bound", "Threshold", "Rows")
            .words("First rows");
    for (LeakageEvidence e : finding.evidence()) {
      table.row(
          Cell.of(e.subject()),
          Cell.of(words(e.status()), tone(e.status())),
          Cell.of(e.text()),
          e.statistic().map(s -> Cell.of(s.name())).orElse(Cell.empty()),
          e.statistic().map(s -> Cell.of(NumberText.of(s.value()))).orElse(Cell.empty()),
          e.statistic().map(s -> Cell.of(NumberText.of(s.bound()))).orElse(Cell.empty()),
          e.statistic().map(s -> Cell.of(NumberText.of(s.threshold()))).orElse(Cell.empty()),
          Cell.of((long) e.rows().size()),
          Cell.of(first(e.rows().toArray())));
    }
    return table.build();
  }

  private static String first(int[] rows) {
    return Arrays.stream(rows)
            .limit(SHOWN_ROWS)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "))
        + (rows.length > SHOWN_ROWS ? ", …" : "");
  }

  private static String sentence(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "No leak was found in what could be checked.";
      case INSUFFICIENT -> "No leak was found, but some checks had too few rows to tell.";
      default -> "Figures measured on this split would promise too much.";
    };
  }

  private static String words(FindingStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Tone.GOOD;
      case INSUFFICIENT -> Tone.WARNING;
      default -> Tone.BAD;
    };
  }

  private static Tone tone(FindingStatus status) {
    return switch (status) {
      case CLEAN -> Tone.GOOD;
      case NOT_APPLICABLE -> Tone.NEUTRAL;
      case ACCEPTED, INSUFFICIENT, SUSPECT -> Tone.WARNING;
      case LEAK -> Tone.BAD;
    };
  }
}
