package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  private final Path folder;

  CsvTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Table read(String text, Schema schema, CsvOptions options) {
    return Csv.read(new StringReader(text), "test.csv", schema, options);
  }

  private static Table read(String text, Schema schema) {
    return read(text, schema, CsvOptions.ofDefaults());
  }

  private static List<CellFault> faults(String text, Schema schema, CsvOptions options) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            TableReadException.class, () -> read(text, schema, options))
        .faults();
  }

  private static List<String> strings(Table table, String field) {
    List<String> all = new ArrayList<>();
    Column column = table.column(field);
    for (int i = 0; i < table.rowCount(); i++) {
      all.add(column.isMissing(i) ? "<missing>" : column.string(i));
    }
    return all;
  }

  @Test
  void read_everyType_givesItsValues() {
    Schema schema =
        Schema.builder()
            .numeric("n")
            .integer("i")
            .bool("b")
            .categorical("c")
            .text("t")
            .date("d")
            .timestamp("s", MADRID)
            .build();
    Table table =
        read(
            """
            s,t,c,d,b,i,n,other
            2024-07-01 12:00:00,"a ""b"", c",x,2024-02-29,TRUE,-9223372036854775808,1.5e3,z
            2024-01-01T12:00:00+05:30,"two
            lines",y,1969-12-31,0,+7, -.5 ,
            """,
            schema);
    TableCursor row = table.cursor().moveTo(0);
    assertThat(row.number(0)).isEqualTo(1500.0);
    assertThat(row.integer(1)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.integer(2)).isEqualTo(1);
    assertThat(row.string(3)).isEqualTo("x");
    assertThat(row.string(4)).isEqualTo("a \"b\", c");
    assertThat(row.integer(5)).isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay());
    assertThat(row.integer(6)).isEqualTo(nanos("2024-07-01T10:00:00Z"));
    row.moveTo(1);
    assertThat(row.number(0)).isEqualTo(-0.5);
    assertThat(row.string(4)).isEqualTo("two\nlines");
    assertThat(row.integer(5)).isEqualTo(-1);
    assertThat(row.integer(6)).isEqualTo(nanos("2024-01-01T06:30:00Z"));
  }

  private static long nanos(String instant) {
    return ComponentReader.nanos(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void read_eachSeparator_isFound(char separator) {
    String text = "a,b,c\n1,\"x,;|\ty\",3\n4,z,6\n".replace(",", String.valueOf(separator));
    Schema schema = Schema.builder().integer("a").text("b").integer("c").build();
    assertThat(strings(read(text, schema), "b")).hasSize(2).element(1).isEqualTo("z");
  }

  @Test
  void read_crlfAndByteOrderMark_areNoPartOfCells() throws IOException {
    Path file = folder.resolve("bom.csv");
    Files.write(file, "\uFEFFa,b\r\nx,1\r\ny,2\r\n".getBytes(StandardCharsets.UTF_8));
    Schema schema = Schema.builder().categorical("a").integer("b").build();
    assertThat(strings(Csv.read(file, schema), "a")).containsExactly("x", "y");
    Files.write(file, "\uFEFFa,b\r\nñ,1\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(strings(Csv.read(file, schema), "a")).containsExactly("ñ");
  }

  @Test
  void read_gzipUnderAnyName_isUnpacked() throws IOException {
    Path file = folder.resolve("data.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Csv.read(file, Schema.builder().integer("a").build()).rowCount()).isEqualTo(2);
  }

  @Test
  void read_missingForms_dependOnTheType() {
    Schema schema =
        Schema.builder().text("t").numeric("n").integer("i").optional("t", "n", "i").build();
    Table table = read("t,n,i\n,,\n\"\",\"\",\"\"\n , , \n?,?,?\nNaN,NaN,NaN\nNA,NA,N/A\n", schema);
    assertThat(strings(table, "t")).containsExactly("<missing>", "", " ", "?", "NaN", "NA");
    assertThat(table.column("n").missingCount()).isEqualTo(5);
    assertThat(table.column("n").isMissing(4)).isFalse();
    assertThat(table.column("n").number(4)).isNaN();
    assertThat(table.column("i").missingCount()).isEqualTo(6);
    Table told =
        read(
            "t,n,i\nx, NaN,1\n\"\",2,-999\n?,3,4\n",
            schema,
            CsvOptions.builder().missing("?", "NaN", "-999").quotedEmptyIsMissing().build());
    assertThat(strings(told, "t")).containsExactly("x", "<missing>", "<missing>");
    assertThat(told.column("n").isMissing(0)).isTrue();
    assertThat(told.column("i").isMissing(1)).isTrue();
  }

  @Test
  void read_manyBadCells_areReportedTogetherWithoutValues() {
    Schema schema =
        Schema.builder().numeric("n").integer("i").bool("b").date("d").optional("n").build();
    String text =
        """
        n,i,b,d
        1,2,true,2024-01-01
        secret,2.5,maybe,2023-02-29
        ,,true,2024-01-01
        1,2,true
        1,99999999999999999999,false,31/12/2023
        """;
    assertThatThrownBy(() -> read(text, schema))
        .asInstanceOf(InstanceOfAssertFactories.type(TableReadException.class))
        .satisfies(
            e -> {
              assertThat(e.count()).isEqualTo(8);
              assertThat(e.code()).isEqualTo("table-read");
              assertThat(e.faults())
                  .extracting(f -> f.line() + " " + f.column())
                  .containsExactly("3 n", "3 i", "3 b", "3 d", "4 i", "5 ", "6 i", "6 d");
              assertThat(e.faults().get(5).reason())
                  .isEqualTo("must have 4 cells like the header; had 3");
              assertThat(e.getMessage())
                  .startsWith("Cells of test.csv must fit their columns; 8 do not:")
                  .doesNotContain("secret", "maybe", "31/12");
            });
  }

  @Test
  void read_moreFaultsThanShown_countsAll() {
    String text = "i\n" + "x\n".repeat(250);
    assertThatThrownBy(() -> read(text, Schema.builder().integer("i").build()))
        .asInstanceOf(InstanceOfAssertFactories.type(TableReadException.class))
        .satisfies(
            e -> {
              assertThat(e.count()).isEqualTo(250);
              assertThat(e.faults()).hasSize(100).last().hasFieldOrPropertyWithValue("line", 101L);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0x10", "1d", "1f", "1e", "1e+", "--1", "1.2.3", "1_000", "'1,5'", "1 2", ".", "e5", "1e999",
    "NaNa"
  })
  void read_whatIsNoDecimalNumber_isAFault(String cell) {
    assertThat(
            faults(
                "n,m\n\"" + cell + "\",1\n",
                Schema.builder().numeric("n").build(),
                CsvOptions.ofDefaults()))
        .singleElement()
        .hasFieldOrPropertyWithValue("reason", CellReader.NO_NUMBER);
  }

  @Test
  void read_decimalComma_readsCommaAndRefusesPoint() {
    Schema schema = Schema.builder().numeric("n").build();
    CsvOptions comma = CsvOptions.builder().decimalComma().build();
    assertThat(read("n;m\n1,25;0\n-3;0\n", schema, comma).column("n").number(0)).isEqualTo(1.25);
    assertThat(faults("n;m\n1.25;0\n", schema, comma)).hasSize(1);
  }

  @Test
  void read_localTimeInAGap_isAFaultUnlessShifted() {
    Schema schema = Schema.builder().timestamp("s", MADRID).build();
    String text = "s\n2024-03-31 02:30:00\n";
    assertThat(faults(text, schema, CsvOptions.ofDefaults()))
        .singleElement()
        .satisfies(
            f -> assertThat(f.reason()).contains("Europe/Madrid", "skipped by a clock change"));
    Table shifted = read(text, schema, CsvOptions.builder().shiftGaps().build());
    assertThat(shifted.column("s").integer(0)).isEqualTo(nanos("2024-03-31T01:30:00Z"));
  }

  @Test
  void read_localTimeThatOccursTwice_isTheEarlier() {
    Schema schema = Schema.builder().timestamp("s", MADRID).build();
    Table table = read("s\n2024-10-27 02:30:00\n2024-10-27T02:30:00+01:00\n", schema);
    assertThat(table.column("s").integer(0)).isEqualTo(nanos("2024-10-27T00:30:00Z"));
    assertThat(table.column("s").integer(1)).isEqualTo(nanos("2024-10-27T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06,2024-05-06T00:00:00Z",
    "2024-05-06T07:08,2024-05-06T07:08:00Z",
    "2024-05-06 07:08:09.123456789,2024-05-06T07:08:09.123456789Z",
    "2024-05-06T07:08:09.5-0330,2024-05-06T10:38:09.5Z",
    "2024-05-06t07:08:09z,2024-05-06T07:08:09Z",
    "2024-05-06T07:08:09+02,2024-05-06T05:08:09Z",
    "2024-05-06T07:08:09+02:00[Europe/Madrid],2024-05-06T05:08:09Z",
    "1677-09-21T00:12:43.145224192Z,1677-09-21T00:12:43.145224192Z",
    "2262-04-11T23:47:16.854775807Z,2262-04-11T23:47:16.854775807Z"
  })
  void read_isoTimestamps_giveTheInstant(String cell, String instant) {
    Schema schema = Schema.builder().timestamp("s", ZoneId.of("UTC")).build();
    assertThat(read("s,t\n" + cell + ",1\n", schema).column("s").integer(0))
        .isEqualTo(nanos(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-5-6", "2024-13-01", "2024-02-30 00:00:00", "2024-05-06 24:00:00",
        "2024-05-06 07:60:00", "2024-05-06 07:08:60", "2024-05-06 7:08:00", "2024-05-06T07:08:09+",
        "2024-05-06T07:08:09+2", "2024-05-06T07:08:09.", "2024-05-06X07:08:09", "1715000000",
        "2024-05-06T07:08:09+99:00", "1500-01-01", "2024-05-06T07:08:09 Z Z", "2024-05-06T"
      })
  void read_whatIsNoTimestamp_isAFault(String cell) {
    Schema schema = Schema.builder().timestamp("s", ZoneId.of("UTC")).build();
    assertThat(faults("s,t\n" + cell + ",1\n", schema, CsvOptions.ofDefaults())).hasSize(1);
  }

  @Test
  void read_pattern_isResolvedStrictly() {
    Schema schema = Schema.builder().date("d").timestamp("s", MADRID).build();
    CsvOptions options =
        CsvOptions.builder().pattern("d", "d/M/yyyy").pattern("s", "dd MMM yyyy HH:mm").build();
    Table table = read("d,s\n9/2/2024,06 May 2024 07:08\n", schema, options);
    assertThat(table.column("d").integer(0)).isEqualTo(LocalDate.of(2024, 2, 9).toEpochDay());
    assertThat(table.column("s").integer(0)).isEqualTo(nanos("2024-05-06T05:08:00Z"));
    assertThat(faults("d,s\n31/2/2024,06 May 2024 07:08\n", schema, options)).hasSize(1);
  }

  @Test
  void read_fieldsWithoutColumn_areAllListed() {
    Schema schema = Schema.builder().integer("a").integer("b").integer("c").build();
    assertThatThrownBy(() -> read("b,x\n1,2\n", schema))
        .asInstanceOf(InstanceOfAssertFactories.type(SchemaMismatchException.class))
        .satisfies(
            e ->
                assertThat(e.mismatches())
                    .containsExactly(
                        "Field 'a' must have a column; the file has none.",
                        "Field 'c' must have a column; the file has none."));
  }

  @Test
  void read_headerOnly_givesNoRows() {
    assertThat(read("a,b\n", Schema.builder().integer("a").build()).rowCount()).isZero();
  }

  @Test
  void read_headerOfTheOptions_takesTheFirstLineAsRow() {
    CsvOptions options = CsvOptions.builder().header(List.of("a", "b")).build();
    assertThat(read("1\t2\n3\t4\n", Schema.builder().integer("b").build(), options).rowCount())
        .isEqualTo(2);
  }

  @Test
  void read_oneOptionalColumn_takesBlankLinesAsMissing() {
    Schema optional = Schema.builder().integer("a").optional("a").build();
    assertThat(read("a\n1\n\n2\n\n", optional).column("a").missingCount()).isEqualTo(2);
    assertThat(read("a\n1\n\n2\n\n", Schema.builder().integer("a").build()).rowCount())
        .isEqualTo(2);
  }

  @Test
  void read_withoutQuotes_takesQuotesAsText() {
    CsvOptions options = CsvOptions.builder().separator('\t').withoutQuotes().build();
    Table table = read("a\tb\n\"x\ty\"\n", Schema.builder().text("a").build(), options);
    assertThat(strings(table, "a")).containsExactly("\"x");
  }

  @Test
  void read_progress_endsAtTheSizeOfTheFile() throws IOException {
    Path file = folder.resolve("big.csv");
    Files.writeString(file, "a\n" + "1234567\n".repeat(400_000));
    List<Long> told = new ArrayList<>();
    CsvOptions options =
        CsvOptions.builder()
            .progress(
                (step, done, total) -> {
                  assertThat(step).isEqualTo("reading big.csv");
                  assertThat(total).isEqualTo(3_200_002);
                  told.add(done);
                })
            .build();
    assertThat(Csv.read(file, Schema.builder().integer("a").build(), options).rowCount())
        .isEqualTo(400_000);
    assertThat(told).isSorted().hasSizeGreaterThan(2).last().isEqualTo(3_200_002L);
  }

  @Test
  void options_settingTwice_isRefused() {
    assertThatThrownBy(() -> CsvOptions.builder().separator(';').separator(','))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("separator must be set once; was set before.");
    assertThat(
            CsvOptions.builder().separator(';').build().edit().separator(',').build().separator())
        .contains(',');
  }

  @Test
  void options_type_isOnlyForInference() {
    CsvOptions options = CsvOptions.builder().type("a", FieldType.TEXT).build();
    assertThat(Csv.infer(new StringReader("a\n1\n"), "x", options).schema().field("a").type())
        .isEqualTo(FieldType.TEXT);
  }
}
