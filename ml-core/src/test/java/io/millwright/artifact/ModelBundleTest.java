package io.millwright.artifact;

import static io.millwright.artifact.Bundles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  private final Path temp;

  ModelBundleTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void manifest_smallBundle_hasTheSpecifiedBytes() throws Exception {
    Path directory = temp.resolve("bundle");
    Bundles.small().writeDirectory(directory);
    String expected =
        "{\"formatVersion\":1,\"name\":\"loan-default\",\"lineage\":{\"dataFingerprint\":\"sha256:0123\","
            + "\"seed\":\"42\",\"generator\":\"SplitMix64\",\"createdAt\":\"2026-01-31T12:00:00Z\","
            + "\"jvm\":\"Test VM 17\",\"architecture\":\"test64\",\"libraries\":{\"millwright\":\"0.1.0\"},"
            + "\"properties\":{\"note\":\"größer ☃ \\\"quoted\\\"\"}},\"parts\":["
            // sha256 of nothing, and of the two texts, by sha256sum
            + "{\"name\":\"card.md\",\"size\":0,\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"},"
            + "{\"name\":\"evaluation.json\",\"size\":11,\"sha256\":\"EVALUATION\"},"
            + "{\"name\":\"model.json\",\"size\":19,\"sha256\":\"MODEL\"}]}";
    expected =
        expected
            .replace("EVALUATION", sha256(bytes("{\"auc\":0.8}")))
            .replace("MODEL", sha256(bytes("{\"weights\":[1,2,3]}")));
    assertThat(Files.readString(directory.resolve("manifest.json"))).isEqualTo(expected);
    assertThat(Bundles.small().digest())
        .isEqualTo(sha256(expected.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void roundTrip_bothForms_giveTheSameBundle() {
    ModelBundle bundle = Bundles.small();
    bundle.writeDirectory(temp.resolve("dir"));
    bundle.writeZip(temp.resolve("bundle.zip"));
    for (Path path : new Path[] {temp.resolve("dir"), temp.resolve("bundle.zip")}) {
      ModelBundle opened = ModelBundle.open(path);
      assertThat(opened).isEqualTo(bundle).hasSameHashCodeAs(bundle);
      assertThat(opened.name()).contains("loan-default");
      assertThat(opened.lineage()).isEqualTo(bundle.lineage());
      assertThat(opened.parts()).isEqualTo(bundle.parts());
      assertThat(opened.partNames()).containsExactly("card.md", "evaluation.json", "model.json");
      assertThat(opened.part("model.json")).isEqualTo(bytes("{\"weights\":[1,2,3]}"));
      assertThat(opened.part("card.md")).isEmpty();
    }
    assertThat(temp.toFile().list()).containsExactlyInAnyOrder("dir", "bundle.zip");
  }

  @Test
  void zip_equalBundles_equalBytesFromEveryForm() throws IOException {
    Bundles.small().writeZip(temp.resolve("a.zip"));
    Bundles.small().writeDirectory(temp.resolve("dir"));
    ModelBundle.open(temp.resolve("dir")).writeZip(temp.resolve("b.zip"));
    ModelBundle.open(temp.resolve("a.zip")).writeZip(temp.resolve("c.zip"));
    assertThat(temp.resolve("b.zip")).hasSameBinaryContentAs(temp.resolve("a.zip"));
    assertThat(temp.resolve("c.zip")).hasSameBinaryContentAs(temp.resolve("a.zip"));
  }

  @Test
  void zip_readByTheJdk_hasTheSameEntries() throws IOException {
    Bundles.small().writeZip(temp.resolve("a.zip"));
    try (ZipFile zip = new ZipFile(temp.resolve("a.zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("manifest.json", "card.md", "evaluation.json", "model.json");
      ZipEntry model = zip.getEntry("model.json");
      assertThat(model.getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(zip.getInputStream(model).readAllBytes())
          .isEqualTo(bytes("{\"weights\":[1,2,3]}"));
    }
  }

  @Test
  void digest_oneByteOfOnePartDiffers_differs() {
    assertThat(Bundles.numbered(1, 100)).isNotEqualTo(Bundles.numbered(2, 100));
    assertThat(Bundles.numbered(1, 100)).isEqualTo(Bundles.numbered(1, 100));
  }

  @Test
  void write_targetExists_refusedAndUntouched() throws IOException {
    Path file = Files.writeString(temp.resolve("taken"), "mine");
    Path directory = Files.createDirectory(temp.resolve("empty"));
    for (Path taken : new Path[] {file, directory}) {
      assertThatThrownBy(() -> Bundles.small().writeDirectory(taken))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> Bundles.small().writeZip(taken))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(file).hasContent("mine");
    assertThat(directory).isEmptyDirectory();
    assertThat(temp.toFile().list()).containsExactlyInAnyOrder("taken", "empty");
  }

  @Test
  void part_returnedBytesChanged_bundleUnchanged() {
    byte[] given = bytes("abc");
    ModelBundle bundle = ModelBundle.builder(Bundles.lineage()).part("a", given).build();
    given[0] = 'x';
    bundle.part("a")[1] = 'x';
    assertThat(bundle.part("a")).isEqualTo(bytes("abc"));
  }

  @Test
  void part_unknownName_refusedWithTheNames() {
    assertThatThrownBy(() -> Bundles.small().part("model.onnx"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining("[card.md, evaluation.json, model.json]")
        .extracting("code")
        .isEqualTo("part-missing");
  }

  @Test
  void part_fileChangedAfterOpening_refused() throws IOException {
    Path directory = temp.resolve("dir");
    Bundles.small().writeDirectory(directory);
    ModelBundle opened = ModelBundle.open(directory);
    Files.writeString(directory.resolve("model.json"), "{\"weights\":[1,2,4]}");
    for (Runnable access :
        new Runnable[] {
          () -> opened.part("model.json"),
          () -> opened.partFile("model.json").close(),
          () -> opened.writeZip(temp.resolve("copy.zip")),
          () -> opened.writeDirectory(temp.resolve("copy"))
        }) {
      assertThatThrownBy(access::run)
          .isInstanceOf(ArtifactException.class)
          .extracting("code")
          .isEqualTo("part-changed");
    }
    assertThat(temp.toFile().list()).containsExactly("dir");
  }

  @Test
  void part_zipReplacedByAnotherAfterOpening_refused() throws IOException {
    Path zip = temp.resolve("a.zip");
    Bundles.numbered(1, 500).writeZip(zip);
    ModelBundle opened = ModelBundle.open(zip);
    Files.delete(zip);
    Bundles.numbered(2, 500).writeZip(zip);
    assertThatThrownBy(() -> opened.part("model.json"))
        .isInstanceOf(ArtifactException.class)
        .extracting("code")
        .isEqualTo("part-changed");
  }

  @Test
  void partFile_ofDirectory_isTheFileItself() {
    Path directory = temp.resolve("dir");
    Bundles.small().writeDirectory(directory);
    PartFile file = ModelBundle.open(directory).partFile("model.json");
    assertThat(file.path()).hasContent("{\"weights\":[1,2,3]}");
    file.close();
    assertThat(directory.resolve("model.json")).exists();
  }

  @Test
  void partFile_ofZipOrMemory_isATemporaryCopy() {
    Bundles.small().writeZip(temp.resolve("a.zip"));
    for (ModelBundle bundle :
        new ModelBundle[] {ModelBundle.open(temp.resolve("a.zip")), Bundles.small()}) {
      PartFile file = bundle.partFile("model.json");
      assertThat(file.path()).hasContent("{\"weights\":[1,2,3]}").hasFileName("model.json");
      file.close();
      file.close();
      assertThat(file.path().getParent()).doesNotExist();
    }
  }

  @Test
  void part_largeFile_neverInMemory() throws IOException {
    Path large = temp.resolve("model.onnx");
    byte[] block = new byte[1 << 20];
    Seed.of(7).random().nextBytes(block);
    try (var to = Files.newOutputStream(large)) {
      for (int i = 0; i < 64; i++) {
        to.write(block);
      }
    }
    ModelBundle bundle = ModelBundle.builder(Bundles.lineage()).part("model.onnx", large).build();
    bundle.writeZip(temp.resolve("large.zip"));
    try (PartFile file = ModelBundle.open(temp.resolve("large.zip")).partFile("model.onnx")) {
      assertThat(file.path()).hasSameBinaryContentAs(large);
    }
  }

  @Test
  void builder_severalFaults_reportedTogether() {
    ModelBundle.Builder builder =
        ModelBundle.builder(Bundles.lineage())
            .name("Bad Name")
            .part("../evil", new byte[1])
            .part("Manifest.JSON", new byte[1])
            .part("a.txt", new byte[1])
            .part("A.txt", new byte[1])
            .part("nul.txt", new byte[1]);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Bundle name")
        .hasMessageContaining("'../evil'")
        .hasMessageContaining("'Manifest.JSON'")
        .hasMessageContaining("differ in more than case")
        .hasMessageContaining("'nul.txt'");
  }

  @Test
  void builder_sameSettingTwice_refused() {
    ModelBundle.Builder builder =
        ModelBundle.builder(Bundles.lineage()).name("a").part("x", new byte[0]);
    assertThatThrownBy(() -> builder.part("x", new byte[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.name("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ModelBundle.builder(Bundles.lineage()).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lineage_builder_recordsMachineAndTime() {
    Lineage lineage =
        Lineage.builder("f", Seed.of(-1), Bundles.CLOCK)
            .library("b", "2")
            .library("a", "1")
            .property("z", "last")
            .build();
    assertThat(lineage.createdAt()).isEqualTo(Bundles.CLOCK.instant());
    assertThat(lineage.jvm()).contains(System.getProperty("java.runtime.version"));
    assertThat(lineage.architecture()).isEqualTo(System.getProperty("os.arch"));
    assertThat(lineage.generator()).isEqualTo(Seed.GENERATOR);
    assertThat(lineage.libraries())
        .containsExactly(java.util.Map.entry("a", "1"), java.util.Map.entry("b", "2"));
    assertThatThrownBy(
            () ->
                Lineage.builder(" ", Seed.of(1), Bundles.CLOCK)
                    .property("bad key", "\ud800")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dataFingerprint must not be blank")
        .hasMessageContaining("'bad key'")
        .hasMessageContaining("half surrogate");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
