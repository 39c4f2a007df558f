package io.millwright.quality;

import io.millwright.report.DataTable;
import io.millwright.report.NumberText;
import io.millwright.schema.Field;
import io.millwright.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remarkable in one column, for a person who decides what to do with it: outliers by three
 * rules, one value for nearly all, many values, skew.
 *
 * <p>Numbers are those of NUMERIC and INTEGER fields, the infinities and NaN left out; every other
 * field is judged by its different values alone. Exact for columns of at most 100,000 rows; {@link
 * ColumnRecorder} says what longer ones lose. Immutable and thread-safe. The accessors tell values
 * of the data, {@link #describe()} and {@link #toDataTable} do not.
 */
public final class ColumnFindings {

  /** What can be found. */
  public enum Finding {
    /** All values are equal; at least one is there. */
    CONSTANT,
    /** One value has at least 99 % of the present values. */
    NEAR_CONSTANT,
    /** More than 100 different strings, or different ones in more than half of at least 20 rows. */
    HIGH_CARDINALITY,
    /** Skewness of at least 1 in size (Bulmer 1979, Principles of statistics, p. 63). */
    SKEWED,
    /** Numbers outside the fences of at least one rule. */
    OUTLIERS
  }

  /** How far is too far. */
  public enum Rule {
    /** Beyond the quartiles by 1.5 of their distance (Tukey 1977, Exploratory data analysis). */
    IQR,
    /**
     * A modified z-score {@code 0.6745 |x - median| / MAD} above 3.5 (Iglewicz, Hoaglin 1993, How
     * to detect and handle outliers). Not applied when the MAD is 0.
     */
    MAD,
    /**
     * More than 3 standard deviations from the mean. Outliers widen it themselves: of at most 10
     * numbers none can be one. Not applied when all are equal.
     */
    Z
  }

  /**
   * The numbers outside the fences of a rule.
   *
   * @param rule which
   * @param low the lower fence, which is inside
   * @param high the upper fence, which is inside
   * @param count how many are outside
   * @param rows the first of their rows, at most 10; empty for a column of more than 100,000 rows
   */
  public record Outliers(Rule rule, double low, double high, long count, List<Long> rows) {

    /** Copies the rows. */
    public Outliers {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Moments of the numbers.
   *
   * @param mean the mean
   * @param deviation with n - 1; from 2 numbers
   * @param skewness adjusted, {@code G1 = √(n(n-1)) / (n-2) · m3 / m2^1.5}; from 3 that differ
   * @param kurtosis adjusted excess, {@code G2 = (n-1)/((n-2)(n-3)) ((n+1)(m4/m2² - 3) + 6)}; from
   *     4 that differ
   * @see <a href="https://doi.org/10.1111/1467-9884.00122">Joanes, Gill (1998), Comparing measures
   *     of sample skewness and kurtosis</a>
   */
  public record Moments(
      double mean, OptionalDouble deviation, OptionalDouble skewness, OptionalDouble kurtosis) {}

  /**
   * Order statistics of the numbers, interpolated (type 7 of Hyndman and Fan).
   *
   * @param min the least
   * @param lower the first quartile
   * @param median the second
   * @param upper the third
   * @param max the greatest
   */
  public record Quartiles(double min, double lower, double median, double upper, double max) {}

  /** Counts and values. */
  record Counts(long rows, long missing, long nonFinite, OptionalLong distinct, long mostFrequent) {

    long present() {
      return rows - missing;
    }
  }

  /** What was found of the numbers. */
  record Numbers(Moments moments, Quartiles quartiles, List<Outliers> outliers) {}

  private final Field field;
  private final Counts counts;
  private final Optional<Numbers> numbers;
  private final boolean exact;
  private final Set<Finding> findings;

  ColumnFindings(
      Field field, Counts counts, Optional<Numbers> numbers, boolean exact, Set<Finding> findings) {
    this.field = field;
    this.counts = counts;
    this.numbers = numbers;
    this.exact = exact;
    this.findings = findings;
  }

  /** The findings of every column, in the order of the schema. */
  public static List<ColumnFindings> of(Table table) {
    return table.schema().fields().stream().map(f -> of(table, f.name())).toList();
  }

  /** The findings of one column. */
  public static ColumnFindings of(Table table, String field) {
    ColumnRecorder recorder = ColumnRecorder.of(table.schema().field(field));
    recorder.add(table.column(field));
    return recorder.findings();
  }

  /** The field. */
  public Field field() {
    return field;
  }

  /** How many rows. */
  public long rows() {
    return counts.rows();
  }

  /** How many rows have no value. */
  public long missing() {
    return counts.missing();
  }

  /** How many values are NaN or infinite. */
  public long nonFinite() {
    return counts.nonFinite();
  }

  /** How many different values there are, NaN counting as one; empty if more than 100,000. */
  public OptionalLong distinct() {
    return counts.distinct();
  }

  /** The share of the most frequent value among those present; empty if there are too many. */
  public OptionalDouble mostFrequentShare() {
    return counts.distinct().isPresent() && counts.present() > 0
        ? OptionalDouble.of(counts.mostFrequent() / (double) counts.present())
        : OptionalDouble.empty();
  }

  /** Moments of the numbers, if there are any. */
  public Optional<Moments> moments() {
    return numbers.map(Numbers::moments);
  }

  /** Order statistics of the numbers, if there are any. */
  public Optional<Quartiles> quartiles() {
    return numbers.map(Numbers::quartiles);
  }

  /** The rules that could be applied, in their order, outliers or not. */
  public List<Outliers> outliers() {
    return numbers.map(Numbers::outliers).orElse(List.of());
  }

  /** Whether quartiles, fences and counts of outliers are exact. */
  public boolean isExact() {
    return exact;
  }

  /** What is remarkable, in the order of the enum; empty if nothing is. */
  public Set<Finding> findings() {
    return findings;
  }

  /** One line for a person: counts, no values. */
  public String describe() {
    String found =
        findings.isEmpty()
            ? "nothing remarkable"
            : findings.stream().map(ColumnFindings::word).collect(Collectors.joining(", "));
    String far =
        outliers().stream()
            .filter(o -> o.count() > 0)
            .map(o -> NumberText.of(o.count()) + " by " + o.rule())
            .collect(Collectors.joining(", "));
    return "Field '" + field.name() + "': " + found + (far.isEmpty() ? "." : " (" + far + ").");
  }

  /** The findings of several columns as a table of a report: counts, no values. */
  public static DataTable toDataTable(List<ColumnFindings> columns) {
    DataTable.Builder table =
        DataTable.captioned("Columns")
            .words("Field", "Findings")
            .numbers("Missing", "Distinct", "Outliers IQR", "MAD", "z", "Skewness");
    for (ColumnFindings column : columns) {
      table.row(
          column.field.name(),
          column.findings.stream().map(ColumnFindings::word).collect(Collectors.joining(", ")),
          NumberText.of(column.missing()),
          column.distinct().isPresent() ? NumberText.of(column.distinct().getAsLong()) : "many",
          column.count(Rule.IQR),
          column.count(Rule.MAD),
          column.count(Rule.Z),
          column
              .moments()
              .map(Moments::skewness)
              .filter(OptionalDouble::isPresent)
              .map(s -> NumberText.of(s.getAsDouble(), 3))
              .orElse(""));
    }
    return table.build();
  }

  private String count(Rule rule) {
    return outliers().stream()
        .filter(o -> o.rule() == rule)
        .map(o -> NumberText.of(o.count()))
        .findFirst()
        .orElse("");
  }

  private static String word(Finding finding) {
    return finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return describe();
  }
}
