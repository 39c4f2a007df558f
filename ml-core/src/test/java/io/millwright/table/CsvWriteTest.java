package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FloatingPointLiteralPrecision") // meant: literals that round
class CsvWriteTest {

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "a,b",
          "a;b",
          "\"",
          "\"\"",
          "x\"y",
          "line\nfeed",
          "cr\rlf\r\n",
          "\t",
          " lead",
          "trail ",
          "?",
          "NA",
          "null",
          "NaN",
          "ñandú",
          "😀",
          "\uFEFF",
          "#",
          "a|b",
          "\0",
          "0123");
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    1.0 / 3,
    1e22,
    1e23,
    5e-324,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    9007199254740993.0,
    2.2250738585072014E-308
  };

  private final Path folder;

  CsvWriteTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void write_anyTable_readsBackEqual(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    Schema schema =
        Schema.builder()
            .numeric("a, \"number\"")
            .integer("i;j")
            .bool(" b ")
            .categorical("c\nd")
            .text("t")
            .date("d")
            .timestamp("s", ZoneId.of("America/New_York"))
            .optional("a, \"number\"", "i;j", " b ", "c\nd", "t", "d", "s")
            .build();
    Table table = table(schema, random, 300);
    Path file = folder.resolve("table.csv");
    Csv.write(table, file);
    Table back = Csv.read(file, schema);
    assertThat(back).isEqualTo(table);
    assertThat(back.fingerprint()).isEqualTo(table.fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NUMERIC", "INTEGER", "BOOLEAN", "CATEGORICAL", "TEXT", "DATE"})
  void write_oneColumn_readsBackEqual(String type) {
    Schema schema =
        Schema.builder()
            .add(
                new Field(
                    "only",
                    io.millwright.schema.FieldType.valueOf(type),
                    io.millwright.schema.Role.FEATURE,
                    true,
                    java.util.Optional.empty(),
                    java.util.Optional.empty()))
            .build();
    Table table = table(schema, Seed.of(9).random(), 60);
    Path file = folder.resolve("one.csv");
    Csv.write(table, file);
    assertThat(Csv.read(file, schema)).isEqualTo(table);
  }

  private static Table table(Schema schema, RandomGenerator random, int rows) {
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < rows; i++) {
      row.clear();
      for (int f = 0; f < schema.fields().size(); f++) {
        if (random.nextInt(5) > 0) {
          fill(row, f, random);
        }
      }
      builder.add(row);
    }
    return builder.build();
  }

  private static void fill(RowBuffer row, int field, RandomGenerator random) {
    switch (row.schema().fields().get(field).type()) {
      case NUMERIC ->
          row.setNumber(
              field,
              random.nextBoolean()
                  ? DOUBLES[random.nextInt(DOUBLES.length)]
                  : canonical(Double.longBitsToDouble(random.nextLong())));
      case INTEGER, TIMESTAMP -> row.setInteger(field, random.nextLong());
      case BOOLEAN -> row.setInteger(field, random.nextInt(2));
      case DATE -> row.setInteger(field, random.nextInt(4_000_000) - 1_000_000);
      case CATEGORICAL, TEXT -> row.setString(field, NASTY.get(random.nextInt(NASTY.size())));
    }
  }

  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  @Test
  void write_overAFile_replacesItAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    Schema schema = Schema.builder().integer("a").build();
    RowBuffer row = new RowBuffer(schema);
    row.setInteger(0, 7);
    Csv.write(Table.builder(schema).add(row).build(), file);
    assertThat(file).hasContent("a\n7\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_halfASurrogatePair_leavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    Schema schema = Schema.builder().text("a").build();
    RowBuffer row = new RowBuffer(schema);
    row.setString(0, "\uD800");
    Table table = Table.builder(schema).add(row).build();
    assertThatThrownBy(() -> Csv.write(table, file)).isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_intoNoFolder_isRefused() {
    Table table = Table.builder(Schema.builder().text("a").build()).build();
    assertThatThrownBy(() -> Csv.write(table, folder.resolve("no/t.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must exist");
  }
}
