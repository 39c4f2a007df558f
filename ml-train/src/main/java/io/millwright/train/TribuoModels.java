package io.millwright.train;

import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Scorer;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * Models trained with Tribuo itself as plain-Java scorers. Stateless.
 *
 * <p>Tribuo numbers features and classes in its own order; the scorers take features and give
 * classes in the order of the lists given here. What Tribuo leaves out of an example as absent is
 * NaN to an XGBoost scorer and 0 to a linear one.
 */
public final class TribuoModels {

  private TribuoModels() {}

  /**
   * A linear classifier with a softmax, as Tribuo's {@code LogisticRegressionTrainer} makes.
   *
   * @param features names in the order of the vectors; those the model does not know get weight 0
   * @param classes the model's labels, in the order of the outputs
   * @throws IllegalArgumentException if the model gives no probabilities, or names are missing
   */
  public static Scorer linear(LinearSGDModel model, List<String> features, List<String> classes) {
    if (!model.generatesProbabilities()) {
      throw new IllegalArgumentException(
          "Linear model must give probabilities; gave scores only. Train it with log loss.");
    }
    DenseMatrix copy = model.getWeightsCopy();
    int[] ours = featureNumbers(model, features);
    int[] outputs = classNumbers(model, classes);
    double[][] weights = new double[classes.size()][features.size()];
    double[] intercepts = new double[classes.size()];
    for (int k = 0; k < outputs.length; k++) {
      for (int j = 0; j < ours.length; j++) {
        weights[outputs[k]][ours[j]] = copy.get(k, j);
      }
      intercepts[outputs[k]] = copy.get(k, ours.length);
    }
    return LinearScorer.of(weights, intercepts, Link.SOFTMAX);
  }

  /**
   * Boosted trees for classes, as Tribuo's {@code XGBoostClassificationTrainer} makes: one output
   * for each class, also of two.
   *
   * @param features names in the order of the vectors
   * @param classes the model's labels, in the order of the outputs
   */
  public static Scorer xgboost(
      XGBoostModel<Label> model, List<String> features, List<String> classes) {
    return XGBoostModels.scorer(
        json(model, 0),
        features.size(),
        featureNumbers(model, features),
        classNumbers(model, classes));
  }

  /**
   * Boosted trees for one real label, as Tribuo's {@code XGBoostRegressionTrainer} makes.
   *
   * @param features names in the order of the vectors
   * @throws IllegalArgumentException if the model has several dimensions
   */
  public static Scorer xgboostRegression(
      XGBoostModel<org.tribuo.regression.Regressor> model, List<String> features) {
    if (model.getInnerModels().size() != 1) {
      throw new IllegalArgumentException(
          "Model must have one dimension; had " + model.getInnerModels().size() + ".");
    }
    return XGBoostModels.scorer(
        json(model, 0), features.size(), featureNumbers(model, features), new int[0]);
  }

  private static byte[] json(XGBoostModel<?> model, int booster) {
    try {
      return model.getInnerModels().get(booster).toByteArray("json");
    } catch (XGBoostError e) {
      throw new TrainingException("XGBoost must write its model; it could not.", e);
    }
  }

  /** Our feature for each of the model's. */
  private static int[] featureNumbers(Model<?> model, List<String> features) {
    ImmutableFeatureMap map = model.getFeatureIDMap();
    int[] numbers = new int[map.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = features.indexOf(map.get(j).getName());
      if (numbers[j] < 0) {
        throw new IllegalArgumentException(
            "Feature '" + map.get(j).getName() + "' of the model must be among those given.");
      }
    }
    return numbers;
  }

  /** Our output for each of the model's classes. */
  private static int[] classNumbers(Model<Label> model, List<String> classes) {
    int[] numbers = new int[model.getOutputIDInfo().size()];
    if (numbers.length != classes.size()) {
      throw new IllegalArgumentException(
          "Classes must be the model's " + numbers.length + "; were " + classes.size() + ".");
    }
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = classes.indexOf(model.getOutputIDInfo().getOutput(k).getLabel());
      if (numbers[k] < 0) {
        throw new IllegalArgumentException(
            "Class number " + k + " of the model must be among those given; was not.");
      }
    }
    return numbers;
  }
}
