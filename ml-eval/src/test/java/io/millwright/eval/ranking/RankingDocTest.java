package io.millwright.eval.ranking;

import static io.millwright.eval.ranking.RankingMetrics.averagePrecision;
import static io.millwright.eval.ranking.RankingMetrics.ndcg;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.MetricChoice.Use;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/concepts/metrics.md}, compiled and run. */
class RankingDocTest {

  @TempDir Path folder;

  @Test
  void metricChoice_example_runs() {
    MetricChoice<Metric<Binary>> choice =
        MetricChoice.forBinary(0.03, 20_000, Use.RANKING, Use.RISKS);
    Metric<Binary> decideBy = choice.primary().metric();
    List<String> why = choice.sentences();

    assertThat(decideBy.name()).isEqualTo("average_precision");
    assertThat(why).hasSizeGreaterThan(5);
  }

  @Test
  void ranking_example_runs() throws IOException {
    Files.writeString(folder.resolve("qrels.txt"), "1 0 a 2\n1 0 b 1\n2 0 a 1\n3 0 c 1\n");
    Files.writeString(
        folder.resolve("ours.txt"),
        "1 Q0 a 1 0.9 x\n1 Q0 b 2 0.8 x\n2 Q0 a 1 0.7 x\n3 Q0 d 1 0.5 x\n3 Q0 c 2 0.4 x\n");
    Files.writeString(
        folder.resolve("theirs.txt"),
        "1 Q0 b 1 0.9 y\n1 Q0 a 2 0.8 y\n2 Q0 e 1 0.7 y\n2 Q0 a 2 0.6 y\n3 Q0 d 1 0.5 y\n");
    Bootstrap bootstrap = Bootstrap.of(Seed.of(42)).withReplicates(200);

    Judgements judged = TrecFiles.readJudgements(folder.resolve("qrels.txt"));
    Run ours = TrecFiles.readRun(folder.resolve("ours.txt"));
    Run theirs = TrecFiles.readRun(folder.resolve("theirs.txt"));

    RankingEvaluator evaluator = RankingEvaluator.of(judged);
    QueryValues values = evaluator.evaluate(ours, ndcg(10), averagePrecision()).values(ndcg(10));
    Estimate mean = values.estimate(bootstrap);
    Estimate gain =
        values.gainOver(evaluator.evaluate(theirs, ndcg(10)).values(ndcg(10)), bootstrap);

    double asTrecEval =
        RankingEvaluator.trecEval(judged)
            .evaluate(ours, ndcg(10))
            .values(ndcg(10))
            .mean()
            .orElse(0);

    assertThat(mean).isInstanceOf(Estimate.Measured.class);
    assertThat(((Estimate.Measured) gain).interval().low()).isPositive();
    assertThat(asTrecEval).isEqualTo(values.mean().orElse(-1));
  }
}
