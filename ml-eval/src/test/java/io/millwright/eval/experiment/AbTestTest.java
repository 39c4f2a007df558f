package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.experiment.AbTest.SampleSize;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.power.Outcome;
import io.millwright.eval.power.PowerPlan;
import org.junit.jupiter.api.Test;

class AbTestTest {

  @Test
  void build_manyFaults_allNamed() {
    assertThatThrownBy(
            () ->
                AbTest.builder(" ")
                    .control("a", 0.5)
                    .arm("a", 0.4)
                    .arm("b", 1.2)
                    .alpha(0.6)
                    .alpha(0.7)
                    .power(1)
                    .earlyAlphaShare(1)
                    .sampleRatioAlpha(0)
                    .minDays(10)
                    .maxDays(6)
                    .guardrail(Designs.DELAY, 0)
                    .guardrail(Designs.DELAY, 1)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "hypothesis must not be blank",
            "arm 'a' must be named once",
            "share of 'b' must be in (0, 1); was 1.2",
            "shares must add up to 1",
            "alpha must be set once",
            "alpha must be in (0, 0.5); was 0.7",
            "power must be in (alpha, 1); was 1.0",
            "earlyAlphaShare must be in [0, 1); was 1.0",
            "sampleRatioAlpha must be in (0, 1); was 0.0",
            "minDays must be one or more whole cycles of 7; was 10",
            "maxDays must be whole cycles of 7",
            "margin of guardrail 'delay' must be greater than 0; was 0.0",
            "metric 'delay' must be named once",
            "primary metric must be set");
  }

  @Test
  void build_order_gainsAndCycles_areChecked() {
    assertThatThrownBy(() -> AbTest.builder("h").arm("b", 0.5).control("a", 0.5).build())
        .hasMessageContainingAll(
            "control must be set before arm 'b'", "control must be set before the other arms");
    assertThatThrownBy(() -> AbTest.builder("h").control("a", 1).build())
        .hasMessageContainingAll("arms must be a control and another", "share of 'a'");
    assertThatThrownBy(
            () -> Designs.even("h").primary(Designs.AMOUNT, 0.1).practicalMargin(0.1).build())
        .hasMessageContaining("detectable gain must be greater");
    assertThatThrownBy(
            () -> Designs.even("h").primary(Designs.AMOUNT, 0.1).practicalMargin(-1).build())
        .hasMessageContaining("practical margin must be at least 0");
    assertThatThrownBy(() -> Designs.even("h").primary(Designs.AMOUNT, 0.1).cycleDays(0).build())
        .hasMessageContaining("cycleDays must be at least 1");
    assertThatThrownBy(() -> Designs.even("h").primary(Designs.AMOUNT, 0.1).maxDays(3654).build())
        .hasMessageContaining("3650");
    assertThatThrownBy(
            () -> Designs.even("h").primary(Designs.AMOUNT, 1).guardrail(Designs.AMOUNT, 1).build())
        .hasMessageContaining("metric 'amount' must be named once");
    assertThatThrownBy(() -> AbTest.builder("h").control("no name", 0.5))
        .hasMessageContaining("Arm name");
  }

  @Test
  void build_unplannable_saysWhy() {
    assertThatThrownBy(() -> Designs.even("h").primary(Designs.CONVERSION, 0.95).build())
        .hasMessageContaining("primary metric 'conversion' of arm 'new': the rate would leave");
  }

  @Test
  void builder_usedTwice_isRefused() {
    AbTestBuilder builder = Designs.even("h").primary(Designs.AMOUNT, 0.1);
    builder.build();
    assertThatThrownBy(() -> builder.arm("third", 0.1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.guardrail(Designs.DELAY, 0.1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.minDays(7)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void defaults_areTheDocumented() {
    AbTest test = Designs.even("why").primary(Designs.AMOUNT, 0.1).build();
    assertThat(test.hypothesis()).isEqualTo("why");
    assertThat(test.control()).isEqualTo("old");
    assertThat(test.alpha()).isEqualTo(0.05);
    assertThat(test.earlyAlpha()).isCloseTo(0.01, within(1e-15));
    assertThat(test.finalAlpha()).isCloseTo(0.04, within(1e-15));
    assertThat(test.power()).isEqualTo(0.8);
    assertThat(test.sampleRatioAlpha()).isEqualTo(0.001);
    assertThat(test.minDays()).isEqualTo(7);
    assertThat(test.maxDays()).isEqualTo(28);
    assertThat(test.practicalMargin()).isZero();
  }

  @Test
  void sampleSize_isThePowerPlanAtTheLastLooksLevel() {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.1).earlyAlphaShare(0).build();
    SampleSize size = test.sampleSize(400);
    assertThat(size.units().get("old")).isEqualTo(1571); // 2 (2.8016/0.1)² + a bit for t
    assertThat(size.units()).containsEntry("new", 1571L);
    assertThat(size.total()).isEqualTo(3142);
    assertThat(size.days()).isEqualTo(14); // 7.9 days in whole weeks
    assertThat(size.isFeasible()).isTrue();
    assertThat(size.orThrow()).isSameAs(size);
    assertThat(size.limit()).contains("amount");
    assertThat(test.sampleSize(1e6).days()).isEqualTo(7);
  }

  @Test
  void sampleSize_notInTime_saysSo() {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.1).earlyAlphaShare(0).build();
    SampleSize size = test.sampleSize(100);
    assertThat(size.days()).isEqualTo(35);
    assertThat(size.isFeasible()).isFalse();
    assertThat(size.problem()).contains("day 28", "35 days");
    assertThatThrownBy(size::orThrow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sampleSize_unevenArmsMarginAndSeveralArms_areCountedIn() {
    AbTest test =
        AbTest.builder("h")
            .control("c", 0.5)
            .arm("x", 0.3)
            .arm("y", 0.2)
            .primary(Designs.DELAY, 0.3)
            .practicalMargin(0.1)
            .build();
    // The smaller arm needs the most; levels are shared by two arms; lower is better.
    double controls =
        PowerPlan.of(Outcome.mean(1))
            .withAlpha(0.02)
            .withRatio(0.4)
            .sampleSize(0.2)
            .orElse(Double.NaN);
    SampleSize size = test.sampleSize(1000);
    assertThat(size.limit()).contains("'y'");
    assertThat(size.units()).containsEntry("c", (long) controls);
    assertThat(size.units()).containsEntry("y", (long) Math.ceil(controls * 0.4));
    double achieved = test.achievedPower((long) controls).orElse(0);
    assertThat(achieved).isBetween(0.8, 0.802);
  }

  @Test
  void sampleSize_hungryGuardrail_decides() {
    AbTest test =
        Designs.even("h")
            .primary(Designs.AMOUNT, 1)
            .guardrail(Designs.DELAY, 0.1)
            .earlyAlphaShare(0)
            .build();
    assertThat(test.sampleSize(1000).limit()).contains("guardrail 'delay'");
    // One-sided at 0.025.
    assertThat(test.sampleSize(1000).units()).containsEntry("old", 1571L);
  }

  @Test
  void metric_pairedOrBadlyNamed_isRefused() {
    assertThatThrownBy(() -> MetricSpec.of("m", Direction.HIGHER_IS_BETTER, Outcome.paired(1)))
        .hasMessageContaining("TeamDraft");
    assertThatThrownBy(() -> MetricSpec.of("a b", Direction.HIGHER_IS_BETTER, Outcome.mean(1)))
        .hasMessageContaining("Metric name");
    assertThatThrownBy(() -> Designs.AMOUNT.adjustedFor(" ")).hasMessageContaining("Covariate");
  }
}
