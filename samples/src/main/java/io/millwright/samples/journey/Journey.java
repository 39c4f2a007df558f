package io.millwright.samples.journey;

import io.millwright.MillwrightException;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.PromotionRefusedException;
import io.millwright.artifact.Stage;
import io.millwright.artifact.Verdict;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Evidence;
import io.millwright.leakage.AuditCheck;
import io.millwright.leakage.LeakageAudit;
import io.millwright.leakage.LeakageReport;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Prediction;
import io.millwright.model.Targets;
import io.millwright.model.TrainedPipeline;
import io.millwright.monitor.DriftReport;
import io.millwright.quality.DataQuality;
import io.millwright.quality.QualityReport;
import io.millwright.report.render.HtmlReport;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * From a CSV file to an evaluated, packaged, served and watched model, in one JVM.
 *
 * <p>Run by {@code samples/bin/journey}. Writes the model bundle, a registry and one HTML page into
 * the output folder.
 */
public final class Journey {

  /** The gate passed. */
  public static final int PASSED = 0;

  /** A gate refused: the data or the model is not good enough. */
  public static final int REFUSED = 1;

  /** The input cannot be used. */
  public static final int BAD_INPUT = 2;

  private static final double HOLDOUT_SHARE = 0.3;
  private static final String BUNDLED = "breast_cancer.csv";

  private final Arguments arguments;
  private final Console console;
  private final Clock clock;

  private Journey(Arguments arguments, Console console, Clock clock) {
    this.arguments = arguments;
    this.console = console;
    this.clock = clock;
  }

  /** Runs the journey and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(Clock.systemUTC(), System.out, Boolean.getBoolean("millwright.interactive"), args));
  }

  /**
   * Runs the journey.
   *
   * @param interactive whether a moving progress bar suits the output
   * @return {@link #PASSED}, {@link #REFUSED} or {@link #BAD_INPUT}
   */
  public static int run(Clock clock, PrintStream out, boolean interactive, String... args) {
    if (List.of(args).contains("--help")) {
      out.print(Arguments.USAGE);
      return PASSED;
    }
    try {
      Arguments arguments = Arguments.of(args);
      return new Journey(arguments, new Console(out, interactive), clock).go();
    } catch (UncheckedIOException e) {
      return fileFault(out, Objects.requireNonNullElse(e.getCause(), e));
    } catch (IOException e) {
      return fileFault(out, e);
    } catch (MillwrightException | IllegalArgumentException e) {
      out.println();
      out.println("The input cannot be used.");
      out.println(e.getMessage());
      return BAD_INPUT;
    }
  }

  private static int fileFault(PrintStream out, Exception fault) {
    out.println();
    out.println("A file could not be read or written.");
    out.println(fault.getClass().getSimpleName() + ": " + fault.getMessage());
    return BAD_INPUT;
  }

  private int go() throws IOException {
    requireFolder(arguments.out());
    console.step("Read the data and infer its schema");
    Path csv = arguments.csv().isPresent() ? arguments.csv().get() : bundled();
    Table table = DataStep.read(csv, arguments, console);
    console.fact(
        "Data",
        csv.getFileName()
            + ": "
            + table.rowCount()
            + " rows, "
            + table.schema().features().size()
            + " features");
    console.done();

    console.step("Assess the data");
    QualityReport quality =
        DataQuality.assess(table, o -> o.clock(clock).seed(arguments.seed().derive("quality")));
    console.say(quality.describe());
    console.fact("Quality", String.format(Locale.ROOT, "%.1f of 30", quality.total()));
    console.done();
    if (!quality.passes()) {
      console.summary("REFUSED by the data gate: " + refusal(quality));
      return REFUSED;
    }
    return table
        .schema()
        .label()
        .orElseThrow()
        .match(
            b -> model(csv, table, quality, TaskPlan.binary()),
            m ->
                model(csv, table, quality, TaskPlan.multiclass(Targets.of(table).classes().size())),
            r -> model(csv, table, quality, TaskPlan.regression()));
  }

  private static void requireFolder(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException(
          "Argument --out must name a folder; '" + out + "' is none.");
    }
  }

  private static String refusal(QualityReport quality) {
    List<String> blocking = new ArrayList<>();
    quality.faults().stream()
        .filter(f -> f.kind().isBlocking())
        .forEach(f -> blocking.add(f.text()));
    return blocking.isEmpty()
        ? "the total must be at least " + quality.minimum()
        : String.join(" ", blocking);
  }

  private <P extends Prediction> int model(
      Path csv, Table table, QualityReport quality, TaskPlan<P> plan) {
    try {
      return steps(csv, table, quality, plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <P extends Prediction> int steps(
      Path csv, Table table, QualityReport quality, TaskPlan<P> plan) throws IOException {
    console.step("Split without leakage");
    Split split = SplitStep.split(quality.orThrow(), HOLDOUT_SHARE, arguments.seed(), console);
    console.fact(
        "Split",
        split.description()
            + ": "
            + split.train().table().rowCount()
            + " to learn from, "
            + split.test().table().rowCount()
            + " held out");
    console.done();

    console.step("Audit the split for leakage");
    LeakageReport audit = audit(split);
    audit.decision().reasons().forEach(r -> console.say("audit: " + r));
    console.fact("Leakage", audit.verdict() + ", " + audit.alarms().size() + " alarms");
    console.done();
    if (audit.verdict() == Verdict.FAIL) {
      console.summary(
          "REFUSED by the leakage audit: leave the named columns out with --ignore, split by --time or --group, or --accept what is no leak");
      return REFUSED;
    }

    console.step(
        "Fit features, train baseline, "
            + plan.linearName()
            + " and "
            + TaskPlan.BOOSTED
            + ", evaluate with intervals");
    ModelStep.Judged<P> judged = new ModelStep<>(plan, arguments.seed(), console, clock).run(split);
    Evidence evidence = judged.evaluation().evidence();
    results(judged, plan);
    evidence.warnings().forEach(w -> console.say("note: " + w));
    GateDecision decision = plan.gate().decide(evidence);
    decision.reasons().forEach(r -> console.say("gate: " + r));
    console.fact("Gate", decision.verdict().name());
    console.done();

    console.step("Package, register and promote");
    Path bundle = register(csv, judged.chosen(), evidence, plan);
    console.fact("Bundle", bundle.toString());
    console.done();

    console.step("Serve the holdout from the bundle, row by row");
    ServingStep<P> serving = ServingStep.open(bundle, plan.task(), console, clock);
    List<P> batch = judged.chosen().predict(split.test().table());
    DriftReport asIs = serving.proveParity(split.test().table(), batch);
    console.done();

    console.step("Watch for drift, as it is and after a planted shift");
    ServingStep.Watched watched = serving.watch(split.test().table(), asIs);
    console.fact("Drift", "holdout as it is: " + asIs.verdict());
    if (watched.shift().isEmpty()) {
      console.say("no number or category to shift: text is not compared yet");
    }
    watched
        .shift()
        .ifPresent(
            s ->
                console.fact(
                    "Shift",
                    "'"
                        + s.field()
                        + "' "
                        + s.what()
                        + ": "
                        + watched.shifted().orElseThrow().feature(s.field()).verdict()));
    console.done();

    console.step("Write the report");
    JourneyReport report =
        new JourneyReport(
            String.valueOf(csv.getFileName()),
            clock.instant().truncatedTo(ChronoUnit.MINUTES).toString());
    report.overview(table, quality, judged, decision);
    report.data(table, quality, split);
    report.leakage(audit);
    report.models(judged);
    report.drift(watched);
    Path page = arguments.out().resolve("report.html");
    HtmlReport.write(report.build(), page);
    console.fact("Report", page.toString());
    console.done();
    boolean passed = decision.verdict() == Verdict.PASS;
    console.summary(passed ? "PASS" : "REFUSED by the model gate: " + decision.verdict());
    return passed ? PASSED : REFUSED;
  }

  private LeakageReport audit(Split split) {
    LeakageAudit audit = LeakageAudit.of(split).seed(arguments.seed().derive("leakage"));
    for (AuditCheck accepted : arguments.accepted()) {
      audit = audit.accept(accepted, "accepted on the command line");
    }
    return audit.run();
  }

  private <P extends Prediction> void results(ModelStep.Judged<P> judged, TaskPlan<P> plan) {
    Evidence evidence = judged.evaluation().evidence();
    List<String> names =
        new ArrayList<>(List.of(TaskPlan.BASELINE, plan.linearName(), TaskPlan.BOOSTED));
    for (int i = 0; i < plan.metrics().size(); i++) {
      String metric = plan.metrics().get(i).name();
      StringBuilder line = new StringBuilder();
      for (String name : names) {
        var estimate = JourneyReport.estimate(evidence, judged.name(), name, metric);
        line.append(line.isEmpty() ? "" : " · ")
            .append(name)
            .append(' ')
            .append(JourneyReport.text(estimate));
        String interval =
            estimate.match(
                m ->
                    String.format(
                        Locale.ROOT, " [%.4g, %.4g]", m.interval().low(), m.interval().high()),
                u -> "");
        line.append(interval);
      }
      if (i == 0) {
        console.fact(MetricLabels.of(metric), line.toString());
      } else {
        console.say(MetricLabels.of(metric) + ": " + line);
      }
    }
    console.fact("Chosen", judged.name());
  }

  /** The zip of the registered version; promoted to STAGING if the gate lets it. */
  private <P extends Prediction> Path register(
      Path csv, TrainedPipeline<P> chosen, Evidence evidence, TaskPlan<P> plan) throws IOException {
    Files.createDirectories(arguments.out());
    ModelBundle packed = PipelineBundle.pack(chosen, evidence, clock);
    String name = name(csv);
    Path zip = arguments.out().resolve(name + ".zip");
    Files.deleteIfExists(zip);
    packed.writeZip(zip);
    ModelRegistry registry = ModelRegistry.at(arguments.out().resolve("registry"), clock);
    ModelVersion version = registry.register(name, packed);
    Optional<String> refusal = Optional.empty();
    try {
      version = registry.promote(version, Stage.STAGING, plan.gate());
    } catch (PromotionRefusedException e) {
      refusal = Optional.of("not promoted: " + e.decision().verdict());
    }
    console.fact(
        "Version",
        version.name()
            + " "
            + version.number()
            + " in "
            + version.stage()
            + refusal.map(r -> ", " + r).orElse(""));
    return zip;
  }

  private static String name(Path csv) {
    String name =
        String.valueOf(csv.getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\.(csv|tsv|gz|txt)", "")
            .replaceAll("[^a-z0-9._-]", "-");
    String trimmed = name.replaceAll("^[^a-z0-9]+", "");
    return trimmed.isEmpty() ? "model" : trimmed.substring(0, Math.min(60, trimmed.length()));
  }

  /** The data set that comes with the sample, as a file. */
  private Path bundled() throws IOException {
    Path file = arguments.out().resolve(BUNDLED);
    Files.createDirectories(arguments.out());
    try (InputStream in = Journey.class.getResourceAsStream("/data/" + BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(
            "The sample must carry /data/" + BUNDLED + "; it does not.");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
