package io.millwright.features.window;

import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.leadOffline;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of lag, rolling, rolling_time, expanding and ewm. The folder is given by
 * {@code -Dmillwright.goldens}; its README defines each operation. NaN of a case is a missing
 * value. Cases without times get one row an hour.
 */
class WindowsGoldenTest {

  private static final Map<String, Integer> COVERED =
      Map.of("lag", 22, "rolling", 120, "rolling_time", 120, "expanding", 40, "ewm", 60);

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  private static final Schema SCHEMA =
      Schema.builder()
          .eventTime("at", ZoneOffset.UTC)
          .categorical("series")
          .numeric("x")
          .optional("x")
          .build();

  static Stream<Case> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("transforms.json").toFile());
    return StreamSupport.stream(all.spliterator(), false)
        .filter(c -> COVERED.containsKey(c.path("op").textValue()))
        .map(Case::new);
  }

  record Case(JsonNode json) {
    String op() {
      return json.path("op").textValue();
    }

    JsonNode param(String name) {
      return json.path("params").path(name);
    }

    JsonNode input(String name) {
      return json.path("input").path(name);
    }

    @Override
    public String toString() {
      return json.path("id").textValue();
    }
  }

  @Test
  void cases_ofTheBundledFile_areAllThere() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    cases().forEach(c -> counts.merge(c.op(), 1, Integer::sum));
    assertThat(counts.keySet()).isEqualTo(new TreeMap<>(COVERED).keySet());
    if (System.getProperty("millwright.goldens") == null) {
      assertThat(counts).isEqualTo(new TreeMap<>(COVERED));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void window_referenceCase_matches(Case c) {
    WindowSpec spec = WindowSpec.over(SCHEMA).perEntity("series").add(feature(c)).build();
    Table widened = spec.apply(table(c));
    JsonNode expected = c.json.path("expected");
    assertThat(widened.rowCount()).isEqualTo(expected.size());
    for (int row = 0; row < expected.size(); row++) {
      boolean missing = widened.columns().get(3).isMissing(row);
      matches(
          c, missing ? Double.NaN : widened.columns().get(3).number(row), expected.get(row), row);
    }
  }

  private static void matches(Case c, double actual, JsonNode expected, int row) {
    double e = number(expected);
    double rel = c.json.path("tolerance").path("rel").doubleValue();
    double abs = c.json.path("tolerance").path("abs").doubleValue();
    boolean ok =
        Double.isNaN(e)
            ? Double.isNaN(actual)
            : actual == e
                || (Double.isFinite(e) && Math.abs(actual - e) <= abs + rel * Math.abs(e));
    assertThat(ok).as("%s row %s: expected %s, was %s", c, row, e, actual).isTrue();
  }

  private static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  private static Table table(Case c) {
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < c.input("x").size(); i++) {
      row.clear();
      JsonNode times = c.input("times");
      long millis = times.isArray() ? times.get(i).longValue() : 3_600_000L * i;
      row.setInteger(0, millis * 1_000_000);
      JsonNode group = c.input("group");
      row.setString(1, group.isArray() ? group.get(i).asText() : "");
      double x = number(c.input("x").get(i));
      if (!Double.isNaN(x)) {
        row.setNumber(2, x);
      }
      builder.add(row);
    }
    return builder.build();
  }

  private static WindowFeature feature(Case c) {
    return switch (c.op()) {
      case "lag" -> lagged(c.param("k").intValue());
      case "rolling" -> closed(c, rolled(c, rolling("x", rows(c.param("window").intValue()))));
      case "rolling_time" ->
          closed(c, rolled(c, rolling("x", Duration.ofMillis(c.param("window_ms").longValue()))));
      case "expanding" -> expanded(c);
      case "ewm" -> weighted(c).closedRight();
      default -> throw new AssertionError(c.op());
    };
  }

  private static WindowFeature lagged(int k) {
    return k > 0 ? lag("x", k) : leadOffline("x", -k);
  }

  private static WindowFeature closed(Case c, WindowFeature feature) {
    String closed = c.param("closed").textValue();
    assertThat(List.of("left", "right")).contains(closed);
    return closed.equals("right") ? feature.closedRight() : feature;
  }

  private static WindowFeature rolled(Case c, Rolling window) {
    Rolling least = window.minPeriods(c.param("min_periods").intValue());
    return switch (c.param("stat").textValue()) {
      case "mean" -> least.mean();
      case "std" -> least.std();
      case "min" -> least.min();
      case "max" -> least.max();
      case "sum" -> least.sum();
      case "count" -> least.count();
      case "median" -> least.median();
      default -> throw new AssertionError(c.param("stat"));
    };
  }

  private static WindowFeature expanded(Case c) {
    Expanding least = expanding("x").minPeriods(c.param("min_periods").intValue());
    WindowFeature feature =
        switch (c.param("stat").textValue()) {
          case "mean" -> least.mean();
          case "std" -> least.std();
          case "min" -> least.min();
          case "max" -> least.max();
          case "sum" -> least.sum();
          default -> throw new AssertionError(c.param("stat"));
        };
    assertThat(c.param("shift").intValue()).isBetween(0, 1);
    return c.param("shift").intValue() == 0 ? feature.closedRight() : feature;
  }

  private static WindowFeature weighted(Case c) {
    Ewm ewm = ewm("x");
    ewm = c.param("adjust").booleanValue() ? ewm : ewm.recursive();
    ewm = c.param("ignore_na").booleanValue() ? ewm.ignoringMissing() : ewm;
    if (c.param("span").isNumber()) {
      return ewm.span(c.param("span").doubleValue());
    }
    return c.param("halflife").isNumber()
        ? ewm.halflife(c.param("halflife").doubleValue())
        : ewm.alpha(c.param("alpha").doubleValue());
  }
}
