package io.millwright.quality.expect;

import io.millwright.report.NumberText;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What came of one expectation; holds no value of the data.
 *
 * @param expectation what was expected
 * @param tally how many rows were checked and failed
 * @param measure the number of rows, or the population stability index, of an expectation of the
 *     whole table; empty otherwise
 * @param firstRows the first failing rows, at most 10, ascending, counted from 0 over all chunks;
 *     empty for an expectation of the whole table
 */
public record ExpectationResult(
    Expectation expectation, Tally tally, OptionalDouble measure, List<Long> firstRows) {

  /**
   * Counts of rows. An expectation of the whole table counts itself: one checked, one failing if it
   * does not hold.
   *
   * @param checked rows that could be judged
   * @param failing those that failed, undecided ones too
   * @param undecided those on which a regular expression ran out of steps
   */
  public record Tally(long checked, long failing, long undecided) {}

  /** What follows. */
  public enum Verdict {
    /** Nothing failed. */
    MET,
    /** Rows failed, no more than tolerated. */
    TOLERATED,
    /** More failed than tolerated. */
    BROKEN,
    /** There was nothing to check, for example no row with a value. */
    NOT_CHECKED
  }

  /** Copies the rows. */
  public ExpectationResult {
    firstRows = List.copyOf(firstRows);
  }

  /** Failing rows over checked rows, 0..1; empty if none was checked. */
  public OptionalDouble share() {
    return tally.checked == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(tally.failing / (double) tally.checked);
  }

  /** What follows from the counts and the tolerated share. */
  public Verdict verdict() {
    if (tally.checked == 0) {
      return Verdict.NOT_CHECKED;
    }
    if (tally.failing == 0) {
      return Verdict.MET;
    }
    return share().getAsDouble() <= expectation.tolerated() ? Verdict.TOLERATED : Verdict.BROKEN;
  }

  /** Whether it is broken and the gate must refuse. */
  public boolean isBlocking() {
    return verdict() == Verdict.BROKEN && expectation.severity() == Severity.BLOCKING;
  }

  /** A sentence for a person: counts and row numbers, no value. */
  public String text() {
    String name = "Expectation " + expectation.name();
    return switch (verdict()) {
      case NOT_CHECKED -> name + " had nothing to check.";
      case MET -> name + " holds" + (measure.isPresent() ? was() : " in " + rows() + ".");
      case TOLERATED, BROKEN ->
          expectation.kind().isOfTable()
              ? name + " must hold" + was()
              : name + " must hold in " + demanded() + "; failed in " + rows() + where() + ".";
    };
  }

  private String was() {
    double value = measure.orElse(Double.NaN);
    return expectation.kind() == Expectation.Kind.ROW_COUNT
        ? "; there were " + NumberText.of((long) value) + " rows."
        : "; the population stability index was " + NumberText.of(value) + ".";
  }

  private String demanded() {
    return expectation.tolerated() == 0
        ? "every row"
        : "all but " + NumberText.of(100 * expectation.tolerated()) + " % of rows";
  }

  private String rows() {
    String checked = NumberText.of(tally.checked);
    if (tally.failing == 0) {
      return checked + " rows";
    }
    String undecided =
        tally.undecided == 0 ? "" : ", " + NumberText.of(tally.undecided) + " of them undecided";
    return NumberText.of(tally.failing) + " of " + checked + undecided;
  }

  private String where() {
    return firstRows.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", " (first at rows ", ")"));
  }
}
