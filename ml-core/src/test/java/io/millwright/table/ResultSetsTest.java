package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Against H2 in memory. */
class ResultSetsTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  private static Table query(String sql, Schema schema) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      return ResultSets.read(results, schema);
    }
  }

  @Test
  void read_everyType_givesItsValuesAndNulls() throws SQLException {
    Schema schema =
        Schema.builder()
            .numeric("n")
            .integer("i")
            .integer("m")
            .bool("b")
            .categorical("c")
            .date("d")
            .timestamp("s", MADRID)
            .timestamp("z", MADRID)
            .optional("n", "i", "m", "b", "c", "d", "s", "z")
            .build();
    Table table =
        query(
            """
            SELECT CAST(0.1 AS DOUBLE) n, CAST(9223372036854775807 AS BIGINT) i,
              CAST(12 AS DECIMAL(9, 2)) m, TRUE b, '' c, DATE '1969-12-31' d,
              TIMESTAMP '2024-10-27 02:30:00' s,
              TIMESTAMP WITH TIME ZONE '2024-10-27 02:30:00+01:00' z, 5 other
            UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            """,
            schema);
    TableCursor row = table.cursor();
    assertThat(row.number(0)).isEqualTo(0.1);
    assertThat(row.integer(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(row.integer(2)).isEqualTo(12);
    assertThat(row.integer(3)).isEqualTo(1);
    assertThat(row.isMissing(4)).isFalse();
    assertThat(row.integer(5)).isEqualTo(LocalDate.of(1969, 12, 31).toEpochDay());
    assertThat(row.integer(6))
        .isEqualTo(ComponentReader.nanos(Instant.parse("2024-10-27T00:30:00Z")));
    assertThat(row.integer(7))
        .isEqualTo(ComponentReader.nanos(Instant.parse("2024-10-27T01:30:00Z")));
    for (int i = 0; i < 8; i++) {
      assertThat(row.moveTo(1).isMissing(i)).isTrue();
    }
  }

  @Test
  void read_badCells_areReportedByRow() {
    Schema schema = Schema.builder().integer("i").numeric("n").timestamp("s", MADRID).build();
    assertThatThrownBy(
            () ->
                query(
                    """
                    SELECT CAST(1.5 AS DECIMAL(9, 2)) i, '1' n, TIMESTAMP '2024-03-31 02:30:00' s
                    UNION ALL SELECT NULL, 'secret', TIMESTAMP '2024-03-31 03:30:00'
                    """,
                    schema))
        .asInstanceOf(InstanceOfAssertFactories.type(TableReadException.class))
        .satisfies(
            e -> {
              assertThat(e.faults())
                  .extracting(f -> f.line() + " " + f.column())
                  .containsExactly("1 i", "1 s", "2 i", "2 n");
              assertThat(e.getMessage()).doesNotContain("secret");
            });
  }

  @Test
  void read_columnsNotThere_areAllListed() {
    Schema schema = Schema.builder().integer("a").integer("b").integer("c").build();
    assertThatThrownBy(() -> query("SELECT 1 A, 2 \"b\", 3 \"B\"", schema))
        .asInstanceOf(InstanceOfAssertFactories.type(SchemaMismatchException.class))
        .satisfies(
            e ->
                assertThat(e.mismatches())
                    .containsExactly("Field 'c' must have one column; the result has none."));
  }
}
