package io.millwright.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleDirectoryHostileTest {

  private final Path temp;
  private final Path directory;

  BundleDirectoryHostileTest(@TempDir Path temp) {
    this.temp = temp;
    directory = temp.resolve("bundle");
    Bundles.small().writeDirectory(directory);
  }

  @Test
  void open_absent_refused() {
    assertThat(codes(temp.resolve("nothing"))).containsExactly("bundle-missing");
  }

  @Test
  void open_noManifest_refused() throws IOException {
    Files.delete(directory.resolve("manifest.json"));
    assertThat(codes(directory)).containsExactly("manifest-missing");
  }

  @Test
  void open_partMissing_refused() throws IOException {
    Files.delete(directory.resolve("model.json"));
    assertThat(codes(directory)).containsExactly("part-missing");
  }

  @Test
  void open_severalFaults_reportedTogether() throws IOException {
    Files.delete(directory.resolve("card.md"));
    Files.writeString(directory.resolve("model.json"), "{\"weights\":[1,2,4]}");
    Files.writeString(directory.resolve("evaluation.json"), "{}");
    Files.writeString(directory.resolve("evil.sh"), "x");
    Files.createDirectory(directory.resolve("sub"));
    ArtifactException refused = refused(directory);
    assertThat(refused.faults().stream().map(ArtifactFault::code))
        .containsExactly(
            "part-kind", "part-missing", "part-size", "part-digest", "part-undeclared");
    assertThat(refused).hasMessageStartingWith("The bundle has 5 faults:\n- Every entry");
    assertThat(refused.code()).isEqualTo("part-kind");
  }

  @Test
  void open_linkInPlaceOfPart_refusedEvenIfTheContentIsRight() throws IOException {
    Path model = directory.resolve("model.json");
    Path outside = Files.move(model, temp.resolve("outside.json"));
    Files.createSymbolicLink(model, outside);
    assertThat(codes(directory)).containsExactly("part-kind", "part-missing");
  }

  @Test
  void open_linkInPlaceOfManifest_refused() throws IOException {
    Path manifest = directory.resolve("manifest.json");
    Path outside = Files.move(manifest, temp.resolve("outside.json"));
    Files.createSymbolicLink(manifest, outside);
    assertThat(codes(directory)).containsExactly("manifest-missing", "part-kind");
  }

  @Test
  void open_fewerThanTheLimits_accepted_oneMore_refused() throws IOException {
    long total = 30;
    assertThat(ModelBundle.open(directory, new Limits(total, 19, 3, 4096)).parts()).hasSize(3);
    for (Limits tight :
        List.of(
            new Limits(total - 1, 19, 3, 4096),
            new Limits(total, 18, 3, 4096),
            new Limits(total, 19, 2, 4096))) {
      assertThat(codes(directory, tight)).containsExactly("limit-exceeded");
    }
    int manifest = (int) Files.size(directory.resolve("manifest.json"));
    assertThat(ModelBundle.open(directory, new Limits(total, 19, 3, manifest))).isNotNull();
    assertThat(codes(directory, new Limits(total, 19, 3, manifest - 1)))
        .containsExactly("manifest-too-large");
  }

  @Test
  void open_declaredSizesOverflowALong_refused() throws IOException {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 1100; i++) { // 1,100 × (2^53 − 1) is above 2^63
      parts.append(",{\"name\":\"z").append(1000 + i).append("\",\"size\":9007199254740991");
      parts.append(",\"sha256\":\"").append("0".repeat(64)).append("\"}");
    }
    writeManifest(manifest().replace("}]}", "}" + parts + "]}"));
    assertThat(codes(directory)).containsExactly("limit-exceeded");
    assertThat(codes(directory, new Limits(Long.MAX_VALUE, Long.MAX_VALUE, 2000, 1 << 20)))
        .containsExactly("limit-exceeded");
  }

  @Test
  void open_manyExtraFiles_refusedWithoutListingAll() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(directory.resolve("extra" + i), "x");
    }
    assertThat(codes(directory, new Limits(1000, 1000, 4, 4096))).containsExactly("limit-exceeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model.json",
        "/etc/passwd",
        "a/b.json",
        "a\\\\b.json",
        "..\\\\model.json",
        "C:model.json",
        "C:\\\\model.json",
        "model\\u0000.json",
        "..",
        ".",
        "",
        ".hidden",
        "manifest.json",
        "MANIFEST.JSON",
        "nul",
        "COM1.txt",
        "model.",
        "modèle.json",
        "-rf",
        "a b"
      })
  void open_hostilePartName_refused(String name) throws IOException {
    writeManifest(manifest().replace("\"name\":\"model.json\"", "\"name\":\"" + name + "\""));
    ArtifactException refused = refused(directory);
    assertThat(refused.code()).isEqualTo("part-name");
    assertThat(refused).hasMessageMatching("(?s)[ -~…]*");
  }

  static Stream<Arguments> damagedManifests() {
    return Stream.of(
        change("{\"formatVersion\":1", "{\"formatVersion\":2", "format-version"),
        change("{\"formatVersion\":1", "{\"formatVersion\":\"1\"", "format-version"),
        change("{\"formatVersion\":1", "{\"formatVersion\":1.0", "format-version"),
        change("{\"formatVersion\":1,", "{", "format-version"),
        change("\"seed\":\"42\"", "\"seed\":42", "manifest-field"),
        change("\"seed\":\"42\"", "\"seed\":\"042\"", "manifest-json"),
        change("\"seed\":\"42\"", "\"seed\":\"x\"", "manifest-field"),
        change("\"seed\":\"42\",", "", "manifest-field"),
        change("\"size\":19", "\"size\":\"19\"", "manifest-field"),
        change("\"size\":19", "\"size\":-1", "manifest-field"),
        change("\"size\":19", "\"size\":19.0", "manifest-field"),
        change("\"size\":19", "\"size\":99999999999999999999", "manifest-field"),
        change("\"size\":19", "\"size\":null", "manifest-field"),
        change("\"size\":19", "\"size\":18", "part-size"),
        change("\"size\":19", "\"size\":20", "part-size"),
        change("e3b0c4", "E3B0C4", "manifest-field"),
        change("e3b0c4", "e3b0c5", "part-digest"),
        change("e3b0c4", "", "manifest-field"),
        change("\"name\":\"model.json\"", "\"name\":\"CARD.md\"", "part-collision"),
        change("\"name\":\"model.json\"", "\"name\":\"card.md\"", "part-collision"),
        change("\"name\":\"model.json\"", "\"name\":[\"model.json\"]", "manifest-field"),
        change("\"lineage\":{", "\"extra\":1,\"lineage\":{", "manifest-field"),
        change("\"libraries\":{", "\"libraries\":{\"bad key\":\"1\",", "manifest-field"),
        change("\"libraries\":{", "\"libraries\":{\"a\":1,", "manifest-field"),
        change("\"libraries\":{", "\"libraries\":{\"z\":\"1\",", "manifest-json"),
        change("2026-01-31T12:00:00Z", "2026-13-31T12:00:00Z", "manifest-field"),
        change("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z", "manifest-json"),
        change("\"name\":\"loan-default\"", "\"name\":\"../x\"", "manifest-field"),
        change("\"name\":\"loan-default\"", "\"name\":null", "manifest-field"),
        change("{\"formatVersion\":1", "{\"formatVersion\":1,\"formatVersion\":1", "manifest-json"),
        change("{\"formatVersion\":1", " {\"formatVersion\":1", "manifest-json"),
        change("}]}", "}]}\n", "manifest-json"),
        change("}]}", "}]}{}", "manifest-json"),
        change("}]}", "}]", "manifest-json"),
        change("}]}", "},7]}", "manifest-field"),
        change("größer", "gr\\u00f6\\u00dfer", "manifest-json"),
        change("größer", "\\ud800", "manifest-field"));
  }

  private static Arguments change(String from, String to, String code) {
    return Arguments.of(from, to, code);
  }

  @ParameterizedTest
  @MethodSource("damagedManifests")
  void open_damagedManifest_refused(String from, String to, String code) throws IOException {
    String manifest = manifest();
    assertThat(manifest).contains(from);
    writeManifest(manifest.replace(from, to));
    assertThat(codes(directory)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{}", "not json"})
  void open_foreignManifest_refused(String text) throws IOException {
    writeManifest(text);
    assertThat(refused(directory).code()).isIn("manifest-json", "format-version");
  }

  @Test
  void open_deeplyNestedManifest_refused() throws IOException {
    writeManifest("{\"formatVersion\":1,\"lineage\":" + "[".repeat(200_000));
    assertThat(codes(directory)).containsExactly("manifest-json");
  }

  @Test
  void open_invalidUtf8OrOtherEncoding_refused() throws IOException {
    Path file = directory.resolve("manifest.json");
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[bad.length / 2] = (byte) 0xFF;
    Files.write(file, bad);
    assertThat(refused(directory).code()).isIn("manifest-json", "manifest-field");
    Files.write(file, new String(good, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16));
    assertThat(codes(directory)).containsExactly("manifest-json");
  }

  private String manifest() throws IOException {
    return Files.readString(directory.resolve("manifest.json"));
  }

  private void writeManifest(String text) throws IOException {
    Files.writeString(directory.resolve("manifest.json"), text);
  }

  static List<String> codes(Path path) {
    return codes(path, Limits.ofDefaults());
  }

  static List<String> codes(Path path, Limits limits) {
    ArtifactException refused =
        catchThrowableOfType(ArtifactException.class, () -> ModelBundle.open(path, limits));
    assertThat(refused).as("must be refused").isNotNull();
    return refused.faults().stream().map(ArtifactFault::code).toList();
  }

  static ArtifactException refused(Path path) {
    return catchThrowableOfType(ArtifactException.class, () -> ModelBundle.open(path));
  }
}
