package io.millwright.samples.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.Stage;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.samples.docs.PageChecks;
import io.millwright.table.Csv;
import io.millwright.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey on the data that comes with it. */
class JourneyTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private static Path out;
  private static int code;
  private static String output = "";

  @BeforeAll
  static void run() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    code = Journey.run(CLOCK, stream, false, "--out", out.toString());
    output = bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void journey_bundledData_passesAndSaysSo() {
    assertThat(output).endsWith("  PASS" + System.lineSeparator());
    assertThat(code).isEqualTo(Journey.PASSED);
  }

  @Test
  void summary_bundledData_fitsOneScreenWithEveryFact() {
    List<String> summary = output.substring(output.indexOf("── Summary")).lines().toList();
    assertThat(summary).hasSizeLessThanOrEqualTo(24);
    for (String fact :
        List.of(
            "Target", "Data", "Quality", "Split", "Leakage", "Chosen", "Gate", "Version", "Bundle",
            "Parity", "Latency", "Drift", "Shift", "Report", "Time")) {
      assertThat(summary).as(fact).anyMatch(line -> line.startsWith("  " + fact + " "));
    }
    assertThat(output).contains("rows online = batch, bit for bit").contains(": DRIFTED");
  }

  @Test
  void files_bundledData_areBundleRegistryAndPage() throws IOException {
    try (var files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "breast_cancer.csv", "breast_cancer.zip", "registry", "report.html");
    }
    ModelBundle bundle = ModelBundle.open(out.resolve("breast_cancer.zip"));
    ModelRegistry registry = ModelRegistry.at(out.resolve("registry"), CLOCK);
    ModelVersion version = registry.find("breast_cancer", Stage.STAGING).orElseThrow();
    assertThat(version.bundleDigest()).isEqualTo(bundle.digest());
  }

  @Test
  void bundle_opened_answersTheFile() {
    TrainedPipeline<Binary> served =
        PipelineBundle.open(ModelBundle.open(out.resolve("breast_cancer.zip")), Task.binary());
    Table rows = Csv.read(out.resolve("breast_cancer.csv"), served.model().schema());
    List<Binary> answers = served.predict(rows);
    int right = 0;
    for (int i = 0; i < rows.rowCount(); i++) {
      boolean benign = rows.column("target").integer(i) == 1;
      right += answers.get(i).isPositive(0.5) == benign ? 1 : 0;
    }
    assertThat(answers).hasSize(569);
    assertThat(right).isGreaterThan(540); // two in three rows were learnt from
  }

  @Test
  void report_bundledData_drawsItsChartsFromItself() throws IOException {
    Path page = out.resolve("report.html");
    assertThat(PageChecks.outsideResources(page)).isEmpty();
    assertThat(PageChecks.charts(page)).isGreaterThanOrEqualTo(8);
    assertThat(Files.readString(page))
        .contains(
            "ROC curve",
            "Precision",
            "Calibration",
            "Drift after a planted shift",
            "Leakage audit");
  }

  @Test
  void audit_plantedCopyOfTheTarget_refusesBeforeAnythingIsTrained(@TempDir Path folder)
      throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("breast_cancer.csv"));
    int target = List.of(lines.get(0).split(",", -1)).indexOf("target");
    StringBuilder planted = new StringBuilder(lines.get(0)).append(",outcome\n");
    for (String line : lines.subList(1, lines.size())) {
      String label = line.split(",", -1)[target];
      planted.append(line).append(label.equals("1") ? ",kept\n" : ",operated\n");
    }
    Path csv = Files.writeString(folder.resolve("planted.csv"), planted);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(run(csv, folder, bytes)).isEqualTo(Journey.REFUSED);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("LEAK target-in-features", "outcome", "REFUSED by the leakage audit")
        .doesNotContain("Package, register");
    assertThat(folder.resolve("out/registry")).doesNotExist();
    bytes.reset();
    String accepted = "target-in-features,target-proxy";
    assertThat(run(csv, folder, bytes, "--accept", accepted)).isEqualTo(Journey.PASSED);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("ACCEPTED target-in-features");
  }

  private static int run(Path csv, Path folder, ByteArrayOutputStream into, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--csv", csv.toString(), "--target", "target"));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    PrintStream out = new PrintStream(into, true, StandardCharsets.UTF_8);
    return Journey.run(CLOCK, out, false, arguments.toArray(String[]::new));
  }

  @Test
  void seed_same_givesTheSameBytes_andAnotherDoesNot(@TempDir Path folder) throws IOException {
    byte[] first = Files.readAllBytes(out.resolve("breast_cancer.zip"));
    assertThat(bundle(folder.resolve("again"), "42")).isEqualTo(first);
    assertThat(Files.readString(folder.resolve("again/report.html")))
        .isEqualTo(Files.readString(out.resolve("report.html")));
    assertThat(bundle(folder.resolve("other"), "43")).isNotEqualTo(first);
  }

  private static byte[] bundle(Path folder, String seed) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Journey.run(CLOCK, nowhere, false, "--out", folder.toString(), "--seed", seed);
    return Files.readAllBytes(folder.resolve("breast_cancer.zip"));
  }

  @Test
  void help_asked_isShownWithoutAnyWork() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int ended = Journey.run(CLOCK, new PrintStream(bytes), false, "--help");
    assertThat(ended).isEqualTo(Journey.PASSED);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(Arguments.USAGE);
  }
}
