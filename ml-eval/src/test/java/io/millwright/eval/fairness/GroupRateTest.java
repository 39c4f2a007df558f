package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.eval.metric.BinaryCounts;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.Scored;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRateTest {

  /** TP 6, FP 2, TN 8, FN 4. */
  private static final BinaryCounts COUNTS = new BinaryCounts(6, 2, 8, 4);

  @ParameterizedTest
  @CsvSource({
    "SELECTION_RATE, 0.4",
    "ACCURACY, 0.7",
    "TPR, 0.6",
    "FPR, 0.2",
    "FNR, 0.4",
    "TNR, 0.8",
    "PPV, 0.75",
    "NPV, 0.6666666666666666",
    "BASE_RATE, 0.5"
  })
  void rate_ofCounts_isItsShare(GroupRate rate, double expected) {
    assertThat(rate.of(COUNTS)).isEqualTo(MetricValue.of(expected));
    assertThat(rate.of(new double[] {9, 8, 2, 4, 6}, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECTION_RATE, no rows, 1111",
    "TPR, no positive rows, 0011",
    "FPR, no negative rows, 1100",
    "PPV, no selected rows, 0101",
    "NPV, no rows not selected, 1010"
  })
  void rate_withoutDenominator_isUndefinedAndSaysWhichRows(
      GroupRate rate, String reason, String cells) {
    assertThat(rate.of(new BinaryCounts(0, 0, 0, 0))).isEqualTo(MetricValue.undefined(reason));
    assertThat(rate.of(new double[4], 0)).isNaN();
    for (int cell = 0; cell < 4; cell++) {
      assertThat(rate.counts(cell)).isEqualTo(cells.charAt(cell) == '1');
    }
    assertThat("no " + rate.denominator()).isEqualTo(reason);
  }

  @Test
  void decisions_atThreshold_selectRowsThatReachIt() {
    Decisions decisions =
        Decisions.at(0.5, Scored.binary(new double[] {0, 1, 1, 0}, new double[] {.5, .5, .4, .4}));
    assertThat(List.of(0, 1, 2, 3)).map(decisions::cell).containsExactly(1, 3, 2, 0);
    assertThat(decisions.isSelected(0)).isTrue();
    assertThat(decisions.isSelected(2)).isFalse();
    assertThat(decisions.isPositive(2)).isTrue();
    assertThat(decisions.isPositive(3)).isFalse();
    assertThat(decisions.score(2)).isEqualTo(0.4);
    assertThat(decisions.size()).isEqualTo(4);
  }

  @Test
  void decisions_ofOneClass_takeTheMostProbableAndTheFirstOfEquals() {
    Decisions decisions =
        Decisions.ofClass(
            "b",
            Scored.multiclass(
                List.of("a", "b", "c"),
                new double[] {1, 0, 1},
                new double[] {.2, .5, .3, .4, .4, .2, .1, .45, .45}));
    assertThat(List.of(0, 1, 2)).map(decisions::cell).containsExactly(3, 0, 3);
    assertThat(decisions.score(1)).isEqualTo(0.4);
  }

  @Test
  void decisions_thatDoNotFit_areRefused() {
    Scored<io.millwright.model.Binary> rows =
        Scored.binary(new double[] {0, 1}, new double[] {0, 1});
    assertThatThrownBy(() -> Decisions.of(rows, new boolean[1]))
        .hasMessage("Decisions must be as many as rows, 2; was 1.");
    assertThatThrownBy(() -> Decisions.at(1.1, rows)).hasMessageContaining("Threshold");
    assertThatThrownBy(
            () ->
                Decisions.ofClass(
                    "z",
                    Scored.multiclass(List.of("a", "b"), new double[] {0}, new double[] {.5, .5})))
        .hasMessage("Class 'z' must be among the classes; they are [a, b].");
  }

  @Test
  void measure_ofCounts_isThePlainNumber() {
    List<BinaryCounts> two = List.of(COUNTS, new BinaryCounts(5, 5, 5, 5));
    assertThat(FairnessMeasure.ACCURACY_DIFFERENCE.pointOf(two).orElse(9))
        .isCloseTo(0.2, org.assertj.core.data.Offset.offset(1e-15));
    assertThatThrownBy(() -> FairnessMeasure.CALIBRATION_GAP_DIFFERENCE.pointOf(two))
        .hasMessage("Measure must be one of counts; was calibration_gap_difference.");
  }
}
