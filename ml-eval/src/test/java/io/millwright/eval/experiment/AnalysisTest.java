package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.experiment.AbResult.Analysed;
import io.millwright.eval.experiment.AbResult.Invalid;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnalysisTest {

  /** Needs about 1,680 units an arm. */
  private static final AbTest TEST = Designs.even("h").primary(Designs.AMOUNT, 0.1).build();

  private static final AbTest GUARDED =
      Designs.even("h")
          .primary(Designs.AMOUNT, 0.1)
          .guardrail(Designs.DELAY, 0.2)
          .guardrail(Designs.CONVERSION, 0.05)
          .build();

  /** Days with amounts of exactly these means and variance 1. */
  private static List<Tally> days(AbTest test, int days, int perArm, double gain) {
    List<Tally> tallies = new ArrayList<>();
    for (int d = 0; d < days; d++) {
      Tally day = test.tally().exposed("old", perArm).exposed("new", perArm);
      Designs.exactly(day, "old", "amount", perArm, 5);
      Designs.exactly(day, "new", "amount", perArm, 5 + gain);
      tallies.add(day);
    }
    return tallies;
  }

  private static List<Tally> guarded(int days, int perArm, double gain, double slower) {
    List<Tally> tallies = days(GUARDED, days, perArm, gain);
    for (Tally day : tallies) {
      Designs.exactly(day, "old", "delay", perArm, 3);
      Designs.exactly(day, "new", "delay", perArm, 3 + slower);
      for (int i = 0; i < perArm; i++) {
        day.add("old", "conversion", i % 10 == 0).add("new", "conversion", i % 10 == 0);
      }
    }
    return tallies;
  }

  private static Analysed analysed(AbTest test, List<Tally> days) {
    return test.analyse(days)
        .match(
            invalid -> {
              throw new AssertionError(invalid.reasons());
            },
            a -> a);
  }

  private static Interval interval(Estimate estimate) {
    return estimate.match(
        Measured::interval,
        u -> {
          throw new AssertionError(u.reason());
        });
  }

  @Test
  void mismatch_isInvalidAndShowsNothingElse() {
    List<Tally> days = days(TEST, 14, 200, 1);
    days.get(3).exposed("new", 500);
    AbResult result = TEST.analyse(days);
    assertThat(result).isInstanceOf(Invalid.class);
    assertThat(result.decision()).isEqualTo(Decision.INVALID);
    assertThat(result.reasons()).singleElement().asString().contains("planned shares");
    assertThat(result.sampleRatio().pValue()).isLessThan(0.001);
    assertThat(result.day()).isEqualTo(14);
  }

  @Test
  void beforeTheEnd_onlyAlwaysValidIntervals() {
    Analysed result = analysed(TEST, days(TEST, 8, 100, 0.1));
    Comparison c = result.primary().get(0);
    assertThat(result.decision()).isEqualTo(Decision.CONTINUE);
    assertThat(result.isAtEnd()).isFalse();
    assertThat(c.gain()).isInstanceOf(Undefined.class);
    assertThat(c.relativeGain()).isInstanceOf(Undefined.class);
    assertThat(c.pValue().isDefined()).isFalse();
    assertThat(interval(c.alwaysValidGain()).level()).isCloseTo(0.99, within(1e-12));
    assertThat(c.deciding()).isEqualTo(c.alwaysValidGain());
    assertThat(c.alwaysValidPValue().orElse(0)).isBetween(0.01, 1.0);
    assertThat(result.sequence().get("new")).hasSize(8);
    assertThat(result.sequence().get("new")).endsWith(c.alwaysValidGain());
    assertThat(result.reasons()).singleElement().asString().contains("not decided against 0");
  }

  @Test
  void early_largeGain_shipsAfterMinDaysOnly() {
    assertThat(analysed(TEST, days(TEST, 6, 200, 0.5)).decision()).isEqualTo(Decision.CONTINUE);
    assertThat(analysed(TEST, days(TEST, 6, 200, 0.5)).reasons().get(0)).contains("day 6");
    Analysed result = analysed(TEST, days(TEST, 7, 200, 0.5));
    assertThat(result.isAtEnd()).isFalse();
    assertThat(result.decision()).isEqualTo(Decision.SHIP);
    assertThat(result.winner()).contains("new");
  }

  @Test
  void early_largeLoss_kills() {
    Analysed result = analysed(TEST, days(TEST, 7, 200, -0.5));
    assertThat(result.decision()).isEqualTo(Decision.KILL);
    assertThat(result.winner()).isEmpty();
    assertThat(result.decisions()).containsEntry("new", Decision.KILL);
  }

  @Test
  void atTheEnd_ordinaryInterval_decides() {
    // 14 days of 130: 1,820 an arm; se = sqrt(2/1820) = 0.0331, half width 2.055 se = 0.068.
    Analysed ship = analysed(TEST, days(TEST, 14, 130, 0.08));
    assertThat(ship.isAtEnd()).isTrue();
    assertThat(ship.decision()).isEqualTo(Decision.SHIP);
    Comparison c = ship.primary().get(0);
    assertThat(interval(c.gain()).level()).isCloseTo(0.96, within(1e-12));
    assertThat(interval(c.gain()).low()).isCloseTo(0.08 - 0.0681, within(3e-4));
    assertThat(c.pValue().orElse(1)).isBetween(0.01, 0.02);
    assertThat(interval(c.alwaysValidGain()).low()).isNegative();
    assertThat(interval(c.relativeGain()).low()).isBetween(0.0, 0.016);
    assertThat(analysed(TEST, days(TEST, 14, 130, 0.05)).decision()).isEqualTo(Decision.ITERATE);
    assertThat(analysed(TEST, days(TEST, 14, 130, -0.08)).decision()).isEqualTo(Decision.KILL);
  }

  @Test
  void afterTheEnd_laterDaysAreLeftOut() {
    List<Tally> days = days(TEST, 14, 130, 0.05);
    AbResult before = TEST.analyse(days);
    days.addAll(days(TEST, 7, 130, 2));
    Analysed after = analysed(TEST, days);
    assertThat(after.day()).isEqualTo(14);
    assertThat(after.decision()).isEqualTo(before.decision());
    assertThat(after.reasons()).anyMatch(r -> r.contains("7 days after the planned end"));
  }

  @Test
  void end_isAWholeCycleWithEnoughUnits_orMaxDays() {
    assertThat(analysed(TEST, days(TEST, 13, 1000, 0)).day()).isEqualTo(7);
    assertThat(analysed(TEST, days(TEST, 9, 200, 0)).isAtEnd()).isFalse();
    Analysed late = analysed(TEST, days(TEST, 30, 20, 0.05));
    assertThat(late.day()).isEqualTo(28);
    assertThat(late.isAtEnd()).isTrue();
    assertThat(late.reasons()).anyMatch(r -> r.contains("fewer units than planned"));
    assertThat(analysed(TEST, days(TEST, 14, 130, 0)).reasons())
        .noneMatch(r -> r.contains("fewer units"));
  }

  @Test
  void practicalMargin_isWhatTheGainIsHeldAgainst() {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.5).practicalMargin(0.3).build();
    // Needs 420 an arm; half width at 700: 0.11.
    assertThat(analysed(test, days(test, 7, 100, 0.45)).decision()).isEqualTo(Decision.SHIP);
    assertThat(analysed(test, days(test, 7, 100, 0.35)).decision()).isEqualTo(Decision.ITERATE);
    assertThat(analysed(test, days(test, 7, 100, 0.15)).decision()).isEqualTo(Decision.KILL);
  }

  @Test
  void guardrails_safe_ship() {
    Analysed result = analysed(GUARDED, guarded(14, 150, 0.15, 0.05));
    assertThat(result.decision()).as("%s", result.reasons()).isEqualTo(Decision.SHIP);
    assertThat(result.guardrails()).hasSize(2);
    assertThat(result.guardrails().get(0).metric().name()).isEqualTo("delay");
    // Slower is worse.
    assertThat(interval(result.guardrails().get(0).gain()).high()).isBetween(0.0, 0.03);
  }

  @Test
  void guardrails_notShownSafe_iterate() {
    Analysed result = analysed(GUARDED, guarded(14, 150, 0.15, 0.18));
    assertThat(result.decision()).isEqualTo(Decision.ITERATE);
    assertThat(result.reasons().get(0)).contains("not shown to be safe", "delay");
  }

  @Test
  void guardrails_broken_killWhateverTheGain_evenEarly() {
    assertThat(analysed(GUARDED, guarded(14, 150, 0.15, 0.4)).decision()).isEqualTo(Decision.KILL);
    Analysed early = analysed(GUARDED, guarded(3, 150, 0.5, 1));
    assertThat(early.decision()).isEqualTo(Decision.KILL);
    assertThat(early.reasons().get(0)).contains("guardrails worse").contains("delay");
  }

  @Test
  void earlyGainWithOpenGuardrail_continues() {
    Analysed result = analysed(GUARDED, guarded(7, 60, 0.9, 0.1));
    assertThat(result.isAtEnd()).isFalse();
    assertThat(result.decision()).isEqualTo(Decision.CONTINUE);
    assertThat(result.reasons().get(0)).contains("not shown to be safe");
  }

  @Test
  void withoutEarlyAlpha_nothingIsDecidedBeforeTheEnd() {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.1).earlyAlphaShare(0).build();
    Analysed result = analysed(test, days(test, 7, 200, 3));
    assertThat(result.decision()).isEqualTo(Decision.CONTINUE);
    assertThat(result.primary().get(0).alwaysValidGain())
        .isEqualTo(new Undefined("the design takes no early looks", 2800));
    assertThat(result.primary().get(0).alwaysValidPValue().isDefined()).isFalse();
  }

  @Test
  void fewUnits_haveNoAlwaysValidInterval() {
    Comparison c = analysed(TEST, days(TEST, 1, 98, 1)).primary().get(0);
    assertThat(c.alwaysValidGain()).isInstanceOf(Undefined.class);
    assertThat(analysed(TEST, days(TEST, 1, 100, 1)).primary().get(0).alwaysValidGain())
        .isInstanceOf(Measured.class);
  }

  @Test
  void unitsAllAlike_areUndefined_notDecided() {
    AbTest test = Designs.even("h").primary(Designs.CONVERSION, 0.05).build();
    List<Tally> days = new ArrayList<>();
    for (int d = 0; d < 28; d++) {
      Tally day = test.tally().exposed("old", 20).exposed("new", 20);
      day.add("old", "conversion", false).add("new", "conversion", false);
      days.add(day);
    }
    Analysed result = analysed(test, days);
    assertThat(result.decision()).isEqualTo(Decision.ITERATE);
    assertThat(result.primary().get(0).gain()).isInstanceOf(Undefined.class);
    assertThat(result.primary().get(0).controlValue().isDefined()).isFalse();
    assertThat(result.reasons().get(0)).contains("all alike");
  }

  @Test
  void severalArms_useHolmsLevels() {
    AbTest test =
        AbTest.builder("h")
            .control("old", 0.4)
            .arm("x", 0.3)
            .arm("y", 0.3)
            .primary(Designs.AMOUNT, 0.2)
            .build();
    List<Tally> days = new ArrayList<>();
    for (int d = 0; d < 7; d++) {
      Tally day = test.tally().exposed("old", 400).exposed("x", 300).exposed("y", 300);
      Designs.exactly(day, "old", "amount", 400, 5);
      Designs.exactly(day, "x", "amount", 300, 5.3);
      Designs.exactly(day, "y", "amount", 300, 5.0605); // p between 0.02 and 0.04
      days.add(day);
    }
    Analysed result = analysed(test, days);
    assertThat(result.primary().get(1).pValue().orElse(1)).isBetween(0.02, 0.04);
    assertThat(result.decisions()).containsEntry("x", Decision.SHIP);
    assertThat(result.decisions()).containsEntry("y", Decision.SHIP);
    assertThat(result.winner()).contains("x");
    assertThat(interval(result.primary().get(0).gain()).level()).isCloseTo(0.98, within(1e-12));
    assertThat(interval(result.primary().get(1).gain()).level()).isCloseTo(0.96, within(1e-12));
    assertThat(result.reasons()).anyMatch(r -> r.contains("Holm"));
  }

  @Test
  void severalArms_oneUndecided_continues() {
    AbTest test =
        AbTest.builder("h")
            .control("old", 0.4)
            .arm("x", 0.3)
            .arm("y", 0.3)
            .primary(Designs.AMOUNT, 0.05)
            .build();
    List<Tally> days = new ArrayList<>();
    for (int d = 0; d < 7; d++) {
      Tally day = test.tally().exposed("old", 400).exposed("x", 300).exposed("y", 300);
      Designs.exactly(day, "old", "amount", 400, 5);
      Designs.exactly(day, "x", "amount", 300, 4);
      Designs.exactly(day, "y", "amount", 300, 5);
      days.add(day);
    }
    Analysed result = analysed(test, days);
    assertThat(result.decisions()).containsEntry("x", Decision.KILL);
    assertThat(result.decisions()).containsEntry("y", Decision.CONTINUE);
    assertThat(result.decision()).isEqualTo(Decision.CONTINUE);
    // x falls first at half of 0.01, then y has all of it.
    assertThat(interval(result.primary().get(0).alwaysValidGain()).level())
        .isCloseTo(0.995, within(1e-12));
    assertThat(interval(result.primary().get(1).alwaysValidGain()).level())
        .isCloseTo(0.99, within(1e-12));
  }

  @Test
  void holm_nothingFalls_allShareTheLevel() {
    AbTest test =
        AbTest.builder("h")
            .control("old", 0.4)
            .arm("x", 0.3)
            .arm("y", 0.3)
            .primary(Designs.AMOUNT, 0.2)
            .build();
    List<Tally> days = new ArrayList<>();
    for (int d = 0; d < 7; d++) {
      Tally day = test.tally().exposed("old", 400).exposed("x", 300).exposed("y", 300);
      Designs.exactly(day, "old", "amount", 400, 5);
      Designs.exactly(day, "x", "amount", 300, 5.0605); // p between 0.02 and 0.04
      Designs.exactly(day, "y", "amount", 300, 5.0605);
      days.add(day);
    }
    Analysed result = analysed(test, days);
    assertThat(result.decision()).isEqualTo(Decision.ITERATE);
    assertThat(result.primary())
        .allSatisfy(c -> assertThat(interval(c.gain()).level()).isCloseTo(0.98, within(1e-12)));
  }

  @Test
  void tallies_withoutUsersOrOfAnotherDesign_areRefused() {
    assertThatThrownBy(() -> TEST.analyse(List.of())).hasMessageContaining("at least one user");
    assertThatThrownBy(() -> TEST.analyse(List.of(TEST.tally())))
        .hasMessageContaining("at least one user");
    assertThatThrownBy(() -> TEST.analyse(List.of(GUARDED.tally())))
        .hasMessageContaining("another");
  }

  @Test
  void fewUsers_areNotCheckedAndSaidSo() {
    AbResult result = TEST.analyse(List.of(TEST.tally().exposed("old", 3)));
    assertThat(result.decision()).isEqualTo(Decision.CONTINUE);
    assertThat(result.reasons()).anyMatch(r -> r.contains("too few users"));
  }

  @Test
  void covariate_reducesTheVariance() {
    MetricSpec adjusted = Designs.AMOUNT.adjustedFor("past");
    AbTest test = Designs.even("h").primary(adjusted, 0.2).build();
    RandomGenerator random = Seed.of(3).random();
    Tally day = test.tally().exposed("old", 500).exposed("new", 500);
    for (int i = 0; i < 1000; i++) {
      double past = random.nextGaussian();
      double now = 2 * past + random.nextGaussian();
      day.add(i % 2 == 0 ? "old" : "new", "amount", now, Designs.before(past));
    }
    Comparison c = analysed(test, List.of(day)).primary().get(0);
    assertThat(c.varianceReduction().orElse(0)).isBetween(0.75, 0.85); // 4/5
    assertThat(c.treatmentValue().isDefined()).isTrue();
  }
}
