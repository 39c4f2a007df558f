package io.millwright.llm;

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
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The folder of real data that {@code -Dmillwright.data} names; a test is skipped without it. */
public final class TestData {

  private TestData() {}

  /** A folder of real data. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("millwright.data", "../../shared/data"), name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "Skipped: no real data at " + folder + "; set -Dmillwright.data=DIR.");
    return folder;
  }

  /** The objects of a JSON lines file, plain or gzip. */
  public static List<JsonNode> jsonLines(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(mapper.readTree(line));
      }
    }
    return lines;
  }
}
