package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.RegistryEvent;
import io.millwright.artifact.Stage;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.LatencyClass;
import io.millwright.eval.LoanModel;
import io.millwright.eval.card.Runbook.Play;
import io.millwright.eval.card.Runbook.Severity;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbookTest {

  private static final Play PLAY =
      new Play("PSI above 0.2 on a day", Severity.HIGH, "Credit risk team", "Lead after 2 hours");

  @Test
  void runbook_allPlays_hasAPageForEachIncident() {
    Runbook.Builder builder =
        Runbook.builder(Loan.full(), "loan-default").gate("release", Loan.PASSED);
    Arrays.stream(Incident.values()).forEach(i -> builder.play(i, PLAY));
    Runbook runbook = builder.build();
    assertThat(runbook.completeness()).isEqualTo(1);
    assertThat(runbook.notStated()).isEmpty();
    assertThat(runbook.play(Incident.DRIFT)).contains(PLAY);
    Report report = runbook.report();
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly(
            "Who is called",
            "Commands of the registry",
            "Drift of the inputs",
            "Performance drop",
            "Latency",
            "Error rate",
            "Fallback active",
            "Data quality",
            "Budget");
    assertThat(Loan.row(report, "Who is called", "Latency"))
        .containsExactly(
            "Latency", "PSI above 0.2 on a day", "HIGH", "Credit risk team", "Lead after 2 hours");
    assertThat(Loan.row(report, "Drift of the inputs", "region").get(1)).isEqualTo("CATEGORICAL");
    assertThat(Loan.row(report, "Performance drop", "ROC-AUC")).hasSize(5);
    assertThat(ReportJson.write(report))
        .contains("Gate 'release' at release: PASS: ROC-AUC is at least 0.75.")
        .contains("Agreed latency: INTERACTIVE, about a second.")
        .contains("Without the model: A person decides by seven rules.")
        .contains("Digest that the bundle in service must have: " + Loan.BUNDLE.digest())
        .contains("May be missing: region")
        .doesNotContain(ModelCard.NOT_STATED);
  }

  @Test
  void runbook_withoutPlays_saysNotStated() {
    Runbook runbook = Runbook.builder(Loan.evaluated().build(), "loan-default").build();
    assertThat(runbook.completeness()).isZero();
    assertThat(runbook.notStated()).containsExactly(Incident.values());
    Report report = runbook.report();
    assertThat(Loan.row(report, "Who is called", "Budget"))
        .containsExactly("Budget", "NOT STATED", "NOT STATED", "NOT STATED", "NOT STATED");
    assertThat(ReportJson.write(report))
        .contains("reference NOT STATED")
        .contains("The latency class is NOT STATED")
        .contains("What is done without the model is NOT STATED");
    assertThat(
            Runbook.builder(Loan.evaluated().build(), "m")
                .play(Incident.DRIFT, PLAY)
                .build()
                .completeness())
        .isEqualTo(1 / 7.0);
  }

  @ParameterizedTest
  @EnumSource(LatencyClass.class)
  void latency_class_isThatOfTheBrief(LatencyClass latency) {
    var brief =
        io.millwright.brief.ProblemBrief.builder("x")
            .objective("o")
            .success(Loan.brief().success())
            .baseline("b", "b")
            .type(Loan.brief().type())
            .target("t")
            .consumer("c")
            .latency(latency)
            .data("d")
            .ethics("e")
            .killIf(new PeopleSay("Stop?"))
            .build();
    Runbook runbook = Runbook.builder(Loan.evaluated().brief(brief).build(), "m").build();
    assertThat(ReportJson.write(runbook.report())).contains("Agreed latency: " + latency + ",");
  }

  @Test
  void rollback_historyDecidesWhatIsSaid(@TempDir Path folder) {
    ModelRegistry once = Loan.served(folder.resolve("a"), 1, false);
    assertThat(text(once))
        .contains("1 version(s) served so far: rollback has nothing to return to");
    ModelRegistry twice = Loan.served(folder.resolve("b"), 2, false);
    assertThat(text(twice)).contains("2 versions served so far; 0 rollback(s)");
    ModelRegistry back = Loan.served(folder.resolve("c"), 2, true);
    assertThat(text(back)).contains("2 versions served so far; 1 rollback(s)");
    assertThat(ReportJson.write(Runbook.builder(Loan.full(), "loan-default").build().report()))
        .contains("No history was given");
  }

  private static String text(ModelRegistry registry) {
    ModelFacts facts = Loan.evaluated().history(registry.history("loan-default")).build();
    return ReportJson.write(Runbook.builder(facts, "loan-default").build().report());
  }

  /** The commands of the runbook, compiled and run as they stand. */
  @Test
  void commands_run(@TempDir Path directory) throws IOException {
    Loan.served(directory, 2, false);
    Clock clock = LoanModel.NOON;
    String actor = "on call";
    String reason = "interval below release";

    ModelRegistry registry = ModelRegistry.at(directory, clock).actingAs(actor);
    Optional<ModelVersion> serving = registry.find("loan-default", Stage.PRODUCTION);
    List<RegistryEvent> events = registry.history("loan-default");
    ModelVersion previous = registry.rollback("loan-default", reason);
    ModelBundle bundle = registry.open("loan-default", Stage.PRODUCTION);

    assertThat(serving.orElseThrow().number()).isEqualTo(2);
    assertThat(events).isNotEmpty();
    assertThat(previous.number()).isEqualTo(1);
    assertThat(bundle.digest()).isEqualTo(previous.bundleDigest());
    String source =
        Files.readString(Path.of("src/test/java/io/millwright/eval/card/RunbookTest.java"));
    String code = new RunbookSteps(Loan.full(), "loan-default", Map.of()).code();
    assertThat(code.lines()).hasSize(5).allSatisfy(line -> assertThat(source).contains(line));
  }

  @Test
  void code_nameWithQuote_isALiteral() {
    assertThat(new RunbookSteps(Loan.full(), "a\"b\\c", Map.of()).code())
        .contains("registry.history(\"a\\\"b\\\\c\")");
  }

  @Test
  void build_faults_areAllReported() {
    assertThatThrownBy(
            () ->
                Runbook.builder(Loan.full(), "other")
                    .play(Incident.DRIFT, PLAY)
                    .play(Incident.DRIFT, PLAY)
                    .gate("g", Loan.PASSED)
                    .gate("g", Loan.PASSED)
                    .build())
        .hasMessageContaining("3 fault(s)")
        .hasMessageContaining("as in the registry, loan-default; was other")
        .hasMessageContaining("DRIFT")
        .hasMessageContaining("'g'");
    assertThatThrownBy(() -> new Play("", Severity.LOW, "o", "e")).hasMessageContaining("Alert");
  }
}
