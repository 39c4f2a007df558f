package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures of scikit-learn for class weights; the folder is given by -Dmillwright.goldens. */
class ClassWeightsGoldenTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  static Stream<JsonNode> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("class_weights.json").toFile());
    return StreamSupport.stream(all.spliterator(), false);
  }

  @Test
  void operations_areTheseThree() throws IOException {
    Set<String> ops = new TreeSet<>();
    cases().forEach(c -> ops.add(c.path("op").textValue()));
    assertThat(ops)
        .containsExactly("class_weight_balanced", "sample_weight_balanced", "sample_weight_dict");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weights_referenceCase_match(JsonNode c) throws IOException {
    switch (c.path("op").textValue()) {
      case "class_weight_balanced" -> {
        ClassWeights weights = ClassWeights.balanced(column(c));
        List<Double> expected = new ArrayList<>();
        int i = 0;
        for (JsonNode label : c.path("expected").path("classes")) {
          double each = c.path("expected").path("weights").get(i++).doubleValue();
          expected.add(each);
          close(c, each, weights.of(label.asText()));
        }
        assertThat(weights.weights()).hasSameSizeAs(expected);
      }
      case "sample_weight_balanced" -> rows(c, balanced(c));
      case "sample_weight_dict" -> rows(c, ClassWeights.of(given(c)).ofRows(column(c)));
      default -> throw new AssertionError(c);
    }
  }

  private static double[] balanced(JsonNode c) throws IOException {
    JsonNode y = c.path("input").path("y");
    if (!y.path(0).isArray()) {
      List<String> labels = column(c);
      return ClassWeights.balanced(labels).ofRows(labels);
    }
    List<List<String>> columns = new ArrayList<>();
    y.path(0).forEach(first -> columns.add(new ArrayList<>()));
    for (JsonNode row : y) {
      for (int k = 0; k < columns.size(); k++) {
        columns.get(k).add(row.get(k).asText());
      }
    }
    return ClassWeights.balancedRows(columns);
  }

  private static Map<String, Double> given(JsonNode c) {
    Map<String, Double> given = new HashMap<>();
    c.path("params")
        .path("weights")
        .forEach(pair -> given.put(pair.get(0).asText(), pair.get(1).doubleValue()));
    return given;
  }

  private static void rows(JsonNode c, double[] got) {
    JsonNode expected = c.path("expected");
    assertThat(got).hasSize(expected.size());
    for (int i = 0; i < got.length; i++) {
      close(c, expected.get(i).doubleValue(), got[i]);
    }
  }

  private static List<String> column(JsonNode c) throws IOException {
    JsonNode y = c.path("input").path("y");
    List<String> labels = new ArrayList<>();
    if (y.has("$csv")) {
      try (InputStream file = Files.newInputStream(FOLDER.resolve(y.path("$csv").textValue()));
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
        List<String> lines = in.lines().toList();
        int at = List.of(lines.get(0).split(",", -1)).indexOf(y.path("column").textValue());
        lines.stream().skip(1).forEach(l -> labels.add(l.split(",", -1)[at]));
      }
    } else {
      y.forEach(v -> labels.add(v.asText()));
    }
    return labels;
  }

  private static void close(JsonNode c, double expected, double got) {
    double rel = c.path("tolerance").path("rel").doubleValue();
    double abs = c.path("tolerance").path("abs").doubleValue();
    assertThat(got)
        .as("%s", c.path("id"))
        .isCloseTo(expected, offset(abs + rel * Math.abs(expected)));
  }
}
