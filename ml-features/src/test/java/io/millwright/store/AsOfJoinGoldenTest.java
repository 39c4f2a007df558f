package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.join.AsOfJoin;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases of as-of joins; their times are milliseconds. */
class AsOfJoinGoldenTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));
  private static final long MILLI = 1_000_000;

  record Case(JsonNode json) {
    JsonNode input(String name) {
      return json.path("input").path(name);
    }

    JsonNode param(String name) {
      return json.path("params").path(name);
    }

    @Override
    public String toString() {
      return json.path("id").textValue();
    }
  }

  static Stream<Case> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("transforms.json").toFile());
    List<Case> cases =
        StreamSupport.stream(all.spliterator(), false)
            .filter(c -> c.path("op").textValue().equals("asof_join"))
            .map(Case::new)
            .toList();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(36);
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void join_referenceCase_matches(Case c) {
    Table left = table(c, "left", false);
    Table right = table(c, "right", true);
    AsOfJoin join =
        switch (c.param("direction").textValue()) {
          case "backward" -> AsOfJoin.backward();
          case "forward" -> AsOfJoin.forward();
          default -> AsOfJoin.nearest();
        };
    if (!c.param("tolerance").isNull()) {
      join = join.within(Duration.ofMillis(c.param("tolerance").longValue()));
    }
    if (!c.param("allow_exact_matches").booleanValue()) {
      join = join.withoutExactMatches();
    }
    int[] rows = join.rows(left, right);
    Table joined = join.table(left, right);
    JsonNode index = c.json().path("expected").path("index");
    JsonNode value = c.json().path("expected").path("value");
    assertThat(rows).hasSize(index.size());
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i]).as("row %d", i).isEqualTo(index.get(i).asInt(-1));
      assertThat(joined.column("value").isMissing(i)).isEqualTo(value.get(i).isNull());
      if (!value.get(i).isNull()) {
        assertThat(joined.column("value").number(i)).isEqualTo(value.get(i).doubleValue());
      }
    }
  }

  private static Table table(Case c, String side, boolean values) {
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    JsonNode times = c.input(side + "_time");
    long[] nanos = new long[times.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = times.get(i).longValue() * MILLI;
    }
    schema.eventTime("time", ZoneOffset.UTC);
    columns.add(LongColumn.of(FieldType.TIMESTAMP, nanos, new BitSet()));
    if (!c.input(side + "_key").isNull()) {
      schema.key("key");
      List<String> keys = new ArrayList<>();
      c.input(side + "_key").forEach(key -> keys.add(key.asText()));
      columns.add(TextColumn.of(new ArrayList<>(keys)));
    }
    if (values) {
      schema.numeric("value");
      double[] numbers = new double[nanos.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = c.input("right_value").get(i).doubleValue();
      }
      columns.add(NumericColumn.of(numbers));
    }
    return Table.of(schema.build(), columns);
  }
}
