package io.millwright.samples.journey;

import io.millwright.MillwrightException;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.CsvInference.ColumnEvidence;
import io.millwright.table.CsvOptions;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what is to be judged, and says of everything that is wrong with it at once. */
final class JudgeInput {

  /** Each of four parts of the rows needs some of either class. */
  private static final int RAREST_CLASS = 50;

  private static final int MOST_GROUPS = 20;
  private static final int MOST_COMBINATIONS = 100;

  private final JudgeArguments arguments;
  private final List<String> faults;

  private JudgeInput(JudgeArguments arguments) {
    this.arguments = arguments;
    this.faults = new ArrayList<>(arguments.faults());
  }

  /**
   * The rows under their schema.
   *
   * @throws IllegalArgumentException lists all faults of the command line and of the file
   */
  static Table read(JudgeArguments arguments, Console console) {
    return new JudgeInput(arguments).read(console);
  }

  private Table read(Console console) {
    Optional<Table> table = arguments.journey().flatMap(a -> read(a, console));
    if (!faults.isEmpty() || table.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults) + "\nSee --help.");
    }
    return table.get();
  }

  private Optional<Table> read(Arguments journey, Console console) {
    Path out = journey.out();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      faults.add("Argument --out must name a folder; '" + out + "' is none.");
    }
    if (journey.csv().isEmpty()) {
      return Optional.empty();
    }
    Path csv = journey.csv().get();
    try {
      groups(Csv.infer(csv, CsvOptions.builder().build()));
      Table table = DataStep.read(csv, journey, console);
      label(table);
      return Optional.of(table);
    } catch (MillwrightException | IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void groups(CsvInference found) {
    List<ColumnEvidence> usable = new ArrayList<>();
    for (String name : arguments.protectedFields()) {
      Optional<ColumnEvidence> column =
          found.columns().stream().filter(c -> c.name().equals(name)).findFirst();
      if (column.isEmpty()) {
        faults.add("Argument --protected must name a column; there is no '" + name + "'.");
      } else if (isGroups(column.get())) {
        usable.add(column.get());
      }
    }
    for (ColumnEvidence a : usable) {
      for (ColumnEvidence b : usable.subList(0, usable.indexOf(a))) {
        if ((long) a.distinct() * b.distinct() > MOST_COMBINATIONS) {
          faults.add(
              "Columns of --protected must have at most %d combinations; '%s' and '%s' may have %d. Protect one of them, or join values."
                  .formatted(
                      MOST_COMBINATIONS, b.name(), a.name(), (long) a.distinct() * b.distinct()));
        }
      }
    }
  }

  private boolean isGroups(ColumnEvidence column) {
    boolean measured = column.type() == FieldType.NUMERIC || column.type().isTime();
    if (measured || column.distinct() > MOST_GROUPS) {
      faults.add(
          "Column '%s' of --protected must be of groups, at most %d different values; is %s with %d. Add a column of ranges or of joined values to the file and protect that."
              .formatted(column.name(), MOST_GROUPS, column.type(), column.distinct()));
      return false;
    }
    return true;
  }

  private void label(Table table) {
    Label label = table.schema().label().orElseThrow();
    String kind = label.match(b -> "", m -> "one of several classes", r -> "a number");
    if (!kind.isEmpty()) {
      faults.add(
          "Target '%s' must be a yes or no for this sample; is %s. Name the value that counts as yes with --positive, or take another column; samples/bin/journey takes this one."
              .formatted(label.field(), kind));
      return;
    }
    String positive = label.match(Label.Binary::positive, m -> "", r -> "");
    Column column = table.column(label.field());
    long yes =
        IntStream.range(0, column.size())
            .filter(i -> String.valueOf(LiveRows.value(column, i)).equals(positive))
            .count();
    long rarest = Math.min(yes, column.size() - yes);
    if (rarest < RAREST_CLASS) {
      faults.add(
          "Target '%s' must have at least %d rows of yes and of no, since four parts need both; the rarer has %d of %d. Collect more."
              .formatted(label.field(), RAREST_CLASS, rarest, column.size()));
    }
  }
}
