package io.millwright.quality;

import io.millwright.table.Table;
import java.util.List;
import java.util.Locale;

/**
 * What an assessment found: six scores, their total of 30, and the faults. Immutable and
 * thread-safe; holds no value of the data except through {@link #orThrow()}.
 *
 * <p>A dimension that cannot be assessed is neutral: it counts as the mean of the others, so {@code
 * total = 6 × mean of the assessed scores}; 0 if none can be.
 */
public final class QualityReport {

  private final Table table;
  private final List<DimensionScore> scores;
  private final List<QualityFault> faults;
  private final double minimum;

  QualityReport(
      Table table, List<DimensionScore> scores, List<QualityFault> faults, double minimum) {
    this.table = table;
    this.scores = List.copyOf(scores);
    this.faults = List.copyOf(faults);
    this.minimum = minimum;
  }

  /** How many rows were assessed. */
  public int rows() {
    return table.rowCount();
  }

  /** One score for each dimension, in their order. */
  public List<DimensionScore> scores() {
    return scores;
  }

  /** The score of a dimension. */
  public DimensionScore score(Dimension dimension) {
    return scores.stream().filter(s -> s.dimension() == dimension).findFirst().orElseThrow();
  }

  /** 0..30. */
  public double total() {
    return 6
        * scores.stream()
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
    return faults;
  }

  /** Whether the total reaches the minimum and no fault is blocking. */
  public boolean passes() {
    return total() >= minimum && faults.stream().noneMatch(f -> f.kind().isBlocking());
  }

  /**
   * The table that was assessed.
   *
   * @throws QualityGateException if it does not pass; names every blocking fault, or all of them
   *     when the total is too low
   */
  public Table orThrow() {
    if (passes()) {
      return table;
    }
    boolean low = total() < minimum;
    List<String> named =
        faults.stream().filter(f -> low || f.kind().isBlocking()).map(QualityFault::text).toList();
    throw new QualityGateException(
        this,
        String.format(
                Locale.ROOT,
                "Data must reach a quality of %.1f of 30 and have no blocking fault; reached %.1f (%d rows).",
                minimum,
                total(),
                rows())
            + (named.isEmpty() ? "" : "\n  " + String.join("\n  ", named)));
  }

  /** The report for a person: a line for each dimension, then the faults. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "Data quality %.1f of 30 (at least %.1f)", total(), minimum));
    for (DimensionScore score : scores) {
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
    faults.forEach(
        f -> text.append("\n  ").append(f.kind().isBlocking() ? "! " : "- ").append(f.text()));
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
