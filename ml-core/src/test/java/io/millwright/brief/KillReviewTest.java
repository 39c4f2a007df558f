package io.millwright.brief;

import static io.millwright.brief.Briefs.estimate;
import static io.millwright.brief.Briefs.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.NotBetterThan;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.KillCriterion.SimplerSuffices;
import io.millwright.brief.KillReview.Decision;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillReviewTest {

  private static KillReview.Result judged(KillCriterion criterion, Evidence evidence) {
    return Briefs.draft().killIf(criterion).build().review(evidence).results().get(0);
  }

  private static Evidence against(
      String metric, Estimate model, String other, Estimate theirs, Estimate gain) {
    return evidence(
        Map.of(metric, model), new Evidence.Comparison(other, metric, theirs, gain));
  }

  /** Model 0.8 (0.78 to 0.82): the other reaches 90 % where it gains less than 0.078 to 0.082. */
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.03, 0.07, KILL",
    "0.05, 0.03, 0.0779, KILL",
    "0.05, 0.03, 0.079, UNDECIDED",
    "0.12, 0.081, 0.15, UNDECIDED",
    "0.12, 0.0821, 0.15, CONTINUE",
  })
  void simplerSuffices_higherIsBetter_usesIntervalEnds(
      double gain, double low, double high, Decision expected) {
    Evidence evidence =
        against(
            "roc_auc",
            estimate(0.8, 0.78, 0.82),
            "rules",
            estimate(0.8 - gain, 0.6, 0.8),
            estimate(gain, low, high));
    SimplerSuffices criterion = new SimplerSuffices("roc_auc", Better.HIGHER, "rules", 0.9);
    assertThat(judged(criterion, evidence).decision()).isEqualTo(expected);
  }

  /** Error 9 against 10: the model needs 9 / 10 = 0.9 of it, that is a gain of 0.1 / 0.9 × 9 = 1. */
  @ParameterizedTest
  @CsvSource({"0.9, 0.8, 0.99, KILL", "1, 0.9, 1.2, UNDECIDED", "1.3, 1.01, 1.5, CONTINUE"})
  void simplerSuffices_lowerIsBetter_turnsTheShareAround(
      double gain, double low, double high, Decision expected) {
    Evidence evidence =
        against(
            "mae", estimate(9, 9, 9), "last", estimate(9 + gain, 9, 11), estimate(gain, low, high));
    SimplerSuffices criterion = new SimplerSuffices("mae", Better.LOWER, "last", 0.9);
    assertThat(judged(criterion, evidence).decision()).isEqualTo(expected);
  }

  /** 10 % of 0.5 (0.48 to 0.52) is 0.048 to 0.052. */
  @ParameterizedTest
  @CsvSource({
    "0.03, 0.01, 0.048, KILL",
    "0.03, 0.01, 0.049, UNDECIDED",
    "0.1, 0.052, 0.2, UNDECIDED",
    "0.1, 0.0521, 0.2, CONTINUE",
  })
  void notBetterThan_margin_usesIntervalEnds(
      double gain, double low, double high, Decision expected) {
    Evidence evidence =
        against(
            "roc_auc",
            estimate(0.5 + gain, 0.4, 0.9),
            "random",
            estimate(0.5, 0.48, 0.52),
            estimate(gain, low, high));
    NotBetterThan criterion = new NotBetterThan("roc_auc", "random", 0.1);
    KillReview.Result result = judged(criterion, evidence);
    assertThat(result.decision()).isEqualTo(expected);
    assertThat(result.reason()).contains("it must gain more than 0.05.");
  }

  @Test
  void notBetterThan_noMarginAndInfiniteInterval_isStillJudged() {
    Estimate wide = estimate(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    NotBetterThan criterion = new NotBetterThan("r2", "mean", 0);
    Evidence better =
        against("r2", estimate(0.4, 0.3, 0.5), "mean", wide, estimate(0.4, 0.3, 0.5));
    assertThat(judged(criterion, better).decision()).isEqualTo(Decision.CONTINUE);
    Evidence unsure = against("r2", estimate(0.4, 0.3, 0.5), "mean", wide, wide);
    assertThat(judged(criterion, unsure).decision()).isEqualTo(Decision.UNDECIDED);
  }

  @ParameterizedTest
  @CsvSource({
    "HIGHER, 0.70, 0.74, KILL", "HIGHER, 0.70, 0.75, UNDECIDED", "HIGHER, 0.75, 0.8, CONTINUE",
    "LOWER, 0.70, 0.75, CONTINUE", "LOWER, 0.75, 0.8, UNDECIDED", "LOWER, 0.76, 0.8, KILL",
  })
  void missesBar_at075_usesTheEndThatMatters(
      Better better, double low, double high, Decision expected) {
    Evidence evidence = evidence(Map.of("m", estimate((low + high) / 2, low, high)));
    assertThat(judged(new MissesBar("m", better, 0.75), evidence).decision()).isEqualTo(expected);
  }

  @Test
  void criteria_nothingToJudge_areNotMeasuredAndSayWhy() {
    Evidence evidence =
        against(
            "auc",
            new Estimate.Undefined("the holdout has one class only", 9),
            "rules",
            estimate(-1, -2, 0),
            estimate(1, 1, 1));
    assertThat(judged(new MissesBar("auc", Better.HIGHER, 1), evidence).reason())
        .isEqualTo("auc is undefined: the holdout has one class only");
    assertThat(judged(new MissesBar("f1", Better.HIGHER, 1), evidence).reason())
        .isEqualTo("'f1' is not among the evaluated metrics [auc].");
    assertThat(judged(new NotBetterThan("auc", "prior", 0.1), evidence).reason())
        .isEqualTo("There is no comparison of auc with 'prior'.");
    assertThat(judged(new NotBetterThan("auc", "rules", 0.1), evidence).reason())
        .isEqualTo("A margin in percent needs a value above 0; that of 'rules' is -1 (-2 to 0).");
    KillReview.Result people = judged(new PeopleSay("May we?"), evidence);
    assertThat(people.decision()).isEqualTo(Decision.NOT_MEASURED);
    assertThat(people.reason()).isEqualTo("Only people can answer this.");
  }

  @Test
  void review_severalCriteria_gravestPrevailsAndAllAreShown() {
    Evidence evidence = evidence(Map.of("a", estimate(0.5, 0.4, 0.6)));
    KillReview review =
        Briefs.draft()
            .killIf(
                new MissesBar("a", Better.HIGHER, 0.3),
                new MissesBar("a", Better.HIGHER, 0.5),
                new PeopleSay("May we?"))
            .build()
            .review(evidence);
    assertThat(review.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(review.describe())
        .isEqualTo(
            """
            UNDECIDED
              CONTINUE: a is below 0.3? a is 0.5 (0.4 to 0.6); the bar is 0.3.
              UNDECIDED: a is below 0.5? a is 0.5 (0.4 to 0.6); the bar is 0.5.
              NOT_MEASURED: May we? Only people can answer this.""");
    assertThat(new KillReview(List.of()).decision()).isEqualTo(Decision.NOT_MEASURED);
  }

  @Test
  void review_evidenceOfAnotherTask_isRefused() {
    Evidence regression =
        new Evidence(
            new Evidence.Subject("m", "regression", "h", Instant.EPOCH),
            new TreeMap<>(Map.of("mae", estimate(1, 1, 1))),
            List.of(),
            List.of());
    assertThatThrownBy(() -> Briefs.loans().review(regression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of a binary task, as the brief is; was regression");
  }
}
