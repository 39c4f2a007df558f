package io.millwright.eval.card;

import io.millwright.Require;
import io.millwright.eval.card.RubricCheck.Dimension;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What the quality rubric came to: points for each check, why, and what would raise the sum most.
 *
 * <p>A sum of points is an order of work, not a measurement: it has no interval, and two systems
 * with equal sums can be very different. Thread-safe: yes, immutable.
 *
 * @param results one for each {@link RubricCheck}, in their order
 */
public record RubricScore(List<Result> results) {

  private static final int RAISES = 5;

  /** How a check came out. */
  public enum State {
    /** All points. */
    MET,
    /** Some points. */
    PARTLY,
    /** Judged, and no points. */
    MISSED,
    /** Not judged; no points. */
    NO_EVIDENCE
  }

  /**
   * What a check came to.
   *
   * @param check which
   * @param earned points, from 0 to the check's
   * @param state how it came out
   * @param why what was read, or what is missing
   */
  public record Result(RubricCheck check, double earned, State state, String why) {
    public Result {
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(state, "state");
      Require.notBlank("Why", why);
      if (!(earned >= 0 && earned <= check.points())) {
        throw Require.violated("Points of " + check, "from 0 to " + check.points(), earned);
      }
    }

    /** Points that could still be earned. */
    public double open() {
      return check.points() - earned;
    }
  }

  public RubricScore {
    results = List.copyOf(results);
    if (!results.stream().map(Result::check).toList().equals(List.of(RubricCheck.values()))) {
      throw new IllegalArgumentException(
          "Score must hold every check once, in order; was of " + results.size() + " results.");
    }
  }

  /** The sum, 0 to 100. */
  public double total() {
    return results.stream().mapToDouble(Result::earned).sum();
  }

  /** The sum of a dimension. */
  public double total(Dimension dimension) {
    return of(dimension).stream().mapToDouble(Result::earned).sum();
  }

  /** The points a dimension can give. */
  public static int points(Dimension dimension) {
    return Arrays.stream(RubricCheck.values())
        .filter(c -> c.dimension() == dimension)
        .mapToInt(RubricCheck::points)
        .sum();
  }

  /** What a check came to. */
  public Result of(RubricCheck check) {
    return results.stream().filter(r -> r.check() == check).findFirst().orElseThrow();
  }

  private List<Result> of(Dimension dimension) {
    return results.stream().filter(r -> r.check().dimension() == dimension).toList();
  }

  /** Checks with open points, the most open points first, equals in the order of the checks. */
  public List<Result> raises() {
    return results.stream()
        .filter(r -> r.open() > 0)
        .sorted(Comparator.comparingDouble(Result::open).reversed())
        .toList();
  }

  /** How the score came about, for people. */
  public Report report() {
    Report.Builder report =
        Report.titled("Quality rubric").subtitle(NumberText.of(total(), 3) + " of 100 points");
    report.section("Score", this::score);
    for (Dimension dimension : Dimension.values()) {
      report.section(dimension.label(), s -> s.table(table(of(dimension))));
    }
    return report.build();
  }

  private void score(Section.Builder section) {
    long unknown = results.stream().filter(r -> r.state() == State.NO_EVIDENCE).count();
    section.figures(
        KeyFigure.of("Score", NumberText.of(total(), 3)).note("of 100"),
        KeyFigure.of("Without evidence", unknown + " of " + results.size() + " checks")
            .tone(unknown == 0 ? Tone.GOOD : Tone.WARNING));
    List<String> names = Arrays.stream(Dimension.values()).map(Dimension::label).toList();
    section.chart(
        Chart.bar("Share of the points by dimension", names)
            .y("share", 0, 1)
            .series(
                "earned",
                Arrays.stream(Dimension.values()).mapToDouble(d -> total(d) / points(d)).toArray())
            .build());
    if (!raises().isEmpty()) {
      section.table(raiseTable());
    }
  }

  private DataTable raiseTable() {
    DataTable.Builder table =
        DataTable.captioned("What would raise it most").words("Check").numbers("Open").words("Why");
    raises().stream()
        .limit(RAISES)
        .forEach(
            r ->
                table.row(
                    Cell.of(r.check().label()),
                    Cell.of(NumberText.of(r.open(), 3)),
                    Cell.of(r.why())));
    return table.build();
  }

  private static DataTable table(List<Result> results) {
    DataTable.Builder table =
        DataTable.captioned("").words("Check").numbers("Points", "Of").words("State", "Why");
    for (Result r : results) {
      table.row(
          new ArrayList<>(
              List.of(
                  Cell.of(r.check().label()),
                  Cell.of(NumberText.of(r.earned(), 3)),
                  Cell.of(String.valueOf(r.check().points())),
                  Cell.of(word(r.state()), tone(r.state())),
                  Cell.of(r.why()))));
    }
    return table.build();
  }

  private static String word(State state) {
    return switch (state) {
      case MET -> "met";
      case PARTLY -> "partly";
      case MISSED -> "missed";
      case NO_EVIDENCE -> "no evidence";
    };
  }

  private static Tone tone(State state) {
    return switch (state) {
      case MET -> Tone.GOOD;
      case PARTLY, NO_EVIDENCE -> Tone.WARNING;
      case MISSED -> Tone.BAD;
    };
  }
}
