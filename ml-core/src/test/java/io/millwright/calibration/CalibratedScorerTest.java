package io.millwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Scorer;
import io.millwright.model.Scorers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedScorerTest {

  private static final Scorer BINARY =
      LinearScorer.of(new double[][] {{1, -2}}, new double[] {0.3}, Link.LOGISTIC);
  private static final Scorer THREE =
      LinearScorer.of(new double[][] {{1}, {2}, {-1}}, new double[] {0, 0.1, 0.2}, Link.SOFTMAX);

  private static double[] score(Scorer scorer, double... features) {
    double[] out = new double[scorer.outputs()];
    scorer.score(features, 0, out);
    return out;
  }

  @Test
  void score_binary_isTheCalibrationOfTheInnerScore() {
    BinaryCalibration map = new PlattScaling(0.7, -0.2);
    Scorer scorer = CalibratedScorer.binary(BINARY, map);
    assertThat(score(scorer, 1.5, 0.1)).containsExactly(map.calibrated(score(BINARY, 1.5, 0.1)[0]));
    assertThat(scorer.inputs()).isEqualTo(2);
    assertThat(scorer.acceptsMissing()).isFalse();
  }

  @Test
  void score_multiclass_isASoftmaxAtTheTemperature() {
    double[] hot = score(CalibratedScorer.multiclass(THREE, new Temperature(2)), 0.8);
    // Sums are 0.8, 1.7, -0.6; a softmax of halves.
    double total = Math.exp(0.4) + Math.exp(0.85) + Math.exp(-0.3);
    assertThat(hot[1]).isCloseTo(Math.exp(0.85) / total, within(1e-15));
    assertThat(hot[0] + hot[1] + hot[2]).isCloseTo(1, within(1e-15));
  }

  @Test
  void stored_readsBackToTheSameBits() {
    Scorer scorer = CalibratedScorer.binary(BINARY, new BetaCalibration(0.9, 1.3, 1e-3));
    Scorer twice = CalibratedScorer.binary(scorer, new Temperature(1.1));
    Scorer three = CalibratedScorer.multiclass(THREE, new Temperature(3));
    for (Scorer each : new Scorer[] {scorer, twice, three}) {
      Scorer read = Scorers.read(each.stored());
      assertThat(read.stored()).isEqualTo(each.stored());
      double[] x = {0.123456789, -4.2};
      assertThat(score(read, x)).containsExactly(score(each, x));
    }
  }

  @Test
  void of_wrongOutputs_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibratedScorer.binary(THREE, new Unchanged()))
        .withMessageContaining("was 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibratedScorer.multiclass(BINARY, new Temperature(1)))
        .withMessageContaining("at least 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"formatVersion\":1}",
        "{\"formatVersion\":1,\"calibration\":3,\"scorer\":{\"kind\":\"linear\",\"content\":{}}}",
        "{\"formatVersion\":1,\"calibration\":{\"formatVersion\":1,\"kind\":\"unchanged\"}}",
        "{\"formatVersion\":1,\"calibration\":{\"formatVersion\":1,\"kind\":\"unchanged\"},"
            + "\"scorer\":{\"kind\":\"nothing\",\"content\":{}}}",
        "{\"formatVersion\":1,\"calibration\":{\"formatVersion\":1,\"kind\":\"unchanged\"},"
            + "\"scorer\":{\"kind\":\"linear\",\"content\":{},\"more\":1}}",
        "{\"formatVersion\":1,\"calibration\":{\"formatVersion\":1,\"kind\":\"unchanged\"},"
            + "\"scorer\":{\"kind\":\"linear\",\"content\":{}},\"more\":1}"
      })
  void read_hostile_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scorers.read(new Scorer.Stored("calibrated", json)));
  }

  @Test
  void read_classesWithABinaryCalibration_isRefused() {
    String json =
        CalibratedScorer.multiclass(THREE, new Temperature(1))
            .stored()
            .json()
            .replace("\"kind\":\"temperature\",\"temperature\":1.0", "\"kind\":\"unchanged\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scorers.read(new Scorer.Stored("calibrated", json)))
        .withMessageContaining("several classes");
  }
}
