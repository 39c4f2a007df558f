package io.millwright.eval.card;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.Stage;
import io.millwright.artifact.Verdict;
import io.millwright.brief.Better;
import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.LatencyClass;
import io.millwright.brief.ProblemBrief;
import io.millwright.brief.ProblemType;
import io.millwright.brief.SuccessMetric;
import io.millwright.eval.Evaluation;
import io.millwright.eval.LoanModel;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.report.Block;
import io.millwright.report.DataTable;
import io.millwright.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One evaluated model for all tests of this package, and made-up evidence. */
final class Loan {

  static final LoanModel MODEL = new LoanModel();
  static final Evaluation<Binary> EVALUATION = MODEL.evaluation();
  static final ModelBundle BUNDLE =
      PipelineBundle.pack(MODEL.pipeline(), EVALUATION.evidence(), LoanModel.NOON);
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final GateDecision PASSED =
      new GateDecision(Verdict.PASS, List.of("PASS: ROC-AUC is at least 0.75."));

  private Loan() {}

  static ProblemBrief.Builder draft() {
    return ProblemBrief.builder("Loan default")
        .objective("Fewer defaults at the same volume.")
        .success(new SuccessMetric("roc_auc", Better.HIGHER, 0.7, "About 2 M EUR a year."))
        .baseline("baseline", "A person decides by seven rules.")
        .type(ProblemType.BINARY_CLASSIFICATION)
        .target("Defaulted within 12 months.")
        .consumer("The loan desk.")
        .latency(LatencyClass.INTERACTIVE)
        .data("Loans since 2018.")
        .gaps("Income of the self-employed is missing.")
        .ethics("Sex and origin are not used.");
  }

  static ProblemBrief brief() {
    return draft().killIf(new MissesBar("brier", Better.LOWER, 0.25)).build();
  }

  static ModelVersion version() {
    return new ModelVersion("loan-default", 3, BUNDLE.digest(), NOON, Stage.STAGING);
  }

  static ModelFacts.Builder evaluated() {
    return ModelFacts.of(EVALUATION);
  }

  static ModelFacts full() {
    return evaluated()
        .pipeline(MODEL.pipeline())
        .bundle(BUNDLE)
        .version(version())
        .brief(brief())
        .build();
  }

  static Fact fact(Verdict verdict) {
    return new Fact(
        verdict, new Fact.Source("audit", "0123456789abcdef", NOON), "It was looked at.");
  }

  static Estimate between(double low, double high) {
    return between(low, high, 1000);
  }

  static Estimate between(double low, double high, long rows) {
    return new Estimate.Measured(
        (low + high) / 2, new Estimate.Interval(low, high, 0.95, "given"), rows);
  }

  static Evidence evidence(Estimate auc, List<Comparison> comparisons, String... warnings) {
    TreeMap<String, Estimate> metrics = new TreeMap<>();
    metrics.put("roc_auc", auc);
    return new Evidence(
        new Evidence.Subject("model-1", "binary", "rows", NOON),
        metrics,
        comparisons,
        List.of(warnings));
  }

  static Comparison gain(Estimate gain) {
    return new Comparison("baseline", "roc_auc", between(0.5, 0.5), gain);
  }

  /** Two versions served; the second was rolled back if asked for. */
  static ModelRegistry served(Path folder, int versions, boolean back) {
    ModelRegistry registry = ModelRegistry.at(folder, LoanModel.NOON);
    for (int i = 0; i < versions; i++) {
      var clock = java.time.Clock.offset(LoanModel.NOON, java.time.Duration.ofHours(i));
      ModelVersion version =
          registry.register(
              "loan-default", PipelineBundle.pack(MODEL.pipeline(), EVALUATION.evidence(), clock));
      version = registry.promote(version, Stage.STAGING, (candidate, champion) -> PASSED);
      registry.promote(version, Stage.PRODUCTION, (candidate, champion) -> PASSED);
    }
    if (back) {
      registry.rollback("loan-default", "drill");
    }
    return registry;
  }

  static List<DataTable> tables(Report report, String heading) {
    List<DataTable> tables = new ArrayList<>();
    for (var section : report.sections()) {
      if (section.heading().equals(heading)) {
        for (Block block : section.blocks()) {
          if (block instanceof DataTable table) {
            tables.add(table);
          }
        }
      }
    }
    return tables;
  }

  /** The cells of the row that starts with this text, in the first table that has one. */
  static List<String> row(Report report, String heading, String first) {
    return tables(report, heading).stream()
        .flatMap(t -> t.rows().stream())
        .filter(r -> r.get(0).text().equals(first))
        .findFirst()
        .orElseThrow()
        .stream()
        .map(DataTable.Cell::text)
        .toList();
  }
}
