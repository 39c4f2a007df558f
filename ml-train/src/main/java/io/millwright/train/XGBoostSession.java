package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** One training run of the native library. */
final class XGBoostSession {

  private XGBoostSession() {}

  static Scorer train(
      Task.Kind kind, TrainingData data, BoostingSettings settings, Seed seed, Progress progress) {
    try {
      DMatrix matrix = matrix(data);
      try {
        return XGBoostModels.scorer(
            boost(matrix, parameters(kind, data, settings, seed), settings.trees(), progress),
            data.features().size());
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new TrainingException(
          "XGBoost must finish training; it stopped with an error, which is the cause.", e);
    }
  }

  private static byte[] boost(
      DMatrix matrix, Map<String, Object> parameters, int rounds, Progress progress)
      throws XGBoostError {
    Booster booster =
        ml.dmlc.xgboost4j.java.XGBoost.train(matrix, parameters, 0, Map.of(), null, null);
    try {
      for (int round = 0; round < rounds; round++) {
        if (round % 10 == 0) {
          progress.update("boosting", round, rounds);
        }
        booster.update(matrix, round);
      }
      progress.update("boosting", rounds, rounds);
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
    }
  }

  private static DMatrix matrix(TrainingData data) throws XGBoostError {
    int columns = data.features().size();
    double[] values = data.matrix();
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
      if (Float.isInfinite(floats[i])) {
        throw new TrainingException(
            "Feature '"
                + data.features().get(i % columns)
                + "' must be within a float's range, ±3.4e38; was not in row "
                + i / columns
                + ". Scale it in the feature plan.");
      }
    }
    DMatrix matrix = new DMatrix(floats, data.rows(), columns, Float.NaN);
    float[] labels = new float[data.rows()];
    float[] weights = new float[data.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) data.target(i);
      weights[i] = (float) data.weight(i);
      if (!Float.isFinite(labels[i])) {
        matrix.dispose();
        throw new TrainingException(
            "Label must be within a float's range, ±3.4e38; was not in row " + i + ".");
      }
    }
    matrix.setLabel(labels);
    if (data.isWeighted()) {
      matrix.setWeight(weights);
    }
    return matrix;
  }

  private static Map<String, Object> parameters(
      Task.Kind kind, TrainingData data, BoostingSettings s, Seed seed) {
    Map<String, Object> p = new HashMap<>();
    switch (kind) {
      case BINARY -> p.put("objective", "binary:logistic");
      case MULTICLASS -> {
        p.put("objective", "multi:softprob");
        p.put("num_class", data.classes().size());
      }
      case REGRESSION -> {
        p.put("objective", "reg:squarederror");
        p.put("base_score", (float) Baselines.mean(data));
      }
    }
    p.put("tree_method", "hist");
    p.put("eta", s.rate());
    p.put("max_depth", s.depth());
    p.put("lambda", s.l2());
    p.put("min_child_weight", s.minChildWeight());
    p.put("subsample", s.rowShare());
    p.put("colsample_bytree", s.featureShare());
    p.put("seed", (int) (seed.value() & 0x7FFFFFFF));
    p.put("nthread", s.threads());
    p.put("verbosity", 0);
    return p;
  }
}
