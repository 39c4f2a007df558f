package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.HeldOut;
import io.millwright.eval.errors.ErrorAnalysis;
import io.millwright.eval.explain.Importances;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.robustness.Perturbations;
import io.millwright.eval.robustness.RobustnessAudit;
import io.millwright.eval.robustness.RobustnessReport;
import io.millwright.eval.slice.SliceSearch;
import io.millwright.eval.slice.WeakSlices;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.report.Section;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks for where the model is weak, what it leans on, and what becomes of worse inputs. */
final class LookStep {

  private static final int NAMED = 3;

  private final TrainedPipeline<Binary> judged;
  private final TrainedPipeline<Binary> raw;
  private final Parts parts;
  private final Seed seed;
  private final Console console;

  LookStep(
      TrainedPipeline<Binary> judged,
      TrainedPipeline<Binary> raw,
      Parts parts,
      Seed seed,
      Console console) {
    this.judged = judged;
    this.raw = raw;
    this.parts = parts;
    this.seed = seed;
    this.console = console;
  }

  /** What was seen. */
  record Looked(
      WeakSlices weak,
      Section errors,
      RobustnessReport robustness,
      ExplainStep.Explained explained) {

    void write(Report.Builder page) {
      page.section(weak.section());
      page.section(errors);
      for (Section section : robustness.toReport().sections()) {
        page.section(
            "Robustness: " + section.heading().toLowerCase(Locale.ROOT),
            s -> section.blocks().forEach(s::block));
      }
      explained.write(page);
    }
  }

  Looked run(HeldOut<Binary> test, Evaluation<Binary> evaluation, int replicates) {
    Metric<Binary> primary = evaluation.metrics().get(0);
    Bootstrap bootstrap = Bootstrap.of(seed.derive("look")).withReplicates(replicates);
    console.step("Look for weak slices, errors and fragile inputs");
    WeakSlices weak = SliceSearch.of(seed.derive("slices")).build().find(test);
    console.fact(
        "Weak slices", weak.slices().size() + " confirmed, of " + weak.tested() + " candidates");
    Section errors = ErrorAnalysis.of(test, bootstrap.derive("errors"));
    RobustnessReport robustness = robustness(primary, evaluation, bootstrap.derive("robustness"));
    console.done();
    console.step("Explain: permutation importance, dependence, contributions");
    ExplainStep.Explained explained =
        new ExplainStep(judged, raw, seed.derive("explain"), console)
            .run(primary, parts.test(), parts.learn().table(), bootstrap.derive("explain"));
    console.fact(
        "Leans on",
        explained.importances().fields().stream()
            .limit(NAMED)
            .map(Importances.Importance::name)
            .collect(Collectors.joining(", ")));
    console.done();
    return new Looked(weak, errors, robustness, explained);
  }

  private RobustnessReport robustness(
      Metric<Binary> primary, Evaluation<Binary> evaluation, Bootstrap bootstrap) {
    return RobustnessAudit.of(primary)
        .perturb(Perturbations.noise(), 0.1, 0.5, 1)
        .perturb(Perturbations.missing(), 0.1, 0.3)
        .seed(seed.derive("robustness"))
        .bootstrap(bootstrap)
        .build()
        .assess(judged, evaluation, parts.test().table());
  }
}
