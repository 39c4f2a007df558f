package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicateEndsTest {

  /** Replicates 0 to 1000: the quantile q is 1000 q. */
  private static final double[] DRAWN = IntStream.rangeClosed(0, 1000).asDoubleStream().toArray();

  private static final Resampling FIVE = Resampling.ofRows(new double[] {1, 1, 1, 1, 1});
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(1)).withLevel(0.9);

  /** The normal quantile of 95 %. */
  private static final double Z90 = 1.6448536269514722;

  @Test
  void percentile_evenlySpacedReplicates_endsAreTheirQuantiles() {
    ReplicateEnds ends = ReplicateEnds.percentile(DRAWN, Z90);
    assertThat(ends.low()).isEqualTo(50, within(1e-9));
    assertThat(ends.high()).isEqualTo(950, within(1e-9));
    assertThat(ends.bias()).isZero();
    assertThat(ends.acceleration()).isZero();
  }

  /** So far out that the tail has no probability: the extremes, and no further. */
  @Test
  void percentile_farOut_endsAreTheExtremes() {
    ReplicateEnds ends = ReplicateEnds.percentile(new double[] {1, 2, 4}, 50);
    assertThat(ends.low()).isEqualTo(1);
    assertThat(ends.high()).isEqualTo(4);
    assertThat(ReplicateEnds.percentile(new double[] {7}, 1).high()).isEqualTo(7);
  }

  @Test
  void basic_reflectsTheQuantilesAtTheValue() {
    ReplicateEnds ends = ReplicateEnds.basic(DRAWN, 400, Z90);
    assertThat(ends.low()).isEqualTo(-150, within(1e-9));
    assertThat(ends.high()).isEqualTo(750, within(1e-9));
  }

  @Test
  void bca_noBiasNoAcceleration_isThePercentile() {
    ReplicateEnds ends = ReplicateEnds.bca(DRAWN, 500, 0, Z90);
    assertThat(ends.bias()).isEqualTo(0, within(1e-15));
    assertThat(ends.low()).isEqualTo(50, within(1e-9));
    assertThat(ends.high()).isEqualTo(950, within(1e-9));
    assertThat(ends.areNumbers()).isTrue();
  }

  /** Of 1, 2, 3 around 2 the bias is 0; a z of 2 and an acceleration of 1/2 divide by 0. */
  @Test
  void bca_scaleZeroOrBelow_hasNoEnd() {
    double[] three = {1, 2, 3};
    ReplicateEnds zero = ReplicateEnds.bca(three, 2, 0.5, 2);
    assertThat(zero.high()).isNaN();
    assertThat(zero.low()).isEqualTo(1 + 2 * Law.normal(-1), within(1e-12));
    assertThat(zero.areNumbers()).isFalse();
    assertThat(ReplicateEnds.bca(three, 2, -0.5, 2).areNumbers()).isFalse();
    assertThat(ReplicateEnds.bca(three, 0, 0, 2).areNumbers()).isFalse();
  }

  private static Estimate.Interval of(IntervalMethod method) {
    return ((Estimate.Measured) BOOTSTRAP.withMethod(method).estimate(FIVE, 400, DRAWN)).interval();
  }

  @Test
  void estimate_replicatesMadeElsewhere_eachMethodHasItsEnds() {
    assertThat(of(IntervalMethod.PERCENTILE).low()).isEqualTo(50, within(1e-9));
    assertThat(of(IntervalMethod.PERCENTILE).high()).isEqualTo(950, within(1e-9));
    assertThat(of(IntervalMethod.BASIC).low()).isEqualTo(-150, within(1e-9));
    assertThat(of(IntervalMethod.BASIC).method()).startsWith("basic bootstrap of rows");
    assertThat(of(IntervalMethod.BCA)).isEqualTo(of(IntervalMethod.PERCENTILE));
    assertThat(of(IntervalMethod.EXPANDED_BCA)).isEqualTo(of(IntervalMethod.EXPANDED_PERCENTILE));
    // Student's 95 % quantile of 4 degrees of freedom is 2.131847, times sqrt(5 / 4).
    assertThat(of(IntervalMethod.EXPANDED_BCA).low())
        .isEqualTo(1000 * Law.normal(-2.131847 * Math.sqrt(1.25)), within(1e-3));
    assertThat(of(IntervalMethod.EXPANDED_BCA).level()).isEqualTo(0.9);
  }

  /** Of 100 replicates 5 may have no value, not 6. */
  @Test
  void estimate_fiveOfAHundredWithoutValue_isTheMostAllowed() {
    double[] hundred = Arrays.copyOf(DRAWN, 100);
    Arrays.fill(hundred, 0, 5, Double.NaN);
    assertThat(BOOTSTRAP.estimate(FIVE, 50, hundred)).isInstanceOf(Estimate.Measured.class);
    hundred[99] = Double.POSITIVE_INFINITY;
    Estimate.Undefined none = (Estimate.Undefined) BOOTSTRAP.estimate(FIVE, 50, hundred);
    assertThat(none.reason()).startsWith("it has no value in 6 of 100 resamples");
    assertThat(BOOTSTRAP.estimate(FIVE, Double.NaN, DRAWN)).isInstanceOf(Estimate.Undefined.class);
  }

  @Test
  void estimate_twoRows_areEnough() {
    Resampling two = Resampling.ofRows(new double[] {1, 1});
    assertThat(BOOTSTRAP.estimate(two, 1, DRAWN)).isInstanceOf(Estimate.Measured.class);
    Resampling oneGroup = Resampling.ofGroups(new double[] {1, 1}, new int[] {0, 0});
    assertThat(BOOTSTRAP.estimate(oneGroup, 1, DRAWN))
        .isEqualTo(new Estimate.Undefined("an interval needs at least 2 groups", 2));
  }

  @Test
  void reach_expanded_isStudentsQuantileWidened() {
    Bootstrap level95 = Bootstrap.of(Seed.of(1));
    assertThat(level95.reach(5)).isEqualTo(2.7764451 * Math.sqrt(1.25), within(1e-6));
    assertThat(level95.withMethod(IntervalMethod.BCA).reach(5))
        .isEqualTo(1.959963985, within(1e-8));
  }

  @Test
  void settings_eachIsKept() {
    assertThat(BOOTSTRAP.level()).isEqualTo(0.9);
    assertThat(BOOTSTRAP.withLevel(0.8).level()).isEqualTo(0.8);
    assertThat(BOOTSTRAP.seed()).isEqualTo(Seed.of(1));
    assertThat(BOOTSTRAP.derive("step").seed()).isEqualTo(Seed.of(1).derive("step"));
    assertThat(BOOTSTRAP.derive("step").level()).isEqualTo(0.9);
    assertThat(BOOTSTRAP.replicates()).isEqualTo(1000);
    assertThat(BOOTSTRAP.withReplicates(100).replicates()).isEqualTo(100);
    assertThat(BOOTSTRAP.method()).isEqualTo(IntervalMethod.EXPANDED_BCA);
  }
}
