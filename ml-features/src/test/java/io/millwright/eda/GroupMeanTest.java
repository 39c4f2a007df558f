package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GroupMeanTest {

  private static GroupMean share(int yes, int no) {
    GroupMean mean = new GroupMean(true);
    for (int i = 0; i < yes + no; i++) {
      mean.add(i < yes ? 1 : 0);
    }
    return mean;
  }

  @Test
  void wilson_oneOfTen_isTheTextbookInterval() {
    // Wilson's score interval of 1 in 10 at 95 %: 0.017876 to 0.404150.
    assertThat(share(1, 9).low()).isCloseTo(0.017876, within(1e-6));
    assertThat(share(1, 9).high()).isCloseTo(0.404150, within(1e-6));
  }

  @Test
  void wilson_noneAndAll_stayInsideZeroToOne() {
    assertThat(share(0, 20).low()).isZero();
    assertThat(share(0, 20).high()).isCloseTo(0.161125, within(1e-6));
    assertThat(share(20, 0).high()).isEqualTo(1);
    assertThat(share(20, 0).low()).isLessThanOrEqualTo(share(20, 0).mean());
  }

  @Test
  void mean_fourNumbers_hasTheNormalInterval() {
    GroupMean mean = new GroupMean(false);
    for (double v : new double[] {1, 2, 3, 6}) {
      mean.add(v);
    }
    double half = 1.959963984540054 * Math.sqrt(14.0 / 3 / 4);
    assertThat(mean.mean()).isEqualTo(3);
    assertThat(mean.low()).isCloseTo(3 - half, within(1e-12));
    assertThat(mean.high()).isCloseTo(3 + half, within(1e-12));
  }

  @Test
  void point_withoutRowsOrOneNumber_hasNoInterval() {
    GroupMean mean = new GroupMean(false);
    assertThat(mean.at(2).isMissing()).isTrue();
    mean.add(5);
    assertThat(mean.at(2).hasInterval()).isFalse();
    assertThat(mean.isApartFrom(share(1, 1))).isFalse();
  }

  @Test
  void apart_intervalsThatDoNotMeet_onlyThen() {
    assertThat(share(5, 95).isApartFrom(share(50, 50))).isTrue();
    assertThat(share(50, 50).isApartFrom(share(5, 95))).isTrue();
    assertThat(share(1, 3).isApartFrom(share(2, 2))).isFalse();
  }
}
