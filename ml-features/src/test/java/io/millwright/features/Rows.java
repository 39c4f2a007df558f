package io.millwright.features;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Rows with every type of field, made by seed. */
final class Rows {

  record Thing(
      String id,
      @Nullable Double x,
      double n,
      @Nullable Long i,
      @Nullable Boolean flag,
      @Nullable String region,
      String grade,
      @Nullable LocalDate openedOn,
      Instant decidedAt,
      @Nullable Instant seenAt,
      @Nullable String note,
      double weight,
      boolean good) {}

  static final Schema SCHEMA =
      Schema.builder()
          .key("id")
          .numeric("x", "EUR")
          .numeric("n")
          .integer("i")
          .bool("flag")
          .categorical("region")
          .categorical("grade")
          .date("openedOn")
          .eventTime("decidedAt", ZoneId.of("America/New_York"))
          .timestamp("seenAt", ZoneId.of("Europe/Madrid"))
          .text("note")
          .weight("weight")
          .binaryLabel("good")
          .optional("x", "i", "flag", "region", "openedOn", "seenAt", "note")
          .build();

  private static final String[] REGIONS = {
    "north", "south", "east", "West", "<missing>", "日本", "\uD83D\uDE00", "\uFFFD", "", "\"q\""
  };

  /** Words of several scripts, none, one, marks, a pair of surrogates and half of one. */
  private static final String[] NOTES = {
    "free text",
    "",
    "  ...!? ",
    "The the THE cat; 3 cats",
    "日本 語",
    "\uD83D\uDE00 grin \uD83D\uDE00",
    "\uD801\uDC00\uD801\uDC28",
    "broken \uD83D half",
    "\uDE00",
    "e\u0301te\u0301 \u0130stanbul STRASSE straße \u03A3\u03A3",
    "a\u0000b\u202Ec",
    "word ".repeat(300)
  };

  private Rows() {}

  static List<Thing> random(int count, long seed) {
    RandomGenerator random = Seed.of(seed).random();
    List<Thing> rows = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      rows.add(
          new Thing(
              "k" + k,
              missing(random) ? null : random.nextGaussian() * 100 + 350,
              random.nextDouble() * 1e6,
              missing(random) ? null : (long) random.nextInt(50),
              missing(random) ? null : random.nextBoolean(),
              missing(random) ? null : REGIONS[random.nextInt(REGIONS.length)],
              new String[] {"low", "mid", "high"}[random.nextInt(3)],
              missing(random) ? null : LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)),
              Instant.ofEpochSecond(1_500_000_000L + random.nextInt(200_000_000)),
              missing(random) ? null : Instant.ofEpochSecond(random.nextInt(1_000_000_000)),
              k % 7 == 3 ? null : NOTES[k % NOTES.length],
              random.nextInt(4),
              random.nextBoolean()));
    }
    return rows;
  }

  /** Rows at serving time: values beyond all that were trained on, and extreme ones. */
  static List<Thing> strange() {
    List<Thing> rows = new ArrayList<>(random(50, 99));
    Thing first = rows.get(0);
    for (double x : new double[] {0.0, -0.0, -0.5, 1e300, Double.MIN_VALUE, 1e-300}) {
      rows.add(
          new Thing(
              "s",
              x,
              x,
              Long.MAX_VALUE,
              true,
              "never seen",
              "other",
              LocalDate.of(-5000, 2, 28),
              Instant.parse("1677-09-22T00:00:00Z"),
              Instant.parse("2262-04-10T00:00:00Z"),
              "",
              1,
              true));
    }
    rows.add(
        new Thing(
            "m", null, 0, null, null, null, "low", null, first.decidedAt(), null, "", 1, false));
    return rows;
  }

  static Table table(List<Thing> rows) {
    return Table.ofRecords(rows, SCHEMA, Thing.class);
  }

  static FittedFeatures fit(Transform transform, List<Thing> rows) {
    return FeatureSpec.over(SCHEMA)
        .add(transform)
        .build()
        .fit(TrainingSet.ofAll(table(rows)), Seed.of(1));
  }

  /** The vector of one record, through the online path. */
  static double[] online(FittedFeatures features, Thing row) {
    RowBuffer buffer = new RowBuffer(SCHEMA);
    RecordBinding.of(SCHEMA, Thing.class).read(row, buffer);
    double[] out = new double[features.features().size()];
    features.apply(buffer, out, 0);
    return out;
  }

  static boolean allFinite(double[] values) {
    return java.util.Arrays.stream(values).allMatch(Double::isFinite);
  }

  static long[] bits(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }

  /** One optional NUMERIC field {@code x} with these values, NaN standing for missing. */
  static Table column(double... values) {
    Schema schema = Schema.builder().numeric("x").optional("x").build();
    var missing = new java.util.BitSet();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        missing.set(i);
      }
    }
    return Table.of(schema, List.of(io.millwright.table.NumericColumn.of(values, missing)));
  }

  static FittedFeatures fit(Transform transform, Table table) {
    return FeatureSpec.over(table.schema())
        .add(transform)
        .build()
        .fit(TrainingSet.ofAll(table), Seed.of(1));
  }

  private static boolean missing(RandomGenerator random) {
    return random.nextInt(8) == 0;
  }
}
