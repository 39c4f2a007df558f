package io.millwright.quality;

import io.millwright.quality.expect.ExpectationReport;
import io.millwright.report.Report;
import io.millwright.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment found: six scores, their total of 30, and the faults. Immutable and
 * thread-safe; holds no value of the data except through {@link #orThrow()} and {@link
 * #similarCategories()}.
 *
 * <p>A dimension that cannot be assessed is neutral: it counts as the mean of the others, so {@code
 * total = 6 × mean of the assessed scores}; 0 if none can be.
 */
public final class QualityReport {

  private final @Nullable Table table;
  private final long rows;
  private final OptionalLong sampled;
  private final Findings findings;
  private final double minimum;

  /** What was found. */
  record Findings(
      List<DimensionScore> scores,
      List<QualityFault> faults,
      List<SimilarCategories> similar,
      Optional<ExpectationReport> expectations) {

    Findings {
      scores = List.copyOf(scores);
      faults = List.copyOf(faults);
      similar = List.copyOf(similar);
    }
  }

  QualityReport(
      @Nullable Table table, long rows, OptionalLong sampled, Findings findings, double minimum) {
    this.table = table;
    this.rows = rows;
    this.sampled = sampled;
    this.findings = findings;
    this.minimum = minimum;
  }

  /** How many rows were assessed. */
  public long rows() {
    return rows;
  }

  /**
   * How many rows stood for all where all of them are needed: outliers, spellings, formats, fields
   * that name rows, and relevance. Empty if every row was looked at; see {@link QualityState}.
   */
  public OptionalLong sampledRows() {
    return sampled;
  }

  /** One score for each dimension, in their order. */
  public List<DimensionScore> scores() {
    return findings.scores();
  }

  /** The score of a dimension. */
  public DimensionScore score(Dimension dimension) {
    return findings.scores().stream()
        .filter(s -> s.dimension() == dimension)
        .findFirst()
        .orElseThrow();
  }

  /** 0..30. */
  public double total() {
    return 6
        * findings.scores().stream()
            .filter(s -> s.value().isPresent())
            .mapToDouble(s -> s.value().getAsDouble())
            .average()
            .orElse(0);
  }

  /** The total below which the gate refuses. */
  public double minimum() {
    return minimum;
  }

  /** All faults, those of the whole table first, then by field. */
  public List<QualityFault> faults() {
    return findings.faults();
  }

  /** Categories that look alike; holds values of the data. */
  public List<SimilarCategories> similarCategories() {
    return findings.similar();
  }

  /** What came of the expectations, if there were any. */
  public Optional<ExpectationReport> expectations() {
    return findings.expectations();
  }

  /** Whether the total reaches the minimum and no fault is blocking. */
  public boolean passes() {
    return total() >= minimum && findings.faults().stream().noneMatch(f -> f.kind().isBlocking());
  }

  /**
   * The table that was assessed.
   *
   * @throws QualityGateException as {@link #requirePasses}
   * @throws IllegalStateException if it was a stream, of which no table is kept
   */
  public Table orThrow() {
    requirePasses();
    if (table == null) {
      throw new IllegalStateException(
          "Report must be of one table to give it back; was of a stream. Call requirePasses().");
    }
    return table;
  }

  /**
   * Returns if the data passes.
   *
   * @throws QualityGateException if it does not; names every blocking fault, or all of them when
   *     the total is too low
   */
  public void requirePasses() {
    if (passes()) {
      return;
    }
    boolean low = total() < minimum;
    List<String> named =
        findings.faults().stream()
            .filter(f -> low || f.kind().isBlocking())
            .map(QualityFault::text)
            .toList();
    throw new QualityGateException(
        this,
        String.format(
                Locale.ROOT,
                "Data must reach a quality of %.1f of 30 and have no blocking fault; reached %.1f (%d rows).",
                minimum,
                total(),
                rows)
            + (named.isEmpty() ? "" : "\n  " + String.join("\n  ", named)));
  }

  /** The report for a person: a line for each dimension, then the faults. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "Data quality %.1f of 30 (at least %.1f)", total(), minimum));
    if (sampled.isPresent()) {
      text.append("; outliers, spellings, formats and relevance from a sample of ")
          .append(sampled.getAsLong())
          .append(" rows");
    }
    for (DimensionScore score : scores()) {
      String value =
          score.value().isPresent()
              ? String.format(Locale.ROOT, "%.1f", score.value().getAsDouble())
              : "not assessed";
      text.append("\n  ")
          .append(score.dimension().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(value)
          .append(". ")
          .append(score.summary());
    }
    findings
        .faults()
        .forEach(
            f -> text.append("\n  ").append(f.kind().isBlocking() ? "! " : "- ").append(f.text()));
    return text.toString();
  }

  /** The same as a report of its own: scores, faults and expectations; no values of the data. */
  public Report toReport() {
    return QualitySections.report(this);
  }

  @Override
  public String toString() {
    return describe();
  }
}
