package io.millwright.leakage;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A table put together column by column; {@link #loans} is one without a leak. */
final class Draft {

  enum Kind {
    BINARY,
    CLASSES,
    REAL
  }

  static final ZoneId UTC = ZoneId.of("UTC");
  static final long DAY = 86_400_000_000_000L;
  static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
  private static final List<String> REGIONS = List.of("north", "south", "east", "west", "centre");

  final int rows;
  final RandomGenerator random;

  /** What the label was made from. */
  double[] risk = new double[0];

  private final Schema.Builder schema = Schema.builder();
  private final List<Column> columns = new ArrayList<>();

  Draft(int rows, long seed) {
    this.rows = rows;
    this.random = Seed.of(seed).random();
  }

  static Draft loans(int rows, long seed) {
    return loans(rows, seed, Kind.BINARY);
  }

  /** Six hours apart, of a quarter as many customers; income, debt and region make the label. */
  static Draft loans(int rows, long seed, Kind kind) {
    Draft d = new Draft(rows, seed);
    double[] income = d.gaussian();
    double[] debt = d.gaussian();
    int[] region = IntStream.range(0, rows).map(i -> d.random.nextInt(5)).toArray();
    double[] noise = d.gaussian();
    d.risk = new double[rows];
    Arrays.setAll(d.risk, i -> -income[i] + 0.7 * debt[i] + 0.2 * region[i] + 1.3 * noise[i] - 0.4);
    d.add("customer", FieldType.CATEGORICAL, Role.IGNORED, i -> "c" + d.random.nextInt(rows / 4));
    d.eventTime(i -> START + i * DAY / 4 + d.random.nextInt(1_000_000));
    d.numeric("income", i -> 30_000 + 9_000 * income[i]);
    d.numeric("debt", i -> StrictMath.exp(8 + debt[i]));
    d.numeric("savings", i -> 0.6 * income[i] + 0.8 * noise(d), i -> d.chance(0.1));
    d.integer("loansBefore", i -> d.random.nextInt(4));
    d.category("region", i -> REGIONS.get(region[i]));
    d.category("channel", i -> d.chance(0.3) ? "web" : "branch", i -> d.chance(0.05));
    d.bool("married", i -> d.chance(0.5), Draft::never);
    d.date("bornOn", i -> LocalDate.of(1960, 1, 1).toEpochDay() + d.random.nextInt(14_000));
    d.text("note", i -> d.sentence(12));
    return d.label(kind);
  }

  private static double noise(Draft d) {
    return d.random.nextGaussian();
  }

  private Draft label(Kind kind) {
    switch (kind) {
      case BINARY -> {
        schema.binaryLabel("bad");
        columns.add(bits(i -> isBad(i), Draft::never));
      }
      case CLASSES -> {
        schema.multiclassLabel("bad");
        columns.add(
            strings(
                FieldType.CATEGORICAL,
                i -> risk[i] > 1 ? "hi" : risk[i] > 0 ? "mid" : "lo",
                Draft::never));
      }
      case REAL -> {
        schema.realLabel("bad");
        columns.add(NumericColumn.of(risk));
      }
    }
    return this;
  }

  /** The label of a binary table. */
  boolean isBad(int i) {
    return risk[i] > 1;
  }

  private static boolean never(int row) {
    return false;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  double[] gaussian() {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  String sentence(int words) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < words; w++) {
      text.append(w == 0 ? "" : " ").append('w').append(random.nextInt(800));
    }
    return text.toString();
  }

  Draft numeric(String name, IntToDoubleFunction value) {
    return numeric(name, value, Draft::never);
  }

  Draft numeric(String name, IntToDoubleFunction value, IntPredicate missing) {
    double[] values = new double[rows];
    Arrays.setAll(values, value);
    return put(name, FieldType.NUMERIC, Role.FEATURE, NumericColumn.of(values, set(missing)));
  }

  Draft integer(String name, IntToLongFunction value) {
    return put(
        name, FieldType.INTEGER, Role.FEATURE, longs(FieldType.INTEGER, value, Draft::never));
  }

  Draft bool(String name, IntPredicate value, IntPredicate missing) {
    return put(name, FieldType.BOOLEAN, Role.FEATURE, bits(value, missing));
  }

  Draft category(String name, IntFunction<String> value) {
    return add(name, FieldType.CATEGORICAL, Role.FEATURE, value);
  }

  Draft category(String name, IntFunction<String> value, IntPredicate missing) {
    return put(
        name, FieldType.CATEGORICAL, Role.FEATURE, strings(FieldType.CATEGORICAL, value, missing));
  }

  Draft text(String name, IntFunction<String> value) {
    return add(name, FieldType.TEXT, Role.FEATURE, value);
  }

  Draft add(String name, FieldType type, Role role, IntFunction<String> value) {
    return put(name, type, role, strings(type, value, Draft::never));
  }

  Draft date(String name, IntToLongFunction day) {
    return put(name, FieldType.DATE, Role.FEATURE, longs(FieldType.DATE, day, Draft::never));
  }

  Draft time(String name, Role role, IntToLongFunction nanos) {
    return time(name, role, nanos, Draft::never);
  }

  Draft time(String name, Role role, IntToLongFunction nanos, IntPredicate missing) {
    return put(name, FieldType.TIMESTAMP, role, longs(FieldType.TIMESTAMP, nanos, missing));
  }

  Draft eventTime(IntToLongFunction nanos) {
    return time("decidedAt", Role.EVENT_TIME, nanos);
  }

  /** A real label instead of one that is made from risk. */
  Draft realLabel(String name, IntToDoubleFunction value) {
    schema.realLabel(name);
    double[] values = new double[rows];
    Arrays.setAll(values, value);
    columns.add(NumericColumn.of(values));
    return this;
  }

  Draft binaryLabel(String name, IntPredicate value) {
    schema.binaryLabel(name);
    columns.add(bits(value, Draft::never));
    return this;
  }

  private Draft put(String name, FieldType type, Role role, Column column) {
    Optional<ZoneId> zone = type == FieldType.TIMESTAMP ? Optional.of(UTC) : Optional.empty();
    schema.add(new Field(name, type, role, column.missingCount() > 0, Optional.empty(), zone));
    columns.add(column);
    return this;
  }

  private BitSet set(IntPredicate which) {
    BitSet set = new BitSet(rows);
    IntStream.range(0, rows).filter(which).forEach(set::set);
    return set;
  }

  private BooleanColumn bits(IntPredicate value, IntPredicate missing) {
    return BooleanColumn.of(rows, set(value), set(missing));
  }

  private LongColumn longs(FieldType type, IntToLongFunction value, IntPredicate missing) {
    long[] values = new long[rows];
    Arrays.setAll(values, value);
    return LongColumn.of(type, values, set(missing));
  }

  private Column strings(FieldType type, IntFunction<String> value, IntPredicate missing) {
    BitSet none = set(missing);
    if (type == FieldType.TEXT) {
      return TextColumn.of(IntStream.range(0, rows).mapToObj(value).toList());
    }
    Map<String, Integer> words = new LinkedHashMap<>();
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      String word = value.apply(i);
      codes[i] = none.get(i) ? -1 : words.computeIfAbsent(word, w -> words.size());
    }
    return CategoricalColumn.of(codes, List.copyOf(words.keySet()));
  }

  Table table() {
    return Table.of(schema.build(), columns);
  }

  /** The table with some rows again, in a random order. */
  static Table again(Table table, int[] more, long seed) {
    int n = table.rowCount();
    int[] rows = IntStream.concat(IntStream.range(0, n), IntStream.of(more)).toArray();
    int[] order = Seed.of(seed).permutation(rows.length);
    return table.take(IntStream.of(order).map(k -> rows[k]).toArray());
  }
}
