package io.millwright.samples.journey;

import io.millwright.MillwrightException;
import io.millwright.Seed;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Evaluation;
import io.millwright.eval.HeldOut;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.card.RubricScore;
import io.millwright.eval.fairness.FairnessReport;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.leakage.AuditCheck;
import io.millwright.leakage.LeakageAudit;
import io.millwright.leakage.LeakageReport;
import io.millwright.model.Binary;
import io.millwright.quality.DataQuality;
import io.millwright.quality.QualityReport;
import io.millwright.report.Report;
import io.millwright.report.render.HtmlReport;
import io.millwright.samples.journey.CalibrationStep.Calibrated;
import io.millwright.samples.journey.ThresholdStep.Decided;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From a CSV file to everything that is asked before a model is let near people: is it better than
 * nothing, are its probabilities right, which threshold costs least, whom does it treat how, where
 * is it weak, what does it lean on, and should it ship.
 *
 * <p>Run by {@code samples/bin/judge}. Writes pages, cards, a runbook and the evidence.
 */
public final class Judge {

  /** The gate passed. */
  public static final int PASSED = 0;

  /** A gate refused: the data or the model is not good enough. */
  public static final int REFUSED = 1;

  /** The input cannot be used. */
  public static final int BAD_INPUT = 2;

  private static final int REPLICATES = 300;

  private final JudgeArguments arguments;
  private final Arguments shared;
  private final Console console;
  private final Clock clock;
  private final Seed seed;

  private Judge(JudgeArguments arguments, Arguments shared, Console console, Clock clock) {
    this.arguments = arguments;
    this.shared = shared;
    this.console = console;
    this.clock = Clock.tick(clock, Duration.ofSeconds(1));
    this.seed = shared.seed();
  }

  /** Judges a model and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(Clock.systemUTC(), System.out, Boolean.getBoolean("millwright.interactive"), args));
  }

  /**
   * Judges a model.
   *
   * @param interactive whether a moving progress bar suits the output
   * @return {@link #PASSED}, {@link #REFUSED} or {@link #BAD_INPUT}
   */
  public static int run(Clock clock, PrintStream out, boolean interactive, String... args) {
    if (List.of(args).contains("--help")) {
      out.print(JudgeArguments.USAGE);
      return PASSED;
    }
    try {
      Console console = new Console(out, interactive);
      JudgeArguments arguments = JudgeArguments.of(args);
      console.step("Read the data and infer its schema");
      Table table = JudgeInput.read(arguments, console);
      console.done();
      return new Judge(arguments, arguments.journey().orElseThrow(), console, clock).go(table);
    } catch (UncheckedIOException | IOException e) {
      out.println();
      out.println("A file could not be read or written.");
      out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (MillwrightException | IllegalArgumentException e) {
      out.println();
      out.println("The input cannot be used.");
      out.println(e.getMessage());
    }
    return BAD_INPUT;
  }

  private int go(Table table) throws IOException {
    console.step("Assess the data");
    QualityReport quality =
        DataQuality.assess(table, o -> o.clock(clock).seed(seed.derive("quality")));
    console.fact("Quality", String.format(Locale.ROOT, "%.1f of 30", quality.total()));
    console.done();
    if (!quality.passes()) {
      quality.faults().forEach(f -> console.say(f.text()));
      console.summary("REFUSED by the data gate");
      return REFUSED;
    }
    console.step("Split into four parts and audit them for leakage");
    Parts parts = Parts.of(quality.orThrow(), seed, console);
    console.fact("Parts", parts.describe());
    LeakageReport leakage = audit(parts);
    leakage.decision().reasons().forEach(r -> console.say("audit: " + r));
    console.fact("Leakage", leakage.verdict() + ", " + leakage.alarms().size() + " alarms");
    console.done();
    return judge(parts, quality, leakage);
  }

  private LeakageReport audit(Parts parts) {
    LeakageAudit audit = LeakageAudit.of(parts.outer()).seed(seed.derive("leakage"));
    for (AuditCheck accepted : shared.accepted()) {
      audit = audit.accept(accepted, "accepted on the command line");
    }
    return audit.run();
  }

  private int judge(Parts parts, QualityReport quality, LeakageReport leakage) throws IOException {
    console.step("Train, choose a model on training rows, calibrate it if that helps");
    ModelStep.Chosen<Binary> model =
        new ModelStep<>(TaskPlan.binary(), seed, console, clock).choose(parts.learn());
    Calibrated calibrated =
        CalibrationStep.run(model.model(), parts.calibration(), seed.derive("calibrators"));
    HeldOut<Binary> test = HeldOut.of(calibrated.pipeline(), parts.test());
    console.fact("Model", model.name() + ", calibration: " + calibrated.choice().best().name());
    console.done();

    console.step("Choose the threshold by cost");
    Decided decided =
        ThresholdStep.run(
            calibrated.pipeline(), parts.threshold(), test, arguments.costs(), bootstrap("cost"));
    console.say(ThresholdStep.costsInWords(arguments.costs()));
    console.fact("Threshold", PageText.words(decided.chosen().threshold()));
    decided
        .savings()
        .forEach(
            s ->
                console.fact(
                    "Saved a row", PageText.words(s.perRow()) + " against " + s.otherwise()));
    console.done();

    console.step("Evaluate on the test rows, with intervals, against the baseline");
    MetricChoice<Metric<Binary>> metrics = EvaluateStep.metrics(test);
    Evaluation<Binary> evaluation =
        new EvaluateStep(
                arguments.protectedFields(), Bootstrap.of(seed.derive("evaluation")), clock)
            .run(calibrated.pipeline(), model.all().baseline(), parts.test(), metrics);
    for (Metric<Binary> metric : evaluation.metrics()) {
      console.fact(
          MetricLabels.of(metric.name()),
          PageText.words(evaluation.estimate(metric))
              + ", gain "
              + PageText.words(evaluation.gain(TaskPlan.BASELINE, metric)));
    }
    console.done();

    Optional<FairnessReport> fairness = fairness(test, decided);
    ReleaseStep.Findings found =
        new ReleaseStep.Findings(
            leakage, CalibrationStep.error(test, bootstrap("calibration")), decided, fairness);
    LookStep.Looked looked =
        new LookStep(calibrated.pipeline(), model.model(), parts, seed, console)
            .run(test, evaluation, REPLICATES);

    Judged judged = new Judged(parts, model.name(), calibrated, test, metrics, evaluation);
    return release(judged, found, looked, quality);
  }

  /** What was made and how it did, for those who write about it. */
  private record Judged(
      Parts parts,
      String model,
      Calibrated calibrated,
      HeldOut<Binary> test,
      MetricChoice<Metric<Binary>> metrics,
      Evaluation<Binary> evaluation) {}

  private int release(
      Judged judged, ReleaseStep.Findings found, LookStep.Looked looked, QualityReport quality)
      throws IOException {
    console.step("Measure latency and size, ask the gate, advise");
    Path out = shared.out();
    Files.createDirectories(out);
    ReleaseStep step = new ReleaseStep(judged.calibrated().pipeline(), judged.evaluation(), clock);
    ReleaseStep.Released released =
        step.run(
            found,
            judged.metrics().primary().metric(),
            judged.parts().test().table(),
            out.resolve("model.zip"));
    released.decision().reasons().forEach(r -> console.say("gate: " + r));
    console.fact("Gate", released.decision().verdict().name());
    console.fact("Advice", released.advice().decision().name());
    console.done();

    console.step("Write the pages");
    HtmlReport.write(
        page(judged, found, looked, released, quality), out.resolve("evaluation.html"));
    Files.writeString(out.resolve("evidence.json"), released.evidence().toJson());
    RubricScore score =
        new Documents(step, released, found)
            .write(out, name(), judged.metrics(), judged.parts(), quality);
    console.fact("Rubric", String.format(Locale.ROOT, "%.1f of 100", score.total()));
    console.fact("Pages", out.resolve("evaluation.html").toString());
    console.done();
    boolean passed = released.decision().verdict() == Verdict.PASS;
    console.summary(
        (passed ? "PASS" : "REFUSED by the gate: " + released.decision().verdict())
            + "; recommendation: "
            + released.advice().decision());
    return passed ? PASSED : REFUSED;
  }

  private Report page(
      Judged judged,
      ReleaseStep.Findings found,
      LookStep.Looked looked,
      ReleaseStep.Released released,
      QualityReport quality) {
    JudgePage page =
        new JudgePage(file(), clock.instant().truncatedTo(ChronoUnit.MINUTES).toString());
    page.recommendation(released, found, judged.evaluation());
    page.method(judged.parts(), judged.model(), judged.metrics());
    page.sections(released.advice().report().sections().stream().skip(1).toList());
    Report.Builder report = page.builder();
    report.section(
        "Calibration",
        s ->
            CalibrationStep.write(s, judged.calibrated(), judged.test(), bootstrap("calibration")));
    report.section("Threshold", s -> ThresholdStep.write(s, found.threshold()));
    found.fairness().ifPresent(f -> FairnessStep.write(report, f));
    looked.write(report);
    page.gate(released);
    page.rows(found.leakage(), quality);
    return report.build();
  }

  private Optional<FairnessReport> fairness(HeldOut<Binary> test, Decided decided) {
    if (arguments.protectedFields().isEmpty()) {
      console.say("no --protected columns: fairness is not judged");
      return Optional.empty();
    }
    console.step("Audit fairness at the threshold");
    FairnessReport report =
        FairnessStep.run(
            arguments.protectedFields(), test, decided, Bootstrap.of(seed.derive("fairness")));
    FairnessStep.lines(report).forEach(console::say);
    console.fact("Fairness", FairnessStep.words(report));
    console.done();
    return Optional.of(report);
  }

  private Bootstrap bootstrap(String step) {
    return Bootstrap.of(seed.derive(step)).withReplicates(REPLICATES);
  }

  private String file() {
    return String.valueOf(shared.csv().orElseThrow().getFileName());
  }

  private String name() {
    String name = file().toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
    String plain = name.replaceAll("[^a-z0-9-]", "-").replaceAll("^-+", "");
    return plain.isEmpty() ? "model" : plain;
  }
}
