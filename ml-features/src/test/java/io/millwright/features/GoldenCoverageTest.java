package io.millwright.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation of the transforms' case file is named by a golden test that runs its cases. */
class GoldenCoverageTest {

  @Test
  void transforms_everyOperation_isRunByAGoldenTest() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));
    Set<String> ops = new TreeSet<>();
    for (JsonNode c : new ObjectMapper().readTree(folder.resolve("transforms.json").toFile())) {
      ops.add(c.path("op").textValue());
    }
    assertThat(ops).hasSizeGreaterThanOrEqualTo(35);
    String tests = goldenTests();
    List<String> nowhere = ops.stream().filter(op -> !tests.contains('"' + op + '"')).toList();
    assertThat(nowhere).isEmpty();
  }

  private static String goldenTests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> golden = files.filter(f -> f.toString().endsWith("GoldenTest.java")).toList();
      assertThat(golden).hasSizeGreaterThanOrEqualTo(6);
      return golden.stream().map(GoldenCoverageTest::text).collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
