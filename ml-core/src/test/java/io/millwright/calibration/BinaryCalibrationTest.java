package io.millwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCalibrationTest {

  static List<BinaryCalibration> all() {
    return List.of(
        new Unchanged(),
        new PlattScaling(1.0 / 3, -0.1),
        new BetaCalibration(0.3, 2.0 / 3, 1e-17),
        new Temperature(Math.PI),
        IsotonicCalibration.of(new double[] {0.1, 1.0 / 3, 0.9}, new double[] {0.05, 0.2, 0.2}),
        HistogramBinning.of(
            OptionalDouble.of(1.0 / 7), OptionalDouble.empty(), OptionalDouble.of(1)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void json_everyKind_readsBackEqualAndToTheSameText(BinaryCalibration calibration) {
    BinaryCalibration read = BinaryCalibration.fromJson(calibration.toJson());
    assertThat(read).isEqualTo(calibration).hasSameHashCodeAs(calibration);
    assertThat(read.toJson()).isEqualTo(calibration.toJson());
  }

  @ParameterizedTest
  @MethodSource("all")
  void calibrated_anyProbability_isAProbability(BinaryCalibration calibration) {
    for (double p : new double[] {0, Double.MIN_VALUE, 0.25, 0.5, 1 - 1e-16, 1}) {
      assertThat(calibration.calibrated(p)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void logOdds_ofZeroAndOne_areClippedAtTwoToTheMinus52() {
    double most = 52 * StrictMath.log(2);
    assertThat(LogOdds.of(0)).isCloseTo(-most, within(1e-12));
    assertThat(LogOdds.of(1)).isCloseTo(most, within(1e-12));
    assertThat(LogOdds.of(0.5)).isZero();
    assertThat(LogOdds.of(0.8)).isCloseTo(StrictMath.log(4), within(1e-15));
    assertThat(LogOdds.probability(-1000)).isZero();
    assertThat(LogOdds.probability(1000)).isEqualTo(1);
    assertThat(LogOdds.probability(StrictMath.log(4))).isCloseTo(0.8, within(1e-15));
    assertThat(LogOdds.probability(-StrictMath.log(4))).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void platt_handComputed() {
    // logit 0.8 = ln 4; half of it is ln 2; plus ln 3 gives odds of 6.
    double p = new PlattScaling(0.5, StrictMath.log(3)).calibrated(0.8);
    assertThat(p).isCloseTo(6.0 / 7, within(1e-15));
  }

  @Test
  void beta_handComputed() {
    // odds = 0.8^2 / 0.2^0.5 * 3
    double odds = 0.64 / Math.sqrt(0.2) * 3;
    double p = new BetaCalibration(2, 0.5, StrictMath.log(3)).calibrated(0.8);
    assertThat(p).isCloseTo(odds / (1 + odds), within(1e-14));
  }

  @Test
  void temperature_ofTwoClasses_agreesWithBinary() {
    Temperature temperature = new Temperature(2);
    double[] two = {0.2, 0.8, 99};
    temperature.calibrate(two, 2);
    // sqrt odds: sqrt(4) = 2 to 1.
    assertThat(two[1]).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(two[0]).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(two[2]).isEqualTo(99);
    assertThat(temperature.calibrated(0.8)).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void temperature_classOfProbabilityZero_staysFinite() {
    double[] three = {0, 0.5, 0.5};
    new Temperature(1).calibrate(three, 3);
    assertThat(three[0]).isCloseTo(0x1.0p-52, within(1e-30));
    assertThat(three[1]).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void isotonic_betweenBeyondAndOnPoints() {
    IsotonicCalibration map =
        IsotonicCalibration.of(new double[] {0.2, 0.4, 0.8}, new double[] {0.1, 0.3, 0.9});
    assertThat(map.calibrated(0)).isEqualTo(0.1);
    assertThat(map.calibrated(0.2)).isEqualTo(0.1);
    assertThat(map.calibrated(0.3)).isCloseTo(0.2, within(1e-15));
    assertThat(map.calibrated(0.4)).isEqualTo(0.3);
    assertThat(map.calibrated(0.6)).isCloseTo(0.6, within(1e-15));
    assertThat(map.calibrated(1)).isEqualTo(0.9);
    assertThat(IsotonicCalibration.of(new double[] {0.5}, new double[] {0.7}).calibrated(0))
        .isEqualTo(0.7);
  }

  @Test
  void histogram_edges_belongToTheLowerBin() {
    OptionalDouble[] heights = new OptionalDouble[10];
    for (int i = 0; i < 10; i++) {
      heights[i] = i == 6 ? OptionalDouble.empty() : OptionalDouble.of((2 * i + 1) / 20.0);
    }
    HistogramBinning map = HistogramBinning.of(heights);
    assertThat(map.calibrated(0)).isEqualTo(0.05);
    assertThat(map.calibrated(1)).isEqualTo(0.95);
    assertThat(map.calibrated(0.65)).isEqualTo(0.65);
    for (int i = 1; i < 10; i++) {
      double edge = i * (1.0 / 10);
      double below = i - 1 == 6 ? edge : (2 * i - 1) / 20.0;
      double above = i == 6 ? Math.nextUp(edge) : (2 * i + 1) / 20.0;
      assertThat(map.calibrated(edge)).as("edge %s", edge).isEqualTo(below);
      assertThat(map.calibrated(Math.nextUp(edge))).isEqualTo(above);
    }
  }

  @Test
  void of_badNumbers_areRefusedWithTheirPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsotonicCalibration.of(new double[] {0.2, 0.2}, new double[] {0, 1}))
        .withMessageContaining("point 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsotonicCalibration.of(new double[] {0.2, 0.3}, new double[] {1, 0.5}))
        .withMessageContaining("point 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsotonicCalibration.of(new double[] {0.2}, new double[] {1.5}))
        .withMessageContaining("Height of point 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsotonicCalibration.of(new double[] {0.2}, new double[] {}))
        .withMessageContaining("Heights");
    assertThatIllegalArgumentException().isThrownBy(() -> new BetaCalibration(-0.1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PlattScaling(Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(HistogramBinning::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramBinning.of(OptionalDouble.of(1.1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"formatVersion\":2,\"kind\":\"unchanged\"}",
        "{\"formatVersion\":1,\"kind\":\"magic\"}",
        "{\"formatVersion\":1,\"kind\":\"unchanged\",\"x\":1}",
        "{\"formatVersion\":1,\"kind\":\"unchanged\",\"kind\":\"unchanged\"}",
        "{\"formatVersion\":1,\"kind\":\"platt\",\"slope\":1}",
        "{\"formatVersion\":1,\"kind\":\"platt\",\"slope\":1,\"intercept\":1e999}",
        "{\"formatVersion\":1,\"kind\":\"platt\",\"slope\":\"1\",\"intercept\":0}",
        "{\"formatVersion\":1,\"kind\":\"beta\",\"a\":-1,\"b\":1,\"c\":0}",
        "{\"formatVersion\":1,\"kind\":\"temperature\",\"temperature\":0}",
        "{\"formatVersion\":1,\"kind\":\"isotonic\",\"from\":[0.2,0.1],\"to\":[0,1]}",
        "{\"formatVersion\":1,\"kind\":\"isotonic\",\"from\":[0.1,0.2],\"to\":[0]}",
        "{\"formatVersion\":1,\"kind\":\"histogram\",\"values\":[]}",
        "{\"formatVersion\":1,\"kind\":\"histogram\",\"values\":[\"0\"]}",
        "{\"formatVersion\":1,\"kind\":\"histogram\",\"values\":{}}"
      })
  void json_hostile_isRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> BinaryCalibration.fromJson(json));
  }
}
