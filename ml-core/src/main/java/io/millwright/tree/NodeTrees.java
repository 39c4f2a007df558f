package io.millwright.tree;

import java.util.List;

/**
 * Trees of any depth as arrays of nodes; the right child follows the left one.
 *
 * <p>Every comparison is {@code x < bound} in double: {@code x <= t} is {@code x < nextUp(t)}, and
 * {@code (float) x < t} holds exactly below the point from which doubles round to t or more.
 */
final class NodeTrees implements TreeLayout {

  private final int outputs;
  private final boolean floats;
  private final int[] roots;
  private final int[] outputOf;
  // Split: feature * 2 + (missing goes left ? 1 : 0). Leaf: -1.
  private final int[] slot;
  // Split: the left child. Leaf: where its values start.
  private final int[] next;
  private final double[] bound;
  private final double[] values;

  NodeTrees(
      int outputs,
      List<DecisionTree> trees,
      int[] outputOf,
      TreeEnsembleScorer.Comparison comparison) {
    this.outputs = outputs;
    this.floats = comparison == TreeEnsembleScorer.Comparison.FLOAT_LESS;
    this.outputOf = outputOf;
    this.roots = new int[trees.size()];
    int nodes = 0;
    int leafValues = 0;
    for (DecisionTree tree : trees) {
      nodes = Math.addExact(nodes, tree.size());
      leafValues = Math.addExact(leafValues, (tree.size() + 1) / 2 * tree.width());
    }
    slot = new int[nodes];
    next = new int[nodes];
    bound = new double[nodes];
    values = new double[leafValues];
    int nodeStart = 0;
    int valueStart = 0;
    for (int t = 0; t < roots.length; t++) {
      DecisionTree tree = trees.get(t);
      roots[t] = nodeStart;
      valueStart = lay(tree, nodeStart, valueStart);
      nodeStart += tree.size();
    }
  }

  /** Breadth first, so that the children of a node are neighbours. */
  private int lay(DecisionTree tree, int start, int valueStart) {
    int[] queue = new int[tree.size()];
    int placed = 1;
    int nextValue = valueStart;
    for (int i = 0; i < queue.length; i++) {
      int node = queue[i];
      if (tree.isLeaf(node)) {
        slot[start + i] = -1;
        next[start + i] = nextValue;
        for (int k = 0; k < tree.width(); k++) {
          values[nextValue++] = tree.value(node, k);
        }
      } else {
        slot[start + i] = tree.feature(node) * 2 + (tree.missingLeft(node) ? 1 : 0);
        next[start + i] = start + placed;
        bound[start + i] =
            floats ? floatBound((float) tree.threshold(node)) : Math.nextUp(tree.threshold(node));
        queue[placed++] = tree.left(node);
        queue[placed++] = tree.right(node);
      }
    }
    return nextValue;
  }

  /** The least double that does not round to a float below the threshold. */
  static double floatBound(float threshold) {
    float below = Math.nextDown(threshold);
    // Doubles from halfway between the largest float and 2^128 on round to infinity.
    double previous = below == Float.NEGATIVE_INFINITY ? -0x1p128 : below;
    double middle = (previous + threshold) / 2;
    return (float) middle >= threshold ? middle : Math.nextUp(middle);
  }

  @Override
  public void add(double[] features, int offset, double[] out) {
    for (int t = 0; t < roots.length; t++) {
      int at = next[leaf(roots[t], features, offset)];
      int output = outputOf[t];
      if (output < 0) {
        for (int k = 0; k < outputs; k++) {
          out[k] = sum(out[k], values[at + k]);
        }
      } else {
        out[output] = sum(out[output], values[at]);
      }
    }
  }

  private int leaf(int root, double[] features, int offset) {
    int node = root;
    int s = slot[node];
    while (s >= 0) {
      double x = features[offset + (s >> 1)];
      boolean left = Double.isNaN(x) ? (s & 1) != 0 : x < bound[node];
      node = left ? next[node] : next[node] + 1;
      s = slot[node];
    }
    return node;
  }

  private double sum(double a, double b) {
    // The double sum of two floats, rounded to float, is their float sum: 53 >= 2 * 24 + 2 bits.
    return floats ? (float) (a + b) : a + b;
  }
}
