package io.millwright.eval.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.power.TestPower.Statistic;
import io.millwright.eval.significance.Alternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestPowerTest {

  private static double number(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  @Test
  void power_withoutEffect_isAlpha() {
    assertThat(number(TestPower.normal(0.05).power(0, 50))).isCloseTo(0.05, within(1e-12));
    assertThat(number(TestPower.student(0.01).power(0, 50))).isCloseTo(0.01, within(1e-10));
    assertThat(number(TestPower.paired(0.1).power(0, 9))).isCloseTo(0.1, within(1e-10));
  }

  @Test
  void power_paired_isOfOneSample() {
    // d = 0.5, n = 34: df 33, shift 0.5 sqrt(34); 0.8077775.
    assertThat(number(TestPower.paired(0.05).power(0.5, 34))).isCloseTo(0.8077775, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Statistic.class)
  void sampleSizeAndDetectableEffect_invertPower(Statistic statistic) {
    TestPower test = new TestPower(statistic, Alternative.GREATER, 0.05, 1);
    double n = number(test.sampleSize(0.4, 0.9));
    assertThat(number(test.power(0.4, n))).isCloseTo(0.9, within(1e-9));
    assertThat(number(test.detectableEffect(n, 0.9))).isCloseTo(0.4, within(1e-9));
    TestPower smaller = test.withAlternative(Alternative.LESS);
    assertThat(number(smaller.sampleSize(-0.4, 0.9))).isCloseTo(n, within(1e-6));
    assertThat(number(smaller.detectableEffect(n, 0.9))).isCloseTo(-0.4, within(1e-9));
  }

  @Test
  void sampleSize_unequalSamples_needMoreInAll() {
    double even = 2 * number(TestPower.normal(0.05).sampleSize(0.2, 0.8));
    double uneven = 5 * number(TestPower.normal(0.05).withRatio(4).sampleSize(0.2, 0.8));
    // 1/n1 + 1/n2 must agree: (1 + 4)² / 4 against (1 + 1)² / 1.
    assertThat(uneven / even).isCloseTo(6.25 / 4, within(1e-9));
  }

  @Test
  void sampleSize_impossible_isUndefined() {
    TestPower larger = TestPower.normal(0.05).withAlternative(Alternative.GREATER);
    assertThat(larger.sampleSize(0, 0.8).isDefined()).isFalse();
    assertThat(larger.sampleSize(-0.1, 0.8).isDefined()).isFalse();
    assertThat(larger.withAlternative(Alternative.LESS).sampleSize(0.1, 0.8).isDefined()).isFalse();
    assertThat(larger.sampleSize(1e-9, 0.8).isDefined()).isFalse();
  }

  @Test
  void sampleSize_hugeEffect_isTheFewestPossible() {
    assertThat(number(TestPower.student(0.05).sampleSize(1e6, 0.8))).isEqualTo(1.5);
    assertThat(number(TestPower.paired(0.05).sampleSize(1e6, 0.8))).isEqualTo(2);
  }

  @Test
  void power_lessThanOneDegree_isUndefined() {
    assertThat(TestPower.student(0.05).power(1, 1).isDefined()).isFalse();
    assertThat(TestPower.student(0.05).power(1, 1.5).isDefined()).isTrue();
    assertThat(TestPower.paired(0.05).power(1, 1.9).isDefined()).isFalse();
    assertThat(TestPower.paired(0.05).detectableEffect(1, 0.8).isDefined()).isFalse();
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> TestPower.normal(1)).hasMessageContaining("Alpha");
    assertThatThrownBy(() -> TestPower.normal(0.05).withRatio(0)).hasMessageContaining("Ratio");
    assertThatThrownBy(() -> TestPower.paired(0.05).withRatio(2)).hasMessageContaining("paired");
    assertThatThrownBy(() -> TestPower.normal(0.05).power(Double.NaN, 5))
        .hasMessageContaining("Effect");
    assertThatThrownBy(() -> TestPower.normal(0.05).power(1, 0)).hasMessageContaining("Units");
    assertThatThrownBy(() -> TestPower.normal(0.05).detectableEffect(10, 0.05))
        .hasMessageContaining("Power");
    assertThatThrownBy(() -> TestPower.normal(0.05).sampleSize(1, 1)).hasMessageContaining("Power");
  }
}
