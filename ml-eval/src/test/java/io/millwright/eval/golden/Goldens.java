package io.millwright.eval.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millwright.eval.metric.MetricValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Reference cases from {@code -Dmillwright.goldens=DIR}, by default the bundled copy.
 *
 * <p>A covered operation runs every case it has in the file; an operation that is neither covered
 * nor named as run by another test is a failure.
 */
public final class Goldens {

  /**
   * Computes a case's result: a number, text, boolean, MetricValue, double[], double[][], or a list
   * or map of those; an empty Optional for null and for undefined. An IllegalArgumentException says
   * undefined too.
   */
  public interface Operation {
    Object run(Case golden);
  }

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Goldens() {}

  public static Stream<DynamicTest> tests(
      String file, Map<String, Operation> covered, Set<String> elsewhere) {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> ops = new TreeSet<>();
    for (JsonNode node : read(file)) {
      Case golden = new Case(node);
      ops.add(golden.op());
      Operation operation = covered.get(golden.op());
      if (operation != null) {
        tests.add(DynamicTest.dynamicTest(node.path("id").asText(), () -> golden.check(operation)));
      }
    }
    tests.add(
        DynamicTest.dynamicTest(
            "every operation of " + file + " is covered here or named as covered elsewhere",
            () -> {
              Set<String> known = new TreeSet<>(covered.keySet());
              known.addAll(elsewhere);
              assertThat(known).containsAll(ops);
              assertThat(covered.keySet()).noneMatch(elsewhere::contains);
              assertThat(tests).hasSizeGreaterThan(covered.size());
            }));
    return tests.stream();
  }

  private static JsonNode read(String file) {
    try (InputStream in = open(file)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String file) throws IOException {
    String folder = System.getProperty("millwright.goldens");
    if (folder != null) {
      return Files.newInputStream(Path.of(folder, file));
    }
    InputStream bundled = Goldens.class.getResourceAsStream("/goldens/" + file);
    if (bundled == null) {
      throw new IOException("No bundled golden file " + file + ".");
    }
    return bundled;
  }

  /** One case. */
  public record Case(JsonNode node) {

    public String op() {
      return node.path("op").asText();
    }

    public JsonNode param(String name) {
      return node.path("params").path(name);
    }

    public boolean has(String input) {
      return node.path("input").has(input);
    }

    public JsonNode input(String name) {
      return node.path("input").path(name);
    }

    /** Numbers of a list or of a column of a file. */
    public double[] numbers(String name) {
      JsonNode value = input(name);
      if (value.has("$csv")) {
        return csv(value.path("$csv").asText(), value.path("column").asText());
      }
      return array(value);
    }

    /** The sample weights, or ones. */
    public double[] weights(int rows) {
      if (has("sample_weight")) {
        return numbers("sample_weight");
      }
      double[] ones = new double[rows];
      Arrays.fill(ones, 1);
      return ones;
    }

    /** Labels of a list or of a column, as text. */
    public List<String> labels(String name) {
      JsonNode value = input(name);
      List<String> labels = new ArrayList<>();
      if (value.has("$csv")) {
        for (double d : numbers(name)) {
          labels.add(Long.toString((long) d));
        }
      } else {
        value.forEach(v -> labels.add(v.asText()));
      }
      return labels;
    }

    public double[][] matrix(String name) {
      JsonNode value = input(name);
      double[][] rows = new double[value.size()][];
      Arrays.setAll(rows, i -> array(value.get(i)));
      return rows;
    }

    public boolean isMatrix(String name) {
      return input(name).isArray() && input(name).get(0).isArray();
    }

    void check(Operation operation) {
      JsonNode expected = node.path("expected");
      if (expected.has("undefined")) {
        Object result;
        try {
          result = operation.run(this);
        } catch (IllegalArgumentException refused) {
          return;
        }
        match("", expected, result);
      } else {
        match("", expected, operation.run(this));
      }
    }

    private void match(String where, JsonNode expected, Object actual) {
      if (expected.isObject() && expected.has("undefined")) {
        boolean none =
            actual instanceof MetricValue value
                ? !value.isDefined()
                : actual instanceof Double d
                    ? !Double.isFinite(d)
                    : actual instanceof Optional<?> o && o.isEmpty();
        assertThat(none).as("%s must be undefined; was %s", where, actual).isTrue();
      } else if (expected.isObject()) {
        Map<?, ?> map = (Map<?, ?>) actual;
        assertThat(map.keySet().stream().map(Object::toString))
            .containsExactlyInAnyOrderElementsOf(expected::fieldNames);
        expected
            .properties()
            .forEach(
                e ->
                    match(
                        where + "." + e.getKey(),
                        e.getValue(),
                        java.util.Objects.requireNonNull(map.get(e.getKey()))));
      } else if (expected.isArray()) {
        Object[] items =
            actual instanceof double[] d
                ? Arrays.stream(d).boxed().toArray()
                : actual instanceof double[][] m ? m : ((List<?>) actual).toArray();
        assertThat(items).as("length of %s", where).hasSize(expected.size());
        for (int i = 0; i < items.length; i++) {
          match(where + "[" + i + "]", expected.get(i), items[i]);
        }
      } else if (expected.isNull()) {
        assertThat(actual).as(where).isIn("none", Optional.empty());
      } else if (expected.isBoolean()) {
        assertThat(actual).as(where).isEqualTo(expected.booleanValue());
      } else if (expected.isTextual() && actual instanceof String) {
        assertThat(actual).as(where).isEqualTo(expected.textValue());
      } else {
        number(where, Goldens.number(expected), number(where, actual));
      }
    }

    private static double number(String where, Object actual) {
      if (actual instanceof MetricValue value) {
        assertThat(value.isDefined()).as("%s must be a number; was %s", where, value).isTrue();
        return value.orElse(0);
      }
      return ((Number) actual).doubleValue();
    }

    private void number(String where, double expected, double actual) {
      JsonNode tolerance = node.path("tolerance");
      double allowed =
          tolerance.path("abs").doubleValue()
              + tolerance.path("rel").doubleValue() * Math.abs(expected);
      boolean same =
          Double.compare(expected, actual) == 0
              || expected == actual
              || Math.abs(expected - actual) <= allowed;
      assertThat(same).as("%s must be %s; was %s", where, expected, actual).isTrue();
    }
  }

  private static double[] array(JsonNode list) {
    double[] numbers = new double[list.size()];
    Arrays.setAll(numbers, i -> number(list.get(i)));
    return numbers;
  }

  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return Double.parseDouble(value.asText());
  }

  private static double[] csv(String file, String column) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(open(file)), StandardCharsets.UTF_8))) {
      int position =
          Arrays.asList(java.util.Objects.requireNonNull(in.readLine()).split(",", -1))
              .indexOf(column);
      assertThat(position).as("column " + column + " of " + file).isNotNegative();
      return in.lines().mapToDouble(l -> Double.parseDouble(l.split(",", -1)[position])).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
