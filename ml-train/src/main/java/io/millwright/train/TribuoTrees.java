package io.millwright.train;

import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/** Tribuo's CART trees, whose features are named by {@link TribuoData}, as scorers. */
final class TribuoTrees {

  private TribuoTrees() {}

  /**
   * The mean of the members.
   *
   * @param classes whose shares are the outputs; none for a regression
   */
  static <T extends Output<T>> TreeEnsembleScorer forest(
      EnsembleModel<T> model, int inputs, List<String> classes) {
    TreeEnsembleScorer.Builder scorer =
        TreeEnsembleScorer.builder(
                inputs,
                Math.max(1, classes.size()),
                TreeEnsembleScorer.Comparison.DOUBLE_LESS_OR_EQUAL)
            .aggregation(TreeEnsembleScorer.Aggregation.AVERAGE);
    List<ToDoubleFunction<LeafNode<T>>> values = new ArrayList<>();
    for (String name : classes) {
      values.add(leaf -> share(leaf, name));
    }
    if (classes.isEmpty()) {
      values.add(leaf -> ((Regressor) leaf.getOutput()).getValues()[0]);
    }
    for (Model<T> member : model.getModels()) {
      scorer.tree(tree((TreeModel<T>) member, values));
    }
    return scorer.build();
  }

  private static <T extends Output<T>> double share(LeafNode<T> leaf, String name) {
    T label = leaf.getDistribution().get(name);
    return label == null ? 0 : ((Label) label).getScore();
  }

  /** A regression tree of Tribuo keeps a root for each dimension; ours has one dimension. */
  @SuppressWarnings("unchecked") // Its output type is the model's.
  private static <T extends Output<T>> Node<T> root(TreeModel<T> model) {
    return ((TreeModel<?>) model) instanceof IndependentRegressionTreeModel regression
        ? (Node<T>) (Node<?>) regression.getRoots().values().iterator().next()
        : model.getRoot();
  }

  private static <T extends Output<T>> DecisionTree tree(
      TreeModel<T> model, List<ToDoubleFunction<LeafNode<T>>> values) {
    List<Node<T>> queue = new ArrayList<>(List.of(root(model)));
    List<Integer> firstChild = new ArrayList<>();
    for (int i = 0; i < queue.size(); i++) {
      firstChild.add(queue.size());
      if (queue.get(i) instanceof SplitNode<T> split) {
        queue.add(split.getLessThanOrEqual());
        queue.add(split.getGreaterThan());
      }
    }
    int size = queue.size();
    int[] feature = new int[size];
    double[] threshold = new double[size];
    int[] left = new int[size];
    int[] right = new int[size];
    boolean[] missingLeft = new boolean[size];
    double[] leaves = new double[(size + 1) / 2 * values.size()];
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (queue.get(i) instanceof SplitNode<T> split) {
        feature[i] =
            TribuoData.feature(model.getFeatureIDMap().get(split.getFeatureID()).getName());
        threshold[i] = split.splitValue();
        left[i] = firstChild.get(i);
        right[i] = firstChild.get(i) + 1;
        missingLeft[i] = TribuoData.MISSING <= threshold[i];
      } else {
        feature[i] = -1;
        for (ToDoubleFunction<LeafNode<T>> value : values) {
          leaves[next++] = value.applyAsDouble((LeafNode<T>) queue.get(i));
        }
      }
    }
    return DecisionTree.of(feature, threshold, left, right, missingLeft, leaves);
  }
}
