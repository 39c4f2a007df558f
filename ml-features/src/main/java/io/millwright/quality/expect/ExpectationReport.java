package io.millwright.quality.expect;

import io.millwright.quality.expect.ExpectationResult.Verdict;
import io.millwright.report.DataTable;
import io.millwright.report.NumberText;
import io.millwright.report.Tone;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of all expectations over one table or one stream of chunks.
 *
 * @param rows how many rows were seen
 * @param results one for each expectation in the order they were declared; a profile gives one for
 *     each of its features
 */
public record ExpectationReport(long rows, List<ExpectationResult> results) {

  /** Copies the results. */
  public ExpectationReport {
    results = List.copyOf(results);
  }

  /** Whether no blocking expectation is broken. */
  public boolean passes() {
    return results.stream().noneMatch(ExpectationResult::isBlocking);
  }

  /** The broken ones, blocking and warnings. */
  public List<ExpectationResult> broken() {
    return results.stream().filter(r -> r.verdict() == Verdict.BROKEN).toList();
  }

  /** The results of a kind on a field, in order. */
  public List<ExpectationResult> of(Expectation.Kind kind, String field) {
    return results.stream()
        .filter(r -> r.expectation().kind() == kind && r.expectation().fields().contains(field))
        .toList();
  }

  /** A line for each expectation; no values. */
  public String describe() {
    return results.stream()
        .map(r -> (r.isBlocking() ? "! " : "- ") + r.text())
        .collect(Collectors.joining("\n  ", rows + " rows checked\n  ", ""));
  }

  /** The same as a table of a report. */
  public DataTable toDataTable() {
    DataTable.Builder table =
        DataTable.captioned("Expectations")
            .words("Expectation", "Severity", "Verdict")
            .numbers("Checked", "Failing", "Tolerated share", "Measure")
            .words("First failing rows");
    for (ExpectationResult result : results) {
      table.row(cells(result));
    }
    return table.build();
  }

  private static List<DataTable.Cell> cells(ExpectationResult r) {
    return List.of(
        DataTable.Cell.of(r.expectation().name()),
        DataTable.Cell.of(word(r.expectation().severity())),
        DataTable.Cell.of(word(r.verdict()), tone(r)),
        DataTable.Cell.of(r.tally().checked()),
        DataTable.Cell.of(r.tally().failing()),
        DataTable.Cell.of(r.expectation().tolerated()),
        r.measure().isPresent()
            ? DataTable.Cell.of(NumberText.of(r.measure().getAsDouble()))
            : DataTable.Cell.empty(),
        DataTable.Cell.of(
            r.firstRows().stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Tone tone(ExpectationResult result) {
    return switch (result.verdict()) {
      case MET -> Tone.GOOD;
      case TOLERATED, NOT_CHECKED -> Tone.WARNING;
      case BROKEN -> result.isBlocking() ? Tone.BAD : Tone.WARNING;
    };
  }
}
