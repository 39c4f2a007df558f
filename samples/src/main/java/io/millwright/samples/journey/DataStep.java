package io.millwright.samples.journey;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.CsvInference.ColumnEvidence;
import io.millwright.table.CsvOptions;
import io.millwright.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the file under a schema that is inferred, shown, and completed by the arguments. */
final class DataStep {

  private static final int MOST_COLUMNS = 5_000;

  private final Arguments arguments;
  private final Console console;

  private DataStep(Arguments arguments, Console console) {
    this.arguments = arguments;
    this.console = console;
  }

  /** The rows with a label, under a schema that says what is predicted and what is not used. */
  static Table read(Path csv, Arguments arguments, Console console) {
    return new DataStep(arguments, console).read(csv);
  }

  private Table read(Path csv) {
    CsvOptions options = CsvOptions.builder().progress(console).build();
    CsvInference inference = Csv.infer(csv, options);
    if (inference.columns().size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "File must have at most "
              + MOST_COLUMNS
              + " columns for this sample; has "
              + inference.columns().size()
              + ".");
    }
    requireColumns(inference);
    inference = retypeTarget(csv, inference);
    console.say(inference.describe());
    Table raw = labelled(Csv.read(csv, inference.schema(), inference.options()));
    LabelChoice choice = LabelChoice.of(raw, arguments.target(), arguments.positive());
    console.fact(
        "Target",
        "'"
            + arguments.target()
            + "': "
            + choice.label().match(b -> "yes or no", m -> "one of several classes", r -> "a number")
            + ", since "
            + choice.why());
    return raw.as(schema(raw, choice.label()));
  }

  private void requireColumns(CsvInference inference) {
    Set<String> names =
        new HashSet<>(inference.columns().stream().map(ColumnEvidence::name).toList());
    List<String> faults = new ArrayList<>();
    require(names, Optional.of(arguments.target()), "--target", faults);
    require(names, arguments.time(), "--time", faults);
    require(names, arguments.group(), "--group", faults);
    arguments.ignored().forEach(name -> require(names, Optional.of(name), "--ignore", faults));
    for (ColumnEvidence column : inference.columns()) {
      if (column.missing() == inference.rows() && !arguments.ignored().contains(column.name())) {
        faults.add(
            "Column '"
                + column.name()
                + "' must have values; all "
                + inference.rows()
                + " are missing. "
                + (column.name().equals(arguments.target())
                    ? "Choose another --target."
                    : "Leave it out with --ignore " + column.name() + "."));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("\n", faults)
              + "\nThe file has the columns "
              + shown(inference.columns())
              + ".");
    }
  }

  private static void require(
      Set<String> names, Optional<String> name, String argument, List<String> faults) {
    name.filter(n -> !names.contains(n))
        .ifPresent(
            n ->
                faults.add(
                    "Argument " + argument + " must name a column; there is no '" + n + "'."));
  }

  private static String shown(List<ColumnEvidence> columns) {
    String names = String.join(", ", columns.stream().limit(30).map(ColumnEvidence::name).toList());
    return columns.size() > 30 ? names + ", … (" + columns.size() + " in all)" : names;
  }

  /** A target of two numbers such as 0.0 and 1.0 is two classes, not a quantity. */
  private CsvInference retypeTarget(Path csv, CsvInference inference) {
    ColumnEvidence target =
        inference.columns().stream()
            .filter(c -> c.name().equals(arguments.target()))
            .findFirst()
            .orElseThrow();
    if (target.type() == FieldType.NUMERIC && target.distinct() <= 2) {
      return Csv.infer(
          csv, inference.options().edit().type(target.name(), FieldType.CATEGORICAL).build());
    }
    return inference;
  }

  private Table labelled(Table raw) {
    Column target = raw.column(arguments.target());
    if (target.missingCount() == 0) {
      return raw;
    }
    console.say(target.missingCount() + " rows without a target are left out");
    return raw.filter(row -> !target.isMissing(row));
  }

  private Schema schema(Table raw, Label label) {
    Schema.Builder schema = raw.schema().edit();
    List<String> notes = new ArrayList<>();
    for (Field field : raw.schema().fields()) {
      String name = field.name();
      if (name.equals(label.field())) {
        schema.required(name);
        label.match(
            b -> schema.binaryLabel(name, b.positive()),
            m -> schema.multiclassLabel(name),
            r -> schema.realLabel(name));
      } else if (arguments.time().filter(name::equals).isPresent()) {
        eventTime(schema, field);
      } else if (arguments.group().filter(name::equals).isPresent()) {
        schema.group(name);
      } else if (arguments.ignored().contains(name)) {
        schema.ignore(name);
      } else if (isRowNumber(raw, field)) {
        schema.ignore(name);
        notes.add("'" + name + "' identifies the row and is not used");
      }
    }
    notes.forEach(console::say);
    Schema built = schema.build();
    if (built.features().isEmpty()) {
      throw new IllegalArgumentException(
          "File must have at least one column to learn from; has none beside the target and what is not used. Ignore less.");
    }
    if (arguments.time().isEmpty()) {
      built.fields().stream()
          .filter(f -> f.role() == Role.FEATURE && f.type().isTime())
          .findFirst()
          .ifPresent(
              f ->
                  console.say(
                      "'"
                          + f.name()
                          + "' is a time; if rows happen at it, --time "
                          + f.name()
                          + " holds out the latest instead of a random part"));
    }
    return built;
  }

  private static void eventTime(Schema.Builder schema, Field field) {
    if (field.type() == FieldType.DATE) {
      schema.eventDate(field.name());
    } else if (field.type() == FieldType.TIMESTAMP) {
      schema.eventTime(field.name(), field.zone().orElseThrow());
    } else {
      throw new IllegalArgumentException(
          "Argument --time must name a column of dates or times; '"
              + field.name()
              + "' is "
              + field.type()
              + ".");
    }
  }

  /** Text that differs in every row, or whole numbers that count the rows. */
  private static boolean isRowNumber(Table table, Field field) {
    Column column = table.column(field.name());
    int rows = table.rowCount();
    if (rows < 50 || column.missingCount() > 0) {
      return false;
    }
    if (field.type().isString()) {
      Set<String> values = new HashSet<>();
      boolean words = false;
      for (int i = 0; i < rows; i++) {
        values.add(column.string(i));
        words |= column.string(i).strip().indexOf(' ') >= 0;
      }
      return values.size() == rows && !words;
    }
    return field.type() == FieldType.INTEGER && counts(column, rows);
  }

  private static boolean counts(Column column, int rows) {
    long step = column.integer(1) - column.integer(0);
    for (int i = 1; i < rows; i++) {
      if (column.integer(i) - column.integer(i - 1) != step) {
        return false;
      }
    }
    return step == 1 || step == -1;
  }
}
