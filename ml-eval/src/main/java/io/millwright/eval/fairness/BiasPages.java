package io.millwright.eval.fairness;

import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import io.millwright.report.Tone;

/** The questions of bias and the features that stand for protected fields, as a page. */
final class BiasPages {

  private static final int MOST_PROXIES = 10;

  private BiasPages() {}

  static void add(FairnessReport audit, Section.Builder section) {
    DataTable.Builder table =
        DataTable.captioned("Rows show signs of bias, never its absence; a person answers")
            .words("Question", "Evidence", "Answer");
    for (BiasAnswer answer : audit.checklist()) {
      table.row(
          Cell.of(answer.question().question()),
          Cell.of(String.join("\n", answer.evidence())),
          answer.answer().map(Cell::of).orElse(Cell.of("needs an answer", Tone.WARNING)));
    }
    section.table(table.build());
    if (!audit.proxies().isEmpty()) {
      DataTable.Builder proxies =
          DataTable.captioned("Features that tell protected groups apart, the strongest")
              .words("Feature", "Protected field", "Statistic")
              .numbers("Strength");
      audit.proxies().stream()
          .sorted((a, b) -> Double.compare(b.strength(), a.strength()))
          .limit(MOST_PROXIES)
          .forEach(
              a ->
                  proxies.row(
                      Cell.of(a.feature()),
                      Cell.of(a.protectedField()),
                      Cell.of(a.kind() == Association.Kind.ETA ? "eta" : "Cramér's V"),
                      Cell.of(a.strength())));
      section.table(proxies.build());
    }
  }
}
