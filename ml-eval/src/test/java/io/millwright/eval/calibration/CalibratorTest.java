package io.millwright.eval.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.calibration.BinaryCalibration;
import io.millwright.calibration.CalibratedScorer;
import io.millwright.calibration.HistogramBinning;
import io.millwright.calibration.LogOdds;
import io.millwright.calibration.PlattScaling;
import io.millwright.calibration.Temperature;
import io.millwright.eval.Evaluator;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.eval.HeldOuts.BinaryRow;
import io.millwright.eval.HeldOuts.ClassRow;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.CrossValidation;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.ThreeWaySplit;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibratorTest {

  static List<Calibrator<Binary>> all() {
    return List.of(
        Calibrator.platt(),
        Calibrator.beta(),
        Calibrator.temperature(),
        Calibrator.isotonic(),
        Calibrator.isotonic(0.01),
        Calibrator.histogram(15),
        Calibrator.unchanged());
  }

  /** Overconfident: the truth is sigmoid(x), the score sigmoid(3 x). */
  private static List<BinaryRow> overconfident(int n, Seed seed) {
    RandomGenerator random = seed.random();
    List<BinaryRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = 1.5 * random.nextGaussian();
      boolean positive = random.nextDouble() < LogOdds.probability(x);
      rows.add(new BinaryRow(LogOdds.probability(3 * x), "g" + i / 3, 1, positive));
    }
    return rows;
  }

  private static ThreeWaySplit split(int n) {
    Schema schema = Schema.from(BinaryRow.class).binaryLabel("positive").build();
    Table table = Table.ofRecords(overconfident(n, Seed.of(11)), schema, BinaryRow.class);
    return ThreeWaySplit.of(table, Splitter.tail(0.4), Splitter.tail(0.6));
  }

  private static double logLoss(TrainedPipeline<Binary> trained, ThreeWaySplit split) {
    return BinaryMetrics.logLoss().of(HeldOut.of(trained, split.test()).scored()).orElse(99);
  }

  @ParameterizedTest
  @MethodSource("all")
  void calibrate_overconfidentScores_improvesLogLossOnOtherRows(Calibrator<Binary> calibrator) {
    ThreeWaySplit split = split(3000);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    HeldOut<Binary> validation = HeldOut.of(trained, split.validation());
    TrainedPipeline<Binary> calibrated = calibrator.calibrate(trained, validation);
    if (calibrator.name().equals("unchanged")) {
      assertThat(logLoss(calibrated, split)).isEqualTo(logLoss(trained, split));
    } else {
      assertThat(logLoss(calibrated, split)).isLessThan(logLoss(trained, split) - 0.1);
    }
    assertThat(calibrated.identity()).isNotEqualTo(trained.identity());
    assertThat(calibrated.record().settings()).containsEntry("calibration", calibrator.name());
    assertThat(((CalibratedScorer) calibrated.model().scorer()).calibration())
        .isEqualTo(calibrator.fit(validation));
  }

  @ParameterizedTest
  @MethodSource("all")
  void calibrated_tableAndRecord_giveTheSameBits(Calibrator<Binary> calibrator) {
    ThreeWaySplit split = split(300);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    TrainedPipeline<Binary> calibrated =
        calibrator.calibrate(trained, HeldOut.of(trained, split.validation()));
    List<BinaryRow> rows = overconfident(50, Seed.of(3));
    double[] batch =
        calibrated
            .model()
            .scores(Table.ofRecords(rows, calibrated.model().schema(), BinaryRow.class));
    var predictor = calibrated.model().predictor(BinaryRow.class);
    for (int i = 0; i < batch.length; i++) {
      assertThat(predictor.predict(rows.get(i)).probability()).isEqualTo(batch[i]);
    }
  }

  @Test
  void calibrated_platt_findsTheSlope() {
    ThreeWaySplit split = split(12_000);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    PlattScaling map =
        (PlattScaling) Calibrator.platt().fit(HeldOut.of(trained, split.validation()));
    assertThat(map.slope()).isCloseTo(1.0 / 3, within(0.05));
    assertThat(map.intercept()).isCloseTo(0, within(0.15));
    Temperature temperature =
        (Temperature) Calibrator.temperature().fit(HeldOut.of(trained, split.validation()));
    assertThat(temperature.value()).isCloseTo(3, within(0.4));
  }

  @Test
  void heldOut_trainingRows_areRefused() {
    ThreeWaySplit split = split(100);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    TrainedPipeline<Binary> calibrated =
        Calibrator.platt().calibrate(trained, HeldOut.of(trained, split.validation()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldOut.of(calibrated, split.validation()))
        .withMessageContaining("trained on");
    Evaluator<Binary> evaluator = Evaluator.of(Task.binary()).metric(BinaryMetrics.brier()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluator.evaluate(calibrated, split.validation()))
        .withMessageContaining("must not have been trained on rows it is judged on");
    assertThat(evaluator.evaluate(calibrated, split.test()).rows().size()).isEqualTo(40);
  }

  @Test
  void calibrate_rowsOfAnotherPipeline_areRefused() {
    ThreeWaySplit split = split(100);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    HeldOut<Binary> validation = HeldOut.of(trained, split.validation());
    TrainedPipeline<Binary> calibrated = Calibrator.platt().calibrate(trained, validation);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibrator.platt().calibrate(calibrated, validation))
        .withMessageContaining("by another");
  }

  @Test
  void calibrate_rowsOfAnotherTable_areRefused() {
    ThreeWaySplit split = split(100);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    ThreeWaySplit other = split(120);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Calibrator.platt().calibrate(trained, HeldOut.of(trained, other.validation())))
        .withMessageContaining("same table");
  }

  @ParameterizedTest
  @MethodSource("all")
  void fit_oneClass_isRefused(Calibrator<Binary> calibrator) {
    HeldOut<Binary> rows =
        HeldOuts.binary(
            new double[] {1, 1, 0}, new double[] {0.2, 0.3, 0.4}, new double[] {1, 1, 0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calibrator.fit(rows))
        .withMessageContaining("two classes");
  }

  @ParameterizedTest
  @MethodSource("all")
  void fit_scoresOfZeroAndOne_givesFiniteLoss(Calibrator<Binary> calibrator) {
    HeldOut<Binary> rows =
        HeldOuts.binary(new double[] {1, 0, 1, 0, 1}, new double[] {1, 0, 1, 1, 0});
    BinaryCalibration map = calibrator.fit(rows);
    if (!calibrator.name().equals("unchanged")) {
      assertThat(map.calibrated(0)).isGreaterThan(1e-4).isLessThan(1);
      assertThat(map.calibrated(1)).isGreaterThan(0).isLessThan(1 - 1e-4);
    }
    assertThat(BinaryCalibration.fromJson(map.toJson())).isEqualTo(map);
  }

  @Test
  void isotonic_ends_areKeptWhereAsked() {
    HeldOut<Binary> rows =
        HeldOuts.binary(new double[] {0, 0, 1, 1}, new double[] {0.1, 0.2, 0.8, 0.9});
    assertThat(Calibrator.isotonic().fit(rows).calibrated(0)).isEqualTo(0.25);
    assertThat(Calibrator.isotonic().fit(rows).calibrated(1)).isEqualTo(0.75);
    assertThat(Calibrator.isotonic(0).fit(rows).calibrated(0)).isZero();
    assertThat(Calibrator.isotonic(0.1).fit(rows).calibrated(1)).isEqualTo(0.9);
    assertThat(Calibrator.isotonic(0).fit(rows).calibrated(0.5)).isCloseTo(0.5, within(1e-15));
    HistogramBinning bins = (HistogramBinning) Calibrator.histogram(2).fit(rows);
    assertThat(bins.calibrated(0.5)).isEqualTo(0.25);
    assertThat(bins.calibrated(0.6)).isEqualTo(0.75);
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrator.isotonic(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrator.histogram(0));
  }

  @Test
  void outOfFold_everyRowOnce_inOrderAndFromAModelThatDidNotSeeIt() {
    Schema schema = Schema.from(BinaryRow.class).binaryLabel("positive").build();
    Split split =
        RowsAt.split(Table.ofRecords(overconfident(101, Seed.of(5)), schema, BinaryRow.class), 90);
    List<Integer> sizes = new ArrayList<>();
    HeldOut<Binary> rows =
        HeldOut.outOfFold(
            split.train(),
            CrossValidation.stratified(3),
            train -> {
              sizes.add(train.table().rowCount());
              return HeldOuts.reading(train);
            });
    assertThat(sizes).hasSize(3).allMatch(n -> n < 90);
    assertThat(rows.rows()).isEqualTo(split.train().rows());
    assertThat(rows.table()).isEqualTo(split.train().table());
    for (int i = 0; i < 90; i++) {
      assertThat(rows.scored().score(i)).isEqualTo(split.train().table().column("score").number(i));
    }
    TrainedPipeline<Binary> all = HeldOuts.reading(split.train());
    TrainedPipeline<Binary> calibrated = Calibrator.platt().calibrate(all, rows);
    assertThat(calibrated.trainedOn()).isEqualTo(all.trainedOn());
    assertThat(HeldOut.of(calibrated, split.test()).scored().size()).isEqualTo(11);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HeldOut.outOfFold(
                    split.train(),
                    CrossValidation.kFold(3).repeated(2, Seed.of(1)),
                    HeldOuts::reading))
        .withMessageContaining("no row twice");
  }

  @Test
  void multiclassTemperature_sharpScores_areSoftened() {
    RandomGenerator random = Seed.of(4).random();
    List<ClassRow> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      String label = List.of("a", "b", "c").get(i % 3);
      int said = random.nextDouble() < 0.6 ? i % 3 : (i + 1) % 3;
      double[] p = {0.005, 0.005, 0.005};
      p[said] = 0.99;
      rows.add(new ClassRow(p[0], p[1], p[2], label));
    }
    HeldOut<Multiclass> heldOut = HeldOuts.classes(rows);
    Temperature map = (Temperature) Calibrator.multiclassTemperature().fit(heldOut);
    assertThat(map.value()).isGreaterThan(2);
    double[] p = {0.99, 0.005, 0.005};
    map.calibrate(p, 3);
    assertThat(p[0]).isCloseTo(0.6, within(0.05));
  }

  @Test
  void choice_amongAll_takesTheLeastLossAndKeepsUnchangedWhereNothingIsWrong() {
    ThreeWaySplit split = split(1500);
    TrainedPipeline<Binary> trained = HeldOuts.reading(split.train());
    HeldOut<Binary> validation = HeldOut.of(trained, split.validation());
    CalibratorChoice<Binary> choice =
        CalibratorChoice.among(
            List.of(Calibrator.unchanged(), Calibrator.histogram(3), Calibrator.temperature()),
            validation,
            5,
            Seed.of(2));
    assertThat(choice.best().name()).isEqualTo("temperature");
    assertThat(choice.tried()).hasSize(3);
    assertThat(choice.tried().get(2).gain().<Double>match(m -> m.interval().low(), u -> -1.0))
        .isPositive();
    assertThat(choice.calibrate(trained, validation).identity())
        .isEqualTo(Calibrator.temperature().calibrate(trained, validation).identity());

    double[] y = {0, 0, 0, 0, 1, 1, 1, 1, 0, 1};
    double[] p = {0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9, 0.5, 0.5};
    CalibratorChoice<Binary> tie =
        CalibratorChoice.among(
            List.of(Calibrator.unchanged(), Calibrator.unchanged()),
            HeldOuts.binary(y, p),
            2,
            Seed.of(1));
    assertThat(tie.best()).isNotNull();
    assertThat(tie.tried().get(0).logLoss()).isEqualTo(tie.tried().get(1).logLoss());
  }
}
