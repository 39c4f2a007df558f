package io.millwright.eval.experiment;

import static io.millwright.eval.metric.Direction.HIGHER_IS_BETTER;
import static io.millwright.eval.metric.Direction.LOWER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.experiment.AbTest.SampleSize;
import io.millwright.eval.experiment.TeamDraft.Interleaved;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.power.Outcome;
import io.millwright.eval.power.PowerPlan;
import io.millwright.evidence.Estimate;
import io.millwright.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/experiments.md}, compiled and run. */
class ExperimentDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "experiments.md");
  private static final Path SOURCE =
      Path.of(
          "src",
          "test",
          "java",
          "io",
          "millwright",
          "eval",
          "experiment",
          "ExperimentDocTest.java");

  @Test
  void examples_run() {
    AbTest test =
        AbTest.builder("The new model's offers sell more, because they fit better")
            .control("old", 0.5)
            .arm("new", 0.5)
            .primary(MetricSpec.of("bought", HIGHER_IS_BETTER, Outcome.proportion(0.10)), 0.02)
            .guardrail(
                MetricSpec.of("seconds", LOWER_IS_BETTER, Outcome.mean(1.2))
                    .adjustedFor("seconds in the 28 days before"),
                0.1)
            .build();
    SampleSize size = test.sampleSize(1000).orThrow();

    Assignment assignment = Assignment.of("offers-2026-03", test);
    RandomGenerator random = Seed.of(1).random();
    Instant windowEnd = Instant.parse("2026-03-01T00:00:00Z");
    Instant exposedAt = Instant.parse("2026-03-02T10:00:00Z");
    List<Tally> days = new ArrayList<>();
    for (int d = 0; d < size.days(); d++) {
      Tally day = test.tally();
      for (int u = 0; u < 1000; u++) {
        String userId = d + "-" + u;
        double before = 3 + random.nextGaussian();
        double seconds = before + 0.5 * random.nextGaussian();
        double rate = assignment.arm(userId).equals(Optional.of("new")) ? 0.15 : 0.1;
        boolean bought = random.nextDouble() < rate;

        String arm = assignment.arm(userId).orElseThrow();
        day.exposed(arm)
            .add(arm, "bought", bought)
            .add(arm, "seconds", seconds, Covariate.of(before, windowEnd, exposedAt));
      }
      days.add(day);
    }
    Tally stored = test.readTally(days.get(0).toJson());
    Tally both = stored.plus(days.get(1));

    AbResult result = test.analyse(days);
    String text =
        result.match(
            invalid -> "cannot be used: " + invalid.reasons(),
            analysed -> analysed.decision() + " " + analysed.winner() + analysed.reasons());
    Report report = AbReport.of(test, result);

    PowerPlan plan = PowerPlan.of(Outcome.proportion(0.10)).withAlpha(0.05).withPower(0.8);
    MetricValue controls = plan.sampleSize(0.01);
    MetricValue smallest = plan.detectableDifference(20_000);

    List<String> oldRanking = List.of("a", "b", "c");
    List<String> newRanking = List.of("c", "d", "a");
    TeamDraft draft = TeamDraft.of(Seed.of(42), 10);
    Interleaved<String> list = draft.interleave("query-17", oldRanking, newRanking);
    InterleavingTally wins = InterleavingTally.EMPTY.with(list.lead(List.of(0, 2)));
    Estimate shareOfNew = wins.shareOfB(0.95);

    ThompsonSampling bandit =
        ThompsonSampling.of(
            MetricSpec.of("click", HIGHER_IS_BETTER, Outcome.proportion(0.05)),
            List.of("red", "green", "blue"),
            0.05);
    String colour = bandit.choose(Seed.of(42), 1);
    bandit.reward(colour, 1);
    Map<String, MetricValue> chances = bandit.chancesBest();

    assertThat(both.users()).isEqualTo(2000);
    assertThat(text).startsWith("SHIP Optional[new]");
    assertThat(report.charts()).hasSize(3);
    assertThat(controls.orElse(0)).isBetween(14_000.0, 15_000.0);
    assertThat(smallest.orElse(0)).isLessThan(0.01);
    assertThat(shareOfNew).isNotNull();
    assertThat(chances).containsOnlyKeys("red", "green", "blue");
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
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
