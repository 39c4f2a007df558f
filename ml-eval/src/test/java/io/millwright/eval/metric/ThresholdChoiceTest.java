package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {

  /** Falling: +, -, +, -; at the four thresholds TP 1 1 2 2 and FP 0 1 1 2. */
  private static final RankedScores ROWS =
      RankedScores.of(new double[] {1, 0, 1, 0}, new double[] {0.9, 0.8, 0.7, 0.1});

  private static final double[] ONES = {1, 1, 1, 1};

  private static ThresholdChoice least(double fp, double fn, double tp) {
    return ThresholdChoice.leastCost(ROWS, ONES, fp, fn, tp);
  }

  @Test
  void leastCost_eachCostMovesTheThreshold() {
    // Misses are dear: costs 20, 10, 11, 1, 2 of none to all.
    assertThat(least(1, 10, 0)).isEqualTo(new ThresholdChoice(0.7, 1));
    // False alarms are dear: costs 2, 1, 11, 10, 20.
    assertThat(least(10, 1, 0)).isEqualTo(new ThresholdChoice(0.9, 1));
    // Hits alone have a worth: 0, -3, 1, -2, 2.
    assertThat(least(4, 0, 3)).isEqualTo(new ThresholdChoice(0.9, -3));
  }

  @Test
  void leastCost_equalCosts_theHighestThresholdWins() {
    assertThat(least(0, 0, 0)).isEqualTo(new ThresholdChoice(Double.POSITIVE_INFINITY, 0));
    // Cost of nothing predicted is 2 * 3; at .9 3 + 0; at .7 3.
    assertThat(least(3, 3, 0)).isEqualTo(new ThresholdChoice(0.9, 3));
  }

  @Test
  void leastCost_alarmsTooDear_predictsNothing() {
    ThresholdChoice none =
        ThresholdChoice.leastCost(
            RankedScores.of(new double[] {0, 1}, new double[] {0.9, 0.1}),
            new double[] {1, 1},
            5,
            2,
            0);
    assertThat(none).isEqualTo(new ThresholdChoice(Double.POSITIVE_INFINITY, 2));
  }

  @Test
  void leastCost_weights_countRows() {
    // The first negative weighs 4: costs 2, 1, 5, 4, 5 of none to all.
    assertThat(ThresholdChoice.leastCost(ROWS, new double[] {1, 4, 1, 1}, 1, 1, 0))
        .isEqualTo(new ThresholdChoice(0.9, 1));
  }

  @Test
  void bestF1_handCase_isAtTheThirdRow() {
    // F1: 2/3, 2/4, 4/5, 4/6.
    ThresholdChoice best = ThresholdChoice.bestF1(ROWS, ONES);
    assertThat(best.threshold()).isEqualTo(0.7);
    assertThat(best.criterion()).isEqualTo(0.8, within(1e-15));
    // Without the last positive's weight: 1, ...
    assertThat(ThresholdChoice.bestF1(ROWS, new double[] {1, 1, 0, 1}))
        .isEqualTo(new ThresholdChoice(0.9, 1));
  }

  @Test
  void bestF1_noPositives_isZeroAtTheHighestScore() {
    assertThat(ThresholdChoice.bestF1(ROWS, new double[] {0, 1, 0, 1}))
        .isEqualTo(new ThresholdChoice(0.8, 0));
  }

  @Test
  void choice_faultyInput_isRefused() {
    assertThatThrownBy(() -> ThresholdChoice.bestF1(ROWS, new double[4]))
        .hasMessage("Rows of positive weight must be at least 1; was 0.");
    double nan = Double.NaN;
    assertThatThrownBy(() -> least(nan, 1, 1)).hasMessageContaining("Cost of a false positive");
    assertThatThrownBy(() -> least(1, nan, 1)).hasMessageContaining("Cost of a false negative");
    assertThatThrownBy(() -> least(1, 1, nan)).hasMessageContaining("Benefit of a true positive");
  }
}
