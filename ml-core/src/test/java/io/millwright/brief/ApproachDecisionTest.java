package io.millwright.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.brief.ApproachDecision.Approach;
import io.millwright.brief.ApproachDecision.Signal;
import io.millwright.brief.Signals.ChangeRate;
import io.millwright.brief.Signals.ErrorCost;
import io.millwright.brief.Signals.Explanation;
import io.millwright.brief.Signals.Pattern;
import io.millwright.brief.Signals.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApproachDecisionTest {

  /** Each row of the documented table, and its neighbours. */
  @ParameterizedTest
  @CsvSource({
    "0,      KNOWN_AND_STABLE, SIMPLE,   NONE,     LOW,  BATCH,          YEARS,  RULES,   RULES",
    "999999, KNOWN_AND_STABLE, SIMPLE,   REQUIRED, HIGH, BATCH,          DAYS,   RULES,   RULES",
    "299,    KNOWN,            SIMPLE,   NONE,     LOW,  BATCH,          YEARS,  RULES,   LABELLED_ROWS",
    "300,    KNOWN,            SIMPLE,   NONE,     LOW,  BATCH,          YEARS,  ML,      PATTERN",
    "999,    UNKNOWN,          MODERATE, NONE,     LOW,  BATCH,          YEARS,  NOT_YET, LABELLED_ROWS",
    "1000,   UNKNOWN,          MODERATE, NONE,     LOW,  BATCH,          YEARS,  ML,      PATTERN",
    "9999,   KNOWN_AND_STABLE, COMPLEX,  NONE,     LOW,  BATCH,          YEARS,  RULES,   LABELLED_ROWS",
    "10000,  KNOWN_AND_STABLE, COMPLEX,  NONE,     LOW,  BATCH,          YEARS,  ML,      PATTERN",
    "99999,  UNKNOWN,          COMPLEX,  NONE,     HIGH, BATCH,          DAYS,   NOT_YET, CHANGE_RATE",
    "99999,  KNOWN,            COMPLEX,  NONE,     HIGH, BATCH,          DAYS,   HYBRID,  CHANGE_RATE",
    "99999,  UNKNOWN,          COMPLEX,  REQUIRED, HIGH, BATCH,          MONTHS, HYBRID,  ERROR_COST",
    "99999,  KNOWN,            MODERATE, REQUIRED, LOW,  BATCH,          MONTHS, HYBRID,  EXPLANATION",
    "99999,  UNKNOWN,          MODERATE, REQUIRED, LOW,  BATCH,          MONTHS, ML,      PATTERN",
    "99999,  KNOWN,            COMPLEX,  NONE,     LOW,  HARD_REAL_TIME, YEARS,  HYBRID,  LATENCY",
    "99999,  UNKNOWN,          COMPLEX,  NONE,     LOW,  HARD_REAL_TIME, YEARS,  ML,      PATTERN",
  })
  void decide_everyRowOfTheTable_isAsDocumented(
      long rows,
      Rules rules,
      Pattern pattern,
      Explanation explanation,
      ErrorCost cost,
      LatencyClass latency,
      ChangeRate change,
      Approach approach,
      Signal by) {
    ApproachDecision decision =
        Signals.builder(rows)
            .rules(rules)
            .pattern(pattern)
            .explanation(explanation)
            .errorCost(cost)
            .latency(latency)
            .changeRate(change)
            .build()
            .decide();
    assertThat(decision.approach()).isEqualTo(approach);
    assertThat(decision.decidedBy()).isEqualTo(by);
    assertThat(decision.reasons()).isNotEmpty().allSatisfy(r -> assertThat(r).endsWith("."));
  }

  @Test
  void reasons_model_sayWhatToMind() {
    ApproachDecision decision =
        Signals.builder(5_000)
            .rules(Rules.UNKNOWN)
            .pattern(Pattern.MODERATE)
            .explanation(Explanation.REQUIRED)
            .changeRate(ChangeRate.MONTHS)
            .build()
            .decide();
    assertThat(decision.reasons())
        .hasSize(3)
        .anyMatch(r -> r.contains("whose reasons can be given"))
        .anyMatch(r -> r.contains("plan to retrain"));
  }

  @Test
  void signals_incompleteOrTwice_areRefused() {
    assertThatThrownBy(() -> Signals.builder(1).rules(Rules.KNOWN).build())
        .hasMessage("Signals must have rules and pattern; without pattern. Set them.");
    assertThatThrownBy(() -> Signals.builder(1).rules(Rules.KNOWN).rules(Rules.KNOWN))
        .hasMessageContaining("Signal rules must be set once");
    assertThatThrownBy(() -> Signals.builder(-1))
        .hasMessage("Labelled rows must be at least 0; was -1.");
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void recommendation_everyType_isCompleteAndBoundedBySignals(ProblemType type) {
    Recommendation plain = Recommendation.of(type);
    assertThat(plain.avoid()).isNotEmpty();
    assertThat(plain.reasons()).isNotEmpty();
    Signals few =
        Signals.builder(500)
            .rules(Rules.UNKNOWN)
            .pattern(Pattern.SIMPLE)
            .explanation(Explanation.REQUIRED)
            .latency(LatencyClass.HARD_REAL_TIME)
            .build();
    Recommendation bounded = Recommendation.of(type, few);
    assertThat(bounded.metric()).isEqualTo(plain.metric());
    assertThat(bounded.scaleTo()).isEqualTo("more labelled rows before a larger model");
    assertThat(bounded.avoid()).hasSize(plain.avoid().size() + 2);
  }
}
