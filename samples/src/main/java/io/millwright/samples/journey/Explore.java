package io.millwright.samples.journey;

import io.millwright.MillwrightException;
import io.millwright.eda.Eda;
import io.millwright.quality.DataQuality;
import io.millwright.quality.QualityReport;
import io.millwright.report.Report;
import io.millwright.report.render.HtmlReport;
import io.millwright.report.render.JsonReport;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.CsvOptions;
import io.millwright.table.LongColumn;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * From a CSV file to a page that says first what to look at in it.
 *
 * <p>Run by {@code samples/bin/eda}. Writes {@code report.html} and {@code report.json}.
 */
public final class Explore {

  /** The report is written. */
  public static final int WRITTEN = 0;

  /** The input cannot be used. */
  public static final int BAD_INPUT = 2;

  private static final long NANOS_A_HOUR = 3_600_000_000_000L;

  private final ExploreArguments arguments;

  private Explore(ExploreArguments arguments) {
    this.arguments = arguments;
  }

  /** Explores the file and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Clock.systemUTC(), System.out, args));
  }

  /**
   * Explores the file.
   *
   * @return {@link #WRITTEN} or {@link #BAD_INPUT}
   */
  public static int run(Clock clock, PrintStream out, String... args) {
    if (List.of(args).contains("--help")) {
      out.print(ExploreArguments.USAGE);
      return WRITTEN;
    }
    try {
      return new Explore(ExploreArguments.of(args)).go(clock, out);
    } catch (IOException | UncheckedIOException e) {
      out.println("A file could not be read or written.");
      out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (MillwrightException | IllegalArgumentException e) {
      out.println("The input cannot be used.");
      out.println(e.getMessage());
    }
    return BAD_INPUT;
  }

  private int go(Clock clock, PrintStream out) throws IOException {
    Path folder = arguments.out();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("Argument --out must name a folder; was a file.");
    }
    Table table = table(out);
    QualityReport quality = DataQuality.assess(table, o -> o.clock(clock).seed(arguments.seed()));
    Report report =
        Eda.report(
            table,
            o ->
                o.title("A look at " + arguments.csv().getFileName())
                    .seed(arguments.seed())
                    .quality(quality));
    JsonReport.write(report, folder.resolve("report.json"));
    HtmlReport.write(report, folder.resolve("report.html"));
    out.println(
        table.rowCount()
            + " rows, "
            + table.schema().fields().size()
            + " columns, "
            + report.charts().size()
            + " charts: "
            + folder.resolve("report.html"));
    return WRITTEN;
  }

  private Table table(PrintStream out) {
    CsvInference found = Csv.infer(
            arguments.csv(),
            CsvOptions.builder().missing(arguments.missing().toArray(String[]::new)).build());
    out.println(found.describe());
    Table raw = withTime(Csv.read(arguments.csv(), found.schema(), found.options()));
    requireColumns(raw.schema());
    Schema.Builder schema = raw.schema().edit();
    arguments.ignored().forEach(schema::ignore);
    arguments.target().ifPresent(target -> label(raw, target, schema));
    return raw.as(schema.build());
  }

  private void requireColumns(Schema schema) {
    List<String> faults = new ArrayList<>();
    List<String> named = new ArrayList<>(arguments.ignored());
    arguments.target().ifPresent(named::add);
    for (String name : named) {
      if (schema.find(name).isEmpty()) {
        faults.add("Column '" + name + "' must be in the file; was not.");
      }
    }
    if (arguments.target().filter(arguments.ignored()::contains).isPresent()) {
      faults.add("Target must not be ignored; was.");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private void label(Table raw, String target, Schema.Builder schema) {
    Column column = raw.column(target);
    Table labelled = raw.filter(row -> !column.isMissing(row));
    LabelChoice.of(labelled, target, arguments.positive())
        .label()
        .match(
            b -> schema.binaryLabel(target, b.positive()),
            m -> schema.multiclassLabel(target),
            r -> schema.realLabel(target));
  }

  /** The table whose time column, if one is named, is its event time. */
  private Table withTime(Table raw) {
    if (arguments.time().isEmpty()) {
      return raw;
    }
    String[] parts = arguments.time().get().split("\\+", 2);
    for (String part : parts) {
      if (raw.schema().find(part).isEmpty()) {
        throw new IllegalArgumentException(
            "Argument --time must name columns of the file; '" + part + "' is none.");
      }
    }
    Field field = raw.schema().field(parts[0]);
    if (parts.length == 2) {
      return joined(raw, field, raw.schema().field(parts[1]));
    }
    Schema.Builder schema = raw.schema().edit();
    if (field.type() == FieldType.DATE) {
      schema.eventDate(field.name());
    } else if (field.type() == FieldType.TIMESTAMP) {
      schema.eventTime(field.name(), field.zone().orElse(ZoneOffset.UTC));
    } else {
      throw new IllegalArgumentException(
          "Argument --time must name a column of dates or times; '"
              + field.name()
              + "' is "
              + field.type()
              + ".");
    }
    return raw.as(keepOptional(schema, field));
  }

  private static Schema keepOptional(Schema.Builder schema, Field field) {
    return (field.optional() ? schema.optional(field.name()) : schema).build();
  }

  /** Days and hours as one instant in UTC. */
  private static Table joined(Table raw, Field date, Field hour) {
    if (date.type() != FieldType.DATE || hour.type() != FieldType.INTEGER) {
      throw new IllegalArgumentException(
          "Argument --time DATE+HOUR must name a column of dates and one of whole hours; was "
              + date.type()
              + "+"
              + hour.type()
              + ".");
    }
    Column days = raw.column(date.name());
    Column hours = raw.column(hour.name());
    long[] instants = new long[raw.rowCount()];
    BitSet missing = new BitSet();
    for (int i = 0; i < instants.length; i++) {
      if (days.isMissing(i) || hours.isMissing(i)) {
        missing.set(i);
      } else if (hours.integer(i) < 0 || hours.integer(i) > 23) {
        throw new IllegalArgumentException(
            "Hour must be from 0 to 23; was not (row " + (i + 1) + ").");
      } else {
        instants[i] = Math.addExact(days.integer(i) * 24, hours.integer(i)) * NANOS_A_HOUR;
      }
    }
    Schema schema =
        keepOptional(raw.schema().edit().eventTime(date.name(), ZoneOffset.UTC), date);
    List<Column> columns = new ArrayList<>(raw.columns());
    columns.set(
        raw.schema().indexOf(date.name()), LongColumn.of(FieldType.TIMESTAMP, instants, missing));
    if (!missing.isEmpty()) {
      schema = schema.edit().optional(date.name()).build();
    }
    return Table.of(schema, columns);
  }
}
