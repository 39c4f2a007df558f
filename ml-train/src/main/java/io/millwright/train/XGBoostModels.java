package io.millwright.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millwright.model.Link;
import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import java.io.IOException;

/**
 * XGBoost's own JSON model as a scorer: float comparisons {@code x < t}, float sums in the order of
 * the trees, the base score first.
 *
 * @see <a
 *     href="https://xgboost.readthedocs.io/en/release_1.6.0/tutorials/saving_model.html">XGBoost
 *     1.6, Introduction to Model IO</a>
 */
final class XGBoostModels {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private XGBoostModels() {}

  static TreeEnsembleScorer scorer(byte[] json, int inputs) {
    int[] same = new int[inputs];
    java.util.Arrays.setAll(same, i -> i);
    return scorer(json, inputs, same, new int[0]);
  }

  /**
   * The scorer of a model whose feature and class numbers differ from ours.
   *
   * @param featureOf our feature for each of the model's
   * @param outputOf our output for each of the model's classes; empty if they are the same
   */
  static TreeEnsembleScorer scorer(byte[] json, int inputs, int[] featureOf, int[] outputOf) {
    JsonNode learner;
    try {
      learner = MAPPER.readTree(json).path("learner");
    } catch (IOException e) {
      throw new TrainingException("XGBoost's model must be JSON; was not readable.", e);
    }
    String objective = learner.path("objective").path("name").asText();
    JsonNode parameters = learner.path("learner_model_param");
    int outputs = Math.max(1, parameters.path("num_class").asInt());
    float baseScore = Float.parseFloat(parameters.path("base_score").asText());
    double[] base = new double[outputs];
    java.util.Arrays.fill(base, margin(objective, baseScore));
    TreeEnsembleScorer.Builder scorer =
        TreeEnsembleScorer.builder(inputs, outputs, TreeEnsembleScorer.Comparison.FLOAT_LESS)
            .base(base)
            .link(link(objective));
    JsonNode model = learner.path("gradient_booster").path("model");
    JsonNode trees = model.path("trees");
    for (int t = 0; t < trees.size(); t++) {
      int group = model.path("tree_info").get(t).asInt();
      scorer.tree(tree(trees.get(t), featureOf), outputOf.length == 0 ? group : outputOf[group]);
    }
    return scorer.build();
  }

  private static Link link(String objective) {
    return switch (objective) {
      case "binary:logistic" -> Link.LOGISTIC;
      case "multi:softprob" -> Link.SOFTMAX;
      case "reg:squarederror" -> Link.IDENTITY;
      default ->
          throw new TrainingException(
              "XGBoost objective must be binary:logistic, multi:softprob or reg:squarederror; was '"
                  + objective
                  + "'.");
    };
  }

  /** XGBoost keeps the base score as a probability; in float, as XGBoost computes it. */
  private static float margin(String objective, float baseScore) {
    return objective.equals("binary:logistic")
        ? (float) -StrictMath.log(1.0f / baseScore - 1.0f)
        : baseScore;
  }

  /** Breadth first from the root, which leaves out nodes that were pruned away. */
  private static DecisionTree tree(JsonNode json, int[] featureOf) {
    JsonNode lefts = json.path("left_children");
    JsonNode rights = json.path("right_children");
    int size = lefts.size();
    int[] queue = new int[size];
    int[] feature = new int[size];
    double[] threshold = new double[size];
    int[] left = new int[size];
    int[] right = new int[size];
    boolean[] missingLeft = new boolean[size];
    double[] values = new double[size];
    int placed = 1;
    int leaves = 0;
    for (int i = 0; i < placed; i++) {
      int node = queue[i];
      float condition = (float) json.path("split_conditions").get(node).asDouble();
      if (lefts.get(node).asInt() < 0) {
        feature[i] = -1;
        values[leaves++] = condition;
      } else {
        feature[i] = featureOf[json.path("split_indices").get(node).asInt()];
        threshold[i] = condition;
        JsonNode defaultLeft = json.path("default_left").get(node);
        missingLeft[i] = defaultLeft.asBoolean() || defaultLeft.asInt() != 0;
        left[i] = placed;
        queue[placed++] = lefts.get(node).asInt();
        right[i] = placed;
        queue[placed++] = rights.get(node).asInt();
      }
    }
    return DecisionTree.of(
        java.util.Arrays.copyOf(feature, placed),
        java.util.Arrays.copyOf(threshold, placed),
        java.util.Arrays.copyOf(left, placed),
        java.util.Arrays.copyOf(right, placed),
        java.util.Arrays.copyOf(missingLeft, placed),
        java.util.Arrays.copyOf(values, leaves));
  }
}
