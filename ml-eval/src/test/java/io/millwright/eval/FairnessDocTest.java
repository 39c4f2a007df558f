package io.millwright.eval;

import static io.millwright.eval.fairness.FairnessMeasure.DISPARATE_IMPACT;
import static io.millwright.eval.fairness.FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE;
import static io.millwright.eval.fairness.FairnessMeasure.FOUR_FIFTHS;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.eval.fairness.BiasQuestion;
import io.millwright.eval.fairness.FairnessAudit;
import io.millwright.eval.fairness.FairnessFinding;
import io.millwright.eval.fairness.FairnessReport;
import io.millwright.eval.fairness.FairnessVerdict;
import io.millwright.eval.fairness.GroupRate;
import io.millwright.eval.fairness.ImpactRatio;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/fairness.md}, compiled and run. */
class FairnessDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "fairness.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "FairnessDocTest.java");

  /** Applicants whose score is lower for women of the same risk. */
  private static Table applicants(int n) {
    RandomGenerator random = Seed.of(3).random();
    int[] sex = new int[n];
    int[] region = new int[n];
    double[] risk = new double[n];
    BitSet label = new BitSet();
    for (int i = 0; i < n; i++) {
      sex[i] = random.nextInt(2);
      region[i] = random.nextInt(2);
      double own = random.nextGaussian();
      label.set(i, random.nextDouble() < 1 / (1 + Math.exp(-2 * own)));
      risk[i] = own - (sex[i] == 0 ? 0.8 : 0);
    }
    return Table.of(
        Schema.builder()
            .categorical("sex")
            .categorical("region")
            .numeric("risk")
            .binaryLabel("repaid")
            .build(),
        List.of(
            CategoricalColumn.of(sex, List.of("F", "M")),
            CategoricalColumn.of(region, List.of("north", "south")),
            NumericColumn.of(risk),
            BooleanColumn.of(n, label, new BitSet())));
  }

  @Test
  void examples_run() {
    Split split = RowsAt.split(applicants(3000), 500);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(rocAuc())
            .bootstrap(Bootstrap.of(Seed.of(1)).withReplicates(100))
            .build()
            .evaluate(trained, split.test());

    FairnessAudit audit =
        FairnessAudit.of("sex", "region")
            .threshold(0.4)
            .margin(EQUAL_OPPORTUNITY_DIFFERENCE, 0.1)
            .margin(DISPARATE_IMPACT, FOUR_FIFTHS)
            .answer(
                BiasQuestion.SELECTIVE_LABELS, "Every applicant got a loan in the trial period.")
            .bootstrap(Bootstrap.of(Seed.of(42)))
            .build();
    FairnessReport fairness = audit.assess(evaluation, split.test().table());

    FairnessFinding finding = fairness.part("sex").finding(EQUAL_OPPORTUNITY_DIFFERENCE);
    FairnessVerdict verdict = finding.verdict();
    String why = finding.judgement().reason();
    Estimate women = fairness.part("sex").groups().get(0).rate(GroupRate.TPR);
    List<ImpactRatio> impacts = fairness.part("sex", "region").impacts();
    Evidence evidence = fairness.addTo(evaluation.evidence());
    Report report = fairness.toReport();

    assertThat(verdict).isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(why).contains("the margin is 0.1");
    assertThat(women).isInstanceOf(Estimate.Measured.class);
    assertThat(impacts).hasSize(3);
    assertThat(evidence.metrics()).hasSize(31);
    assertThat(report.sections()).hasSize(5);
    assertThat(fairness.openQuestions()).hasSize(BiasQuestion.values().length - 1);
    assertThatThrownBy(() -> audit.assess(evaluation, split.train().table()))
        .hasMessageContaining("Table must be the one that was evaluated; was another");
  }

  @Test
  void document_examples_areThisSource() throws IOException {
    String source = oneLine(Files.readString(SOURCE));
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult r) -> oneLine(r.group(1)))
            .toList();
    assertThat(examples).hasSize(2).allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
