package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("n")
          .integer("i")
          .bool("b")
          .text("t")
          .date("d")
          .timestamp("s", ZoneId.of("Europe/Madrid"))
          .optional("n", "i", "b", "t", "d", "s")
          .build();

  private final Path folder;

  JsonLinesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Table read(String text) throws IOException {
    return JsonLines.read(new StringReader(text), "test.jsonl", SCHEMA);
  }

  @Test
  void read_everyType_givesItsValues() throws IOException {
    Table table =
        read(
            """
            {"s":"2024-07-01T12:00:00","n":-1.5e3,"i":9223372036854775807,"b":true,"t":"a\\nb","d":"2024-02-29","more":{"x":[1,{"n":2}]}}

            {"n":"NaN","t":"","i":null}
            {"n":7}""");
    assertThat(table.rowCount()).isEqualTo(3);
    TableCursor row = table.cursor();
    assertThat(row.number(0)).isEqualTo(-1500.0);
    assertThat(row.integer(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(row.integer(2)).isEqualTo(1);
    assertThat(row.string(3)).isEqualTo("a\nb");
    assertThat(row.integer(4)).isEqualTo(19_782);
    assertThat(row.integer(5))
        .isEqualTo(ComponentReader.nanos(Instant.parse("2024-07-01T10:00:00Z")));
    row.moveTo(1);
    assertThat(row.isMissing(0)).isFalse();
    assertThat(row.number(0)).isNaN();
    assertThat(row.isMissing(1)).isTrue();
    assertThat(row.isMissing(3)).isFalse();
    assertThat(row.moveTo(2).isMissing(3)).isTrue();
  }

  @Test
  void read_badMembersAndLines_areReportedTogetherWithoutValues() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"n":"secret","i":1.5,"b":1,"t":{"n":1},"d":"31/12/2024","s":12}
                    {"n":1,"n":2}
                    [1]
                    {"n":secret}
                    {"n":1} {"n":2}
                    {"i":12345678901234567890,"n":1e999}
                    """))
        .asInstanceOf(InstanceOfAssertFactories.type(TableReadException.class))
        .satisfies(
            e -> {
              assertThat(e.faults())
                  .extracting(f -> f.line() + " " + f.column())
                  .containsExactly(
                      "1 n", "1 i", "1 b", "1 t", "1 d", "1 s", "2 ", "3 ", "4 ", "5 ", "6 i",
                      "6 n");
              assertThat(e.count()).isEqualTo(12);
              assertThat(e.getMessage()).doesNotContain("secret", "31/12");
            });
  }

  @Test
  void read_requiredMember_mustBeThere() {
    Schema schema = Schema.builder().integer("i").text("t").build();
    assertThatThrownBy(
            () ->
                JsonLines.read(new StringReader("{\"i\":1}\n{\"t\":null,\"i\":2}\n"), "x", schema))
        .asInstanceOf(InstanceOfAssertFactories.type(TableReadException.class))
        .satisfies(
            e ->
                assertThat(e.faults())
                    .containsExactly(
                        new CellFault(1, "t", CellReader.REQUIRED),
                        new CellFault(2, "t", CellReader.REQUIRED)));
  }

  @Test
  void read_file_isStrictUtf8AndNamed() throws IOException {
    Path file = folder.resolve("bad.jsonl");
    Files.write(file, new byte[] {'{', '}', '\n', '{', '"', (byte) 0xFF, '"', '}'});
    assertThatThrownBy(() -> JsonLines.read(file, SCHEMA))
        .isInstanceOf(TableReadException.class)
        .hasMessageStartingWith("File bad.jsonl must be UTF-8 text; was not at byte 5 (line 2).");
    Files.writeString(file, "");
    assertThat(JsonLines.read(file, SCHEMA).rowCount()).isZero();
  }

  @Test
  void read_deepAndLongLines_areFaults() {
    assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(100_000)))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("line 1: row must be one JSON object");
    assertThatThrownBy(() -> read("{\"t\":\"" + "x".repeat(1 << 24) + "\"}"))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("must have at most 16777216 characters");
  }
}
