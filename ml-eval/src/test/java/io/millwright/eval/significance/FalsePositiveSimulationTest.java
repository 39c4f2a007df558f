package io.millwright.eval.significance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.significance.ModelComparison.Decision;
import io.millwright.model.Binary;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often two models of equal skill are told apart: at most 5 % at 95 % confidence.
 *
 * <p>Both models see the truth through half common and half own noise; 40 % positives.
 */
class FalsePositiveSimulationTest {

  /** 200 pairs: 5 % is 10 of them; more than 20 would come once in 500 times. */
  @Test
  void compare_equalModels_areSeldomToldApart() {
    run(60, 200, 100)
        .forEach((metric, wrong) -> assertThat(wrong).as(metric).isLessThanOrEqualTo(20));
  }

  /** Twice the standard error of 2000 pairs is 1 %. */
  @Test
  @Tag("slow")
  void compare_equalModelsOfAllSizes_areToldApartInAtMostFivePercent() throws IOException {
    int pairs = Integer.getInteger("millwright.samples", 2000);
    List<String> table = new ArrayList<>();
    table.add("| told apart, equal skill | n = 50 | n = 200 | n = 1000 |");
    table.add("|---|---|---|---|");
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    Map<String, Double> all = new LinkedHashMap<>();
    for (int n : new int[] {50, 200, 1000}) {
      run(n, pairs, 200)
          .forEach(
              (metric, wrong) -> {
                double share = (double) wrong / pairs;
                all.put(metric + " at " + n, share);
                lines
                    .computeIfAbsent(metric, m -> new StringBuilder("| " + m))
                    .append(String.format(Locale.ROOT, " | %.1f %%", 100 * share));
              });
    }
    lines.values().forEach(line -> table.add(line + " |"));
    String file = System.getProperty("millwright.falsePositives");
    if (file != null) {
      Files.write(Path.of(file), table);
    }
    all.forEach(
        (what, share) ->
            assertThat(share)
                .as(what)
                .isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / pairs)));
  }

  /** For each metric how many pairs of equal models were told apart. */
  private static Map<String, Integer> run(int n, int pairs, int draws) {
    Map<String, Integer> wrong = new LinkedHashMap<>();
    for (int pair = 0; pair < pairs; pair++) {
      Seed seed = Seed.of(31).derive(n).derive(pair);
      RandomGenerator random = seed.random();
      ModelComparison comparison = ModelComparison.of(seed.derive("test")).withDraws(draws);
      double[] labels = new double[n];
      double[] zeros = new double[n];
      double[][] logits = new double[2][n];
      double[][] errors = new double[2][n];
      for (int i = 0; i < n; i++) {
        labels[i] = i < 2 ? i : random.nextDouble() < 0.4 ? 1 : 0;
        double common = random.nextGaussian();
        double commonError = random.nextGaussian();
        for (int m = 0; m < 2; m++) {
          double noise = (common + random.nextGaussian()) * Math.sqrt(0.5);
          logits[m][i] = 1 / (1 + Math.exp(-(1.5 * (labels[i] - 0.5) + noise)));
          errors[m][i] = commonError + random.nextGaussian();
        }
      }
      Scored<Binary> a = Scored.binary(labels, logits[0]);
      Scored<Binary> b = Scored.binary(labels, logits[1]);
      count(wrong, comparison, a, b, BinaryMetrics.rocAuc());
      count(wrong, comparison, a, b, BinaryMetrics.accuracy());
      count(wrong, comparison, a, b, BinaryMetrics.averagePrecision());
      count(wrong, comparison, a, b, BinaryMetrics.f1());
      Scored<Regression> p = Scored.regression(zeros, errors[0]);
      Scored<Regression> q = Scored.regression(zeros, errors[1]);
      count(wrong, comparison, p, q, RegressionMetrics.rmse());
    }
    return wrong;
  }

  private static <P extends Prediction> void count(
      Map<String, Integer> wrong,
      ModelComparison comparison,
      Scored<P> a,
      Scored<P> b,
      Metric<P> metric) {
    Decision decision = comparison.compare(a, b, metric).decision();
    wrong.merge(metric.name(), decision == Decision.UNDECIDED ? 0 : 1, Integer::sum);
  }
}
