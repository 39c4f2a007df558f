package io.millwright.train.onnx;

import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree ensemble as the attributes of a TreeEnsembleRegressor. */
final class TreeAttributes {

  private final TreeEnsembleScorer scorer;
  private final Map<String, List<Integer>> integers = new HashMap<>();
  private final List<Float> thresholds = new ArrayList<>();
  private final List<Float> weights = new ArrayList<>();
  private final List<String> modes = new ArrayList<>();

  TreeAttributes(TreeEnsembleScorer scorer) {
    this.scorer = scorer;
    for (int t = 0; t < scorer.trees().size(); t++) {
      for (int node = 0; node < scorer.trees().get(t).size(); node++) {
        add(t, node);
      }
    }
  }

  Map<String, Object> toMap() {
    Map<String, Object> attributes = new HashMap<>();
    integers.forEach(
        (name, list) -> attributes.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
    attributes.put("nodes_values", floats(thresholds));
    attributes.put("target_weights", floats(weights));
    attributes.put("nodes_modes", modes.toArray(String[]::new));
    attributes.put("n_targets", scorer.outputs());
    attributes.put("aggregate_function", "SUM");
    float[] base = new float[scorer.outputs()];
    for (int k = 0; k < base.length; k++) {
      base[k] = (float) scorer.base(k);
    }
    attributes.put("base_values", base);
    return attributes;
  }

  private void add(int t, int node) {
    DecisionTree tree = scorer.trees().get(t);
    boolean leaf = tree.isLeaf(node);
    put("nodes_treeids", t);
    put("nodes_nodeids", node);
    put("nodes_featureids", leaf ? 0 : tree.feature(node));
    put("nodes_truenodeids", leaf ? 0 : tree.left(node));
    put("nodes_falsenodeids", leaf ? 0 : tree.right(node));
    put("nodes_missing_value_tracks_true", !leaf && tree.missingLeft(node) ? 1 : 0);
    modes.add(leaf ? "LEAF" : mode());
    thresholds.add(leaf ? 0f : threshold(tree.threshold(node)));
    if (leaf) {
      int first = scorer.outputOf(t);
      for (int k = 0; k < tree.width(); k++) {
        put("target_treeids", t);
        put("target_nodeids", node);
        put("target_ids", first < 0 ? k : first);
        weights.add((float) (tree.value(node, k) / divisor()));
      }
    }
  }

  private String mode() {
    return scorer.comparison() == TreeEnsembleScorer.Comparison.FLOAT_LESS
        ? "BRANCH_LT"
        : "BRANCH_LEQ";
  }

  /** Rounded down: a float is at most the double exactly when it is at most the float below it. */
  private static float threshold(double threshold) {
    float rounded = (float) threshold;
    float down = rounded > threshold ? Math.nextDown(rounded) : rounded;
    return Math.max(down, -Float.MAX_VALUE);
  }

  private double divisor() {
    return scorer.aggregation() == TreeEnsembleScorer.Aggregation.AVERAGE
        ? scorer.trees().size()
        : 1;
  }

  private void put(String name, int value) {
    integers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static float[] floats(List<Float> list) {
    float[] array = new float[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = list.get(i);
    }
    return array;
  }
}
