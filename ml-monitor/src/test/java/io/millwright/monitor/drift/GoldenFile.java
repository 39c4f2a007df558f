package io.millwright.monitor.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Reads reference cases from the folder given by {@code -Dmillwright.goldens}. */
final class GoldenFile {

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  private GoldenFile() {}

  static List<JsonNode> cases(String file) throws IOException {
    JsonNode root = JsonMapper.builder().build().readTree(FOLDER.resolve(file).toFile());
    return StreamSupport.stream(root.spliterator(), false).toList();
  }

  static double number(JsonNode node) {
    return switch (node.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(node.asText());
    };
  }

  static double[] numbers(JsonNode node) {
    if (node.has("$csv")) {
      return column(node.get("$csv").asText(), node.get("column").asText());
    }
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(GoldenFile::number)
        .toArray();
  }

  private static double[] column(String file, String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file))),
                StandardCharsets.UTF_8))) {
      int position = List.of(reader.readLine().split(",", -1)).indexOf(name);
      List<Double> values = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        values.add(Double.parseDouble(line.split(",", -1)[position]));
      }
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
