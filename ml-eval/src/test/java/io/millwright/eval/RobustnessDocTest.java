package io.millwright.eval;

import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.robustness.AdversarialReport;
import io.millwright.eval.robustness.AdversarialSearch;
import io.millwright.eval.robustness.Perturbations;
import io.millwright.eval.robustness.RobustnessAudit;
import io.millwright.eval.robustness.RobustnessReport;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/robustness.md}, compiled and run. */
class RobustnessDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "robustness.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "RobustnessDocTest.java");

  @Test
  void examples_run() {
    Split split = RowsAt.split(Loans.table(Loans.draw(900, 0, Seed.of(1)), Loans.binary()), 400);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);
    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(rocAuc())
            .bootstrap(Bootstrap.of(Seed.of(1)).withReplicates(100))
            .build()
            .evaluate(trained, split.test());

    RobustnessReport robustness =
        RobustnessAudit.of(rocAuc())
            .perturb(Perturbations.noise(), 0.1, 0.5, 1)
            .perturb(Perturbations.rounded(), 0.5)
            .range("risk", -5, 5)
            .seed(Seed.of(7))
            .build()
            .assess(trained, evaluation, split.test().table());
    Estimate drop = robustness.curve("noise").effects().get(1).drop();

    AdversarialReport flips =
        AdversarialSearch.at(0.5)
            .bound("risk", 0.25)
            .budget(200)
            .mostRows(500)
            .build()
            .attack(trained.model(), split.test().table());
    double near = flips.flippedWithin(0.5);

    assertThat(drop)
        .isInstanceOfSatisfying(Estimate.Measured.class, m -> assertThat(m.value()).isPositive());
    assertThat(near).isBetween(0.01, flips.flippedWithin(1));
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
