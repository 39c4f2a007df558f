package io.millwright.eda;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.report.NumberText;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which columns of a table go together, pair by pair, each with the measures that suit its types;
 * {@link AssociationMeasure} has the formula of each.
 *
 * <p>Compared are features, label and event time, but no TEXT. A pair is measured on the rows that
 * have both values; NaN and infinities count as no value. A measure that does not exist says why.
 * Cost: O(columns² × rows) after O(columns × rows log rows), bounded by a row sample drawn by seed
 * and a limit of columns; {@link #rows()} and {@link #skipped()} tell what was left out.
 * Deterministic for equal table and options. Thread-safe: yes, immutable.
 */
public final class Associations {

  private final List<String> fields;
  private final List<Skipped> skipped;
  private final List<Association> pairs;
  private final Map<String, Integer> places;
  private final int tableRows;
  private final int rows;
  private final Seed seed;

  private Associations(
      List<ComparedColumn> columns, List<Skipped> skipped, int tableRows, int rows, Seed seed) {
    this.fields = columns.stream().map(ComparedColumn::name).toList();
    this.skipped = List.copyOf(skipped);
    this.tableRows = tableRows;
    this.rows = rows;
    this.seed = seed;
    this.places = new HashMap<>();
    List<Association> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      places.put(fields.get(i), i);
      for (int j = 0; j < i; j++) {
        all.add(PairMeasures.of(columns.get(j), columns.get(i), rows));
      }
    }
    this.pairs = List.copyOf(all);
  }

  /**
   * A column that was not compared.
   *
   * @param field its name
   * @param reason why not
   */
  public record Skipped(String field, String reason) {}

  /** All pairs, with the options' defaults. */
  public static Associations of(Table table) {
    return of(table, o -> {});
  }

  /** All pairs: {@code Associations.of(table, o -> o.rows(50_000).seed(Seed.of(1)))}. */
  public static Associations of(Table table, Consumer<Options> options) {
    Options chosen = new Options();
    options.accept(chosen);
    int[] rows = sample(table.rowCount(), chosen.rows, chosen.seed.derive("associations"));
    List<Skipped> skipped = new ArrayList<>();
    List<ComparedColumn> columns = new ArrayList<>();
    for (Field field : chosen(table, chosen.columns, skipped)) {
      columns.add(ComparedColumn.of(field, table.column(field.name()), rows));
    }
    return new Associations(columns, skipped, table.rowCount(), rows.length, chosen.seed);
  }

  /** The columns to compare in the order of the schema; the label is never left out for room. */
  private static List<Field> chosen(Table table, int most, List<Skipped> skipped) {
    List<Field> chosen = new ArrayList<>();
    int room = most - table.schema().withRole(Role.LABEL).size();
    for (Field field : table.schema().fields()) {
      boolean label = field.role() == Role.LABEL;
      if (field.type() == FieldType.TEXT) {
        skipped.add(new Skipped(field.name(), "free text is not compared"));
      } else if (!label && field.role() != Role.FEATURE && field.role() != Role.EVENT_TIME) {
        skipped.add(new Skipped(field.name(), "has the role " + field.role()));
      } else if (!label && room-- <= 0) {
        skipped.add(new Skipped(field.name(), "at most " + most + " columns are compared"));
      } else {
        chosen.add(field);
      }
    }
    return chosen;
  }

  /** Rows in ascending order, each subset of that size equally likely (Knuth's algorithm S). */
  private static int[] sample(int count, int most, Seed seed) {
    if (count <= most) {
      return IntStream.range(0, count).toArray();
    }
    RandomGenerator random = seed.random();
    int[] rows = new int[most];
    int taken = 0;
    for (int row = 0; taken < most; row++) {
      if (random.nextInt(count - row) < most - taken) {
        rows[taken++] = row;
      }
    }
    return rows;
  }

  /** The compared columns, in the order of the schema. */
  public List<String> fields() {
    return fields;
  }

  /** The columns that were not compared, and why. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** Rows looked at: all of the table's, or the size of the sample. */
  public int rows() {
    return rows;
  }

  /** Whether a sample of the table's rows was looked at. */
  public boolean isSample() {
    return rows < tableRows;
  }

  /** Every pair once. */
  public List<Association> pairs() {
    return pairs;
  }

  /**
   * The pair of two different compared columns, in either order.
   *
   * @throws IllegalArgumentException if one was not compared
   */
  public Association between(String one, String other) {
    int i = place(one);
    int j = place(other);
    if (i == j) {
      throw new IllegalArgumentException(
          "Pair must be of two columns; was '" + one + "' with itself.");
    }
    int low = Math.min(i, j);
    int high = Math.max(i, j);
    return pairs.get(high * (high - 1) / 2 + low);
  }

  private int place(String field) {
    Integer place = places.get(field);
    if (place == null) {
      throw new IllegalArgumentException(
          "Field '" + field + "' must be a compared column; they are " + fields + ".");
    }
    return place;
  }

  /** The pairs with a defined headline, strongest first, equal ones in the order of the schema. */
  public List<Association> strongest() {
    return pairs.stream()
        .filter(p -> p.strength().isPresent())
        .sorted(Comparator.comparingDouble((Association p) -> -p.strength().getAsDouble()))
        .toList();
  }

  /** What was compared, and on which rows. */
  public String describe() {
    return fields.size()
        + " columns on "
        + NumberText.of((long) rows)
        + (isSample()
            ? " of " + NumberText.of((long) tableRows) + " rows drawn with seed " + seed.value()
            : " rows")
        + (skipped.isEmpty() ? "" : "; " + skipped.size() + " columns not compared");
  }

  @Override
  public String toString() {
    return describe();
  }

  /** What a comparison may be told. Single use, not thread-safe; each may be set once. */
  public static final class Options {

    private int rows = 20_000;
    private int columns = 60;
    private Seed seed = Seed.of(0);
    private final List<String> set = new ArrayList<>();

    private Options() {}

    /** The most rows looked at, 20,000 by default, at least 10; more are sampled. */
    public Options rows(int most) {
      once("rows");
      rows = Require.atLeast("Rows", most, 10);
      return this;
    }

    /** The most columns compared, 60 by default, at least 2; the first of the schema are taken. */
    public Options columns(int most) {
      once("columns");
      columns = Require.atLeast("Columns", most, 2);
      return this;
    }

    /** The seed of the row sample, 0 by default. */
    public Options seed(Seed value) {
      once("seed");
      seed = Objects.requireNonNull(value, "seed");
      return this;
    }

    private void once(String option) {
      if (set.contains(option)) {
        throw new IllegalArgumentException(
            "Option " + option + " must be set once; was set twice.");
      }
      set.add(option);
    }
  }
}
