package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.eda.AssociationValue.Measured;
import io.millwright.schema.Schema;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases of Pearson and Spearman; the README of the folder defines both. */
class AssociationsGoldenTest {

  private static final List<String> COVERED = List.of("pearson", "spearman");

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  static Stream<JsonNode> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("stats_drift.json").toFile());
    List<JsonNode> covered =
        StreamSupport.stream(all.spliterator(), false)
            .filter(c -> COVERED.contains(c.path("op").asText()))
            .toList();
    assertThat(covered).extracting(c -> c.path("op").asText()).containsAll(COVERED);
    return covered.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void correlation_referenceCase_isMatched(JsonNode c) {
    Table table =
        Table.of(
            Schema.builder().numeric("x").numeric("y").build(),
            List.of(NumericColumn.of(numbers(c, "x")), NumericColumn.of(numbers(c, "y"))));
    AssociationMeasure measure =
        c.path("op").asText().equals("pearson")
            ? AssociationMeasure.PEARSON
            : AssociationMeasure.SPEARMAN;
    AssociationValue value =
        Associations.of(table, o -> o.rows(Integer.MAX_VALUE)).between("x", "y").value(measure);
    JsonNode expected = c.path("expected");
    if (expected.path("statistic").asText().equals("NaN")) {
      assertThat(value)
          .isEqualTo(new AssociationValue.Undefined(measure, "'x' has one value in these rows"));
      return;
    }
    Measured measured = (Measured) value;
    matches(measured.value(), c, "statistic");
    matches(measured.pValue().orElseThrow(), c, "pvalue");
  }

  private static double[] numbers(JsonNode c, String name) {
    return StreamSupport.stream(c.path("input").path(name).spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static void matches(double actual, JsonNode c, String name) {
    double expected = c.path("expected").path(name).doubleValue();
    double rel = c.path("tolerance").path("rel").doubleValue();
    double abs = c.path("tolerance").path("abs").doubleValue();
    assertThat(Math.abs(actual - expected))
        .as("%s %s: expected %s, was %s", c.path("id").asText(), name, expected, actual)
        .isLessThanOrEqualTo(abs + rel * Math.abs(expected));
  }
}
