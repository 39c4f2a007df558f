package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a CSV file seems to be: dialect, a proposed schema, and the reason for each type. Made by
 * {@link Csv#infer}; immutable and thread-safe.
 *
 * <p>The rules, over all rows: a column whose values are all whole numbers is INTEGER, however few
 * differ, unless some have leading zeros or more than 18 digits (codes); all numbers, some with a
 * fraction or exponent: NUMERIC; only true and false: BOOLEAN; only ISO dates: DATE; only ISO
 * timestamps, or both: TIMESTAMP in the zone of the options. Strings are TEXT if more than 50
 * differ and these are more than half of the values, or if they are long (over 60 characters on
 * average, or one over 200), else CATEGORICAL. For all but strings, white space, {@code ?}, {@code
 * NaN} and the like (see {@link CsvOptions}) count as missing. A column with missing values is
 * optional. A column without values is an optional CATEGORICAL. If there are numbers that are such
 * only with a decimal comma and none only with a point, the comma is proposed.
 *
 * <p>Read the file with {@link #schema()}, changed where it is wrong, and {@link #options()}. Holds
 * no values of string columns; ranges of numbers and dates are shown.
 */
public final class CsvInference {

  private final String source;
  private final Dialect dialect;
  private final long rows;
  private final List<ColumnEvidence> columns;
  private final Schema schema;
  private final CsvOptions options;

  private CsvInference(
      String source, Dialect dialect, long rows, List<ColumnEvidence> columns, CsvOptions options) {
    this.source = source;
    this.dialect = dialect;
    this.rows = rows;
    this.columns = List.copyOf(columns);
    this.schema = schema(columns, options);
    this.options = options;
  }

  /**
   * How the file is written.
   *
   * @param separator between two cells
   * @param quote around a cell, if quotes are not text
   * @param charset of its characters
   * @param gzip whether it is packed
   * @param header whether its first line names the columns
   */
  public record Dialect(
      char separator, Optional<Character> quote, Charset charset, boolean gzip, boolean header) {}

  /**
   * What is known of a column.
   *
   * @param name of the column
   * @param type proposed for it
   * @param why the reason for the type
   * @param missing rows without a value, under that type
   * @param distinct how many different spellings there are, counted up to 1,000,000
   * @param range least and greatest value of numbers, and day of dates and times
   */
  public record ColumnEvidence(
      String name,
      FieldType type,
      String why,
      long missing,
      int distinct,
      Optional<String> range) {}

  static CsvInference of(CsvSource source, CsvOptions options) throws IOException {
    FaultLog faults = new FaultLog(source.name());
    Scouts scouts = new Scouts(source.name(), options);
    char separator = CsvScan.run(source, options, scouts, faults);
    faults.throwIfAny();
    if (scouts.rows == 0) {
      throw TableReadException.of(
          "File "
              + source.name()
              + " must have rows below its header; has none. A schema cannot be inferred from names.");
    }
    boolean comma = options.decimalComma() || scouts.wantComma();
    boolean nan = scouts.nanIsMissing(scouts.evidence(comma, false));
    List<ColumnEvidence> columns = scouts.evidence(comma, nan);
    CsvOptions.Builder proposed = options.edit().separator(separator).charset(source.charset());
    if (comma) {
      proposed.decimalComma();
    }
    if (nan) {
      Set<String> missing = new HashSet<>(options.missing());
      missing.addAll(ColumnScout.NANS);
      proposed.missing(missing.toArray(String[]::new));
    }
    Dialect dialect =
        new Dialect(
            separator,
            options.quote(),
            source.charset(),
            source.gzip(),
            options.header().isEmpty());
    return new CsvInference(source.name(), dialect, scouts.rows, columns, proposed.build());
  }

  /** How the file is written. */
  public Dialect dialect() {
    return dialect;
  }

  /** How many rows. */
  public long rows() {
    return rows;
  }

  /** What is known of each column, in the order of the file. */
  public List<ColumnEvidence> columns() {
    return columns;
  }

  /** The proposed schema: every column a feature. {@link Schema#edit()} it to say more. */
  public Schema schema() {
    return schema;
  }

  /** The options with the dialect found: what reads the file so that it fits the schema. */
  public CsvOptions options() {
    return options;
  }

  /** For a person: the dialect, then a line for each column. */
  public String describe() {
    StringBuilder text = new StringBuilder(source);
    text.append(": ").append(rows).append(" rows, ").append(columns.size()).append(" columns, ");
    text.append("separator ")
        .append(dialect.separator() == '\t' ? "tab" : "'" + dialect.separator() + "'");
    text.append(options.decimalComma() ? ", decimal comma, " : ", ").append(dialect.charset());
    text.append(dialect.gzip() ? ", gzip" : "").append(dialect.header() ? "" : ", no header");
    for (ColumnEvidence c : columns) {
      text.append("\n  ")
          .append(c.name())
          .append(": ")
          .append(c.type())
          .append(" (")
          .append(c.why());
      text.append("), ").append(c.distinct()).append(" distinct");
      if (c.missing() > 0) {
        text.append(", ").append(c.missing()).append(" missing");
      }
      c.range().ifPresent(r -> text.append(", ").append(r));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }

  private static Schema schema(List<ColumnEvidence> columns, CsvOptions options) {
    Schema.Builder builder = Schema.builder();
    for (ColumnEvidence c : columns) {
      builder.add(
          new Field(
              c.name(),
              c.type(),
              Role.FEATURE,
              c.missing() > 0,
              Optional.empty(),
              c.type() == FieldType.TIMESTAMP ? Optional.of(options.zone()) : Optional.empty()));
    }
    return builder.build();
  }

  /** One scout for each column. */
  private static final class Scouts implements CsvScan.Sink {

    private final String name;
    private final CsvOptions options;
    private final List<ColumnScout> columns = new ArrayList<>();
    private long rows;

    Scouts(String name, CsvOptions options) {
      this.name = name;
      this.options = options;
    }

    @Override
    public void header(List<String> names) {
      if (options.header().isEmpty() && names.stream().allMatch(Scouts::isNumber)) {
        throw TableReadException.of(
            "Header of "
                + name
                + " must have names; all "
                + names.size()
                + " are numbers, so that the file seems to have none. Give the names with header in the options.");
      }
      Set<String> unknown = new HashSet<>(options.types().keySet());
      unknown.addAll(options.patterns().keySet());
      names.forEach(unknown::remove);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            "Columns of the options must be in "
                + name
                + "; are not: "
                + String.join(", ", unknown.stream().sorted().toList())
                + ".");
      }
      names.forEach(n -> columns.add(new ColumnScout(n, options)));
    }

    @Override
    public void cell(int column, char[] text, int offset, int length, boolean quoted, long line) {
      columns.get(column).cell(text, offset, length, quoted);
    }

    @Override
    public void endRow() {
      rows++;
    }

    @Override
    public void blankLine(long line) {}

    boolean wantComma() {
      return columns.stream().anyMatch(ColumnScout::wantsComma)
          && columns.stream().noneMatch(ColumnScout::wantsPoint);
    }

    List<ColumnEvidence> evidence(boolean comma, boolean nanIsMissing) {
      return columns.stream().map(c -> c.evidence(comma, nanIsMissing, options.zone())).toList();
    }

    boolean nanIsMissing(List<ColumnEvidence> evidence) {
      for (int i = 0; i < columns.size(); i++) {
        if (!evidence.get(i).type().isString() && columns.get(i).hasNan()) {
          return true;
        }
      }
      return false;
    }

    private static boolean isNumber(String text) {
      return new DecimalReader('.').read(text.toCharArray(), 0, text.length());
    }
  }
}
