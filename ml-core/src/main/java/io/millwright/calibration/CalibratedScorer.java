package io.millwright.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.millwright.Require;
import io.millwright.model.Scorer;
import io.millwright.model.Scorers;
import io.millwright.model.json.StoredJson;
import java.util.Set;

/**
 * A scorer whose probabilities pass through a calibration.
 *
 * <p>It is a scorer like any other: tables and single rows give the same bits, and a bundle carries
 * it with the scorer inside. Missing values: as the inner scorer. Immutable and thread-safe;
 * scoring allocates nothing.
 */
public final class CalibratedScorer implements Scorer {

  private final Scorer inner;
  private final BinaryCalibration calibration;

  private CalibratedScorer(Scorer inner, BinaryCalibration calibration) {
    this.inner = inner;
    this.calibration = calibration;
  }

  /**
   * A binary scorer, calibrated.
   *
   * @param inner gives one probability
   * @throws IllegalArgumentException if it gives more than one number
   */
  public static CalibratedScorer binary(Scorer inner, BinaryCalibration calibration) {
    if (inner.outputs() != 1) {
      throw Require.violated("Outputs of the scorer", "1, P(positive)", inner.outputs());
    }
    return new CalibratedScorer(inner, calibration);
  }

  /**
   * A scorer of several classes, calibrated.
   *
   * @param inner gives a probability for each class
   * @throws IllegalArgumentException if it gives fewer than two
   */
  public static CalibratedScorer multiclass(Scorer inner, Temperature temperature) {
    Require.atLeast("Outputs of the scorer", inner.outputs(), 2);
    return new CalibratedScorer(inner, temperature);
  }

  /** The scorer inside. */
  public Scorer inner() {
    return inner;
  }

  /** What its probabilities pass through. */
  public BinaryCalibration calibration() {
    return calibration;
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public boolean acceptsMissing() {
    return inner.acceptsMissing();
  }

  @Override
  public void score(double[] features, int offset, double[] out) {
    inner.score(features, offset, out);
    if (inner.outputs() == 1) {
      out[0] = calibration.calibrated(out[0]);
    } else {
      ((Temperature) calibration).calibrate(out, inner.outputs());
    }
  }

  @Override
  public Stored stored() {
    Stored scorer = inner.stored();
    ObjectNode root = StoredJson.MAPPER.createObjectNode();
    root.put("formatVersion", 1);
    root.set("calibration", CalibrationJson.write(calibration));
    root.putObject("scorer")
        .put("kind", scorer.kind())
        .putRawValue("content", new RawValue(scorer.json()));
    return new Stored(CalibratedScorerProvider.KIND, root.toString());
  }

  static CalibratedScorer read(String json) {
    JsonNode root = StoredJson.object("Calibrated scorer", json);
    CalibrationJson.only(root, Set.of("formatVersion", "calibration", "scorer"));
    JsonNode map = root.path("calibration");
    if (!map.isObject()) {
      throw StoredJson.fault("calibration", "an object");
    }
    StoredJson.checkVersion("Calibration", map);
    BinaryCalibration calibration = CalibrationJson.read(map);
    JsonNode scorer = root.path("scorer");
    CalibrationJson.only(scorer, Set.of("kind", "content"));
    if (!scorer.path("kind").isTextual() || !scorer.has("content")) {
      throw StoredJson.fault("scorer", "an object with a kind and a content");
    }
    Scorer inner =
        Scorers.read(
            new Stored(scorer.path("kind").textValue(), scorer.path("content").toString()));
    if (inner.outputs() > 1 && !(calibration instanceof Temperature)) {
      throw StoredJson.fault("calibration", "a temperature, since the scorer has several classes");
    }
    return new CalibratedScorer(inner, calibration);
  }
}
