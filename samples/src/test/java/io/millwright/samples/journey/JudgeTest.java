package io.millwright.samples.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.ModelBundle;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.samples.docs.PageChecks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge on the bundled data with a protected column made for the test. */
class JudgeTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private static Path folder;
  private static Path csv = Path.of("");
  private static Run run = new Run(-1, "");

  private record Run(int code, String output) {}

  @BeforeAll
  static void judgeOnce() throws IOException {
    csv = withGroups(folder.resolve("cells.csv"));
    run =
        judge(
            "--csv",
            csv.toString(),
            "--target",
            "target",
            "--protected",
            "clinic",
            "--ignore",
            "clinic",
            "--cost",
            "1,5",
            "--out",
            out().toString());
  }

  /** The bundled rows and columns of few, with a clinic and a shift. */
  private static Path withGroups(Path file) throws IOException {
    StringBuilder rows = new StringBuilder();
    try (InputStream in =
        Objects.requireNonNull(Judge.class.getResourceAsStream("/data/breast_cancer.csv"))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      int target = List.of(lines.get(0).split(",", -1)).indexOf("target");
      for (int i = 0; i < lines.size(); i++) {
        String[] cells = lines.get(i).split(",", -1);
        String few = String.join(",", cells[0], cells[1], cells[2], cells[target]);
        rows.append(few)
            .append(
                i == 0
                    ? ",clinic,minutes\n"
                    : "," + (i % 3 == 0 ? "a" : "b") + "," + i * 37 % 101 + ".5\n");
      }
    }
    return Files.writeString(file, rows);
  }

  private static Path out() {
    return folder.resolve("judged");
  }

  private static Run judge(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Judge.run(CLOCK, stream, false, args);
    return new Run(code, bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void judge_bundledData_saysWhatTheGateAndTheAdviceAre() {
    assertThat(run.code()).as(run.output()).isIn(Judge.PASSED, Judge.REFUSED);
    assertThat(run.output())
        .contains("A false alarm costs 1, a miss 5, as stated with --cost")
        .contains("Equal opportunity difference by clinic: ")
        .contains(": Equal opportunity difference by clinic must be at most 0.1 at its upper bound")
        .containsPattern("Size of the bundle in bytes must be at most .* bound; was [\\d,]+\\.")
        .containsPattern("Gate +(PASS|FAIL|INSUFFICIENT)")
        .containsPattern("recommendation: (SHIP|ITERATE|REJECT)");
  }

  @Test
  void judge_bundledData_writesEveryFile() {
    assertThat(out())
        .isDirectoryContaining("glob:**evaluation.html")
        .isDirectoryContaining("glob:**model-card.html")
        .isDirectoryContaining("glob:**model-card.md")
        .isDirectoryContaining("glob:**feature-cards.html")
        .isDirectoryContaining("glob:**runbook.md")
        .isDirectoryContaining("glob:**rubric.html")
        .isDirectoryContaining("glob:**evidence.json")
        .isDirectoryContaining("glob:**model.zip");
  }

  @Test
  void page_bundledData_hasEverySectionAndLoadsNothing() throws IOException {
    Path page = out().resolve("evaluation.html");
    List<String> headings =
        Pattern.compile("<h2[^>]*>([^<]+)</h2>")
            .matcher(Files.readString(page))
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    assertThat(headings)
        .contains(
            "Recommendation",
            "How it was judged",
            "Metrics",
            "Comparison",
            "Slices",
            "Calibration",
            "Threshold",
            "Fairness: what was found",
            "Fairness: by clinic",
            "Weak slices",
            "Errors",
            "Robustness: perturbed inputs",
            "Importance of fields",
            "Contributions of fields",
            "Gate",
            "Leakage audit",
            "Data quality")
        .anyMatch(h -> h.startsWith("Partial dependence on "));
    assertThat(PageChecks.charts(page)).isGreaterThan(10);
    for (String name : List.of("evaluation", "model-card", "feature-cards", "rubric")) {
      assertThat(PageChecks.outsideResources(out().resolve(name + ".html"))).isEmpty();
    }
    assertThat(Files.readString(page)).contains("and not the law", "as stated with --cost");
  }

  @Test
  void evidence_bundledData_isOfTheBundledModelAndHoldsWhatTheGateAsks() throws IOException {
    Evidence evidence = Evidence.fromJson(Files.readString(out().resolve("evidence.json")));
    assertThat(evidence.metrics())
        .containsKeys(
            "log_loss",
            "Calibration error",
            "Saved cost of a row",
            "latency_p99_ms",
            "bundle_bytes",
            "fairness.equal_opportunity_difference[clinic]");
    assertThat(evidence.checks()).containsKey("leakage");
    assertThat(
            PipelineBundle.<Binary>open(ModelBundle.open(out().resolve("model.zip")), Task.binary())
                .identity())
        .isEqualTo(evidence.subject().model());
  }

  @Test
  void model_ignoredProtectedColumn_isNotRead() {
    assertThat(
            PipelineBundle.<Binary>open(ModelBundle.open(out().resolve("model.zip")), Task.binary())
                .model()
                .featurizer()
                .inputs())
        .isNotEmpty()
        .doesNotContain("clinic");
  }

  @Test
  void card_bundledData_saysThresholdAndFairness() throws IOException {
    assertThat(Files.readString(out().resolve("model-card.md")))
        .contains("chosen for the least cost", "fairness audit", "Held out: ");
  }

  @Test
  void faults_ofCommandLineAndFile_areAllTold() {
    Path none = folder.resolve("none");
    Run bad =
        judge(
            "--csv",
            csv.toString(),
            "--target",
            "minutes",
            "--protected",
            "region,minutes",
            "--cost",
            "0,5",
            "--colour",
            "red",
            "--out",
            none.toString());
    assertThat(bad.code()).isEqualTo(Judge.BAD_INPUT);
    assertThat(bad.output())
        .contains(
            "Argument '--colour' must be one of --csv, --target,",
            "Argument --cost must be two costs above 0; was '0,5'",
            "Argument --protected must not name the target",
            "Argument --protected must name a column; there is no 'region'",
            "Column 'minutes' of --protected must be of groups, at most 20 different values; is"
                + " NUMERIC with 101",
            "Target 'minutes' must be a yes or no for this sample; is a number",
            "See --help.");
    assertThat(none).doesNotExist();
  }

  @Test
  void faults_ofArguments_sayWhatToDo() {
    assertThat(judge().output())
        .contains("--csv must be given", "--target must be given", "--out must be given");
    assertThat(bad("--cost", "ten"))
        .contains("Argument --cost must be two numbers, of a false alarm and of a miss");
    assertThat(bad("--cost", "1,-5")).contains("above 0");
    assertThat(bad("--protected", "a,b,c,d,e")).contains("at most 4 columns; named 5");
    assertThat(bad("--protected", "clinic,clinic")).contains("name each column once");
    assertThat(bad("--protected")).contains("--protected must be followed by a value");
    assertThat(bad("--positive", "maybe")).contains("must be a value of 'target'");
    assertThat(bad("--ignore", "nope")).contains("--ignore must name a column; there is no 'nope'");
  }

  private static String bad(String... more) {
    String[] all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "--csv", csv.toString(), "--target", "target", "--out", folder + "/bad"),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new);
    Run bad = judge(all);
    assertThat(bad.code()).as(bad.output()).isEqualTo(Judge.BAD_INPUT);
    return bad.output();
  }

  @Test
  void target_tooFewOfAClass_isRefused() throws IOException {
    StringBuilder rows = new StringBuilder("x,kind,late\n");
    for (int i = 0; i < 300; i++) {
      rows.append(
          String.format(
              Locale.ROOT, "%d.5,%s,%s%n", i * 37 % 101, i % 2, i % 10 == 0 ? "yes" : "no"));
    }
    Path few = Files.writeString(folder.resolve("few.csv"), rows);
    Run bad =
        judge("--csv", few.toString(), "--target", "late", "--out", folder.resolve("b").toString());
    assertThat(bad.code()).isEqualTo(Judge.BAD_INPUT);
    assertThat(bad.output()).contains("at least 50 rows of yes and of no", "has 30 of 300");
  }

  @Test
  void help_asked_isShown() {
    assertThat(judge("--help")).isEqualTo(new Run(Judge.PASSED, JudgeArguments.USAGE));
  }
}
