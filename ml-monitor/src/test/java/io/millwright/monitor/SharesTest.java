package io.millwright.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void increased_handComputed_isTheHypergeometricTail() {
    // 2 marked of 5 rows, 2 rows current: both current in 1 of 10 pairs, at least one in 7.
    assertThat(Shares.increased(0, 3, 2, 2)).isCloseTo(0.1, EXACT);
    assertThat(Shares.increased(1, 3, 1, 2)).isCloseTo(0.7, EXACT);
    assertThat(Shares.increased(2, 3, 0, 2)).isEqualTo(1);
    assertThat(Shares.changed(0, 3, 2, 2)).isCloseTo(0.2, EXACT);
    assertThat(Shares.changed(0, 3, 0, 2)).isEqualTo(1);
    assertThat(Shares.changed(3, 3, 2, 2)).isEqualTo(1);
  }

  @Test
  void increased_teaTasting_isFishersFigure() {
    // Fisher's lady: 3 of 4 right, P = 17/70.
    assertThat(Shares.increased(1, 4, 3, 4)).isCloseTo(17.0 / 70, EXACT);
  }

  @Test
  void beyond_handComputed_isTheChanceThatTheOutermostAreCurrent() {
    assertThat(Shares.beyond(0, 5, 5)).isEqualTo(1);
    assertThat(Shares.beyond(1, 3, 1)).isCloseTo(0.25, EXACT);
    assertThat(Shares.beyond(2, 2, 2)).isCloseTo(0.5 / 3, EXACT);
  }

  @Test
  void changed_sameShare_isSeldomSmall() {
    RandomGenerator random = Seed.of(4).random();
    int small = 0;
    for (int i = 0; i < 2_000; i++) {
      small += Shares.changed(draw(random, 800), 800, draw(random, 300), 300) <= 0.05 ? 1 : 0;
    }
    // Exact tests stay below their level: at most 5 % plus two standard deviations of 2,000 draws.
    assertThat(small / 2_000.0).isLessThan(0.06).isGreaterThan(0.005);
  }

  private static long draw(RandomGenerator random, int rows) {
    return random.doubles(rows).filter(u -> u < 0.15).count();
  }
}
