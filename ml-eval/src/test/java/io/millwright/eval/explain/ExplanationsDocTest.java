package io.millwright.eval.explain;

import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Binary;
import io.millwright.model.Link;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.BooleanColumn;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/explanations.md}, compiled and run. */
class ExplanationsDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "explanations.md");
  private static final Path SOURCE =
      Path.of(
          "src", "test", "java", "io", "millwright", "eval", "explain", "ExplanationsDocTest.java");
  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("income")
          .numeric("debt")
          .categorical("region")
          .binaryLabel("defaulted")
          .build();

  @Test
  void examples_run() {
    Split split = RowsAt.split(loans(300), 150);
    TrainedPipeline<Binary> trained = trained(split);
    Row row = split.test().table().cursor().moveTo(riskiest(trained, split.test().table()));

    Importances importances =
        PermutationImportance.by(rocAuc(), Seed.of(42))
            .repeats(5)
            .group("income", "debt")
            .build()
            .of(trained, split.test());
    Estimate drop = importances.of("region").drop();

    Dependence dependence = Dependence.of(trained, split.test().table(), Seed.of(42));
    DependenceCurve partial = dependence.partial("income");
    DependenceCurve local = dependence.accumulated("income");
    DependenceSurface both = dependence.partial("income", "region");
    List<List<Double>> rowByRow = partial.centred(0);

    Shap shap = Shap.of(trained, split.train().table(), Seed.of(42)).withBackground(100);
    Attribution why = shap.explain(row);
    double ofIncome = why.of("income").value();
    Attributions all = shap.explainAll(split.test().table());
    List<Attributions.Strength> strengths = all.strengths();

    ChangeRules rules =
        ChangeRules.builder()
            .immutable("region")
            .increaseOnly("income")
            .range("debt", 0, 20)
            .cost("income", 2)
            .build();
    CounterfactualResult result =
        Counterfactuals.of(trained, split.train().table())
            .withRules(rules)
            .find(row, Wish.probabilityAtMost(0.3));
    String outcome =
        result.match(
            found -> "change " + found.answers().get(0).fields(),
            none -> none.reason(),
            already -> "nothing to change");

    Report report =
        Report.titled("Why")
            .section(ExplanationSections.importance(importances))
            .section(ExplanationSections.dependence(partial))
            .section(ExplanationSections.contributions(all))
            .section(ExplanationSections.row(why, row))
            .build();

    assertThat(importances.fields().get(0).name()).isEqualTo("income + debt");
    assertThat(drop).isInstanceOf(Estimate.Measured.class);
    assertThat(local.points()).hasSameSizeAs(partial.points());
    assertThat(both.second()).hasSize(2);
    assertThat(rowByRow.get(0).get(0)).isEqualTo(0);
    assertThat(ofIncome).isGreaterThan(0);
    assertThat(strengths.get(0).name()).isEqualTo("income");
    assertThat(outcome).startsWith("change [");
    assertThat(report.sections()).hasSize(4);
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
    assertThat(examples)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static int riskiest(TrainedPipeline<Binary> trained, Table rows) {
    List<Binary> predictions = trained.predict(rows);
    int riskiest = 0;
    for (int i = 0; i < predictions.size(); i++) {
      if (predictions.get(i).probability() > predictions.get(riskiest).probability()) {
        riskiest = i;
      }
    }
    return riskiest;
  }

  private static TrainedPipeline<Binary> trained(Split split) {
    return Models.pipeline(
        Task.binary(),
        split.train().table(),
        List.of("false", "true"),
        List.of(
            Models.number(SCHEMA, "income"),
            Models.number(SCHEMA, "debt"),
            Models.oneHot(SCHEMA, "region", "south")),
        LinearScorer.of(new double[][] {{-0.2, 0.1, 0.3}}, new double[] {5}, Link.LOGISTIC));
  }

  private static Table loans(int n) {
    double[] income = new double[n];
    double[] debt = new double[n];
    String[] region = new String[n];
    BitSet defaulted = new BitSet();
    var random = Seed.of(6).random();
    for (int i = 0; i < n; i++) {
      income[i] = Math.rint(30 + 10 * random.nextGaussian());
      debt[i] = Math.rint(10 + 5 * random.nextGaussian());
      region[i] = random.nextBoolean() ? "south" : "north";
      double risk = 5 - 0.2 * income[i] + 0.1 * debt[i];
      defaulted.set(i, random.nextDouble() < 1 / (1 + Math.exp(-risk)));
    }
    return Models.table(
        SCHEMA,
        Models.numbers(income),
        Models.numbers(debt),
        Models.words(region),
        BooleanColumn.of(n, defaulted, new BitSet()));
  }
}
