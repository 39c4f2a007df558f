package io.millwright.tree;

import io.millwright.Require;

/**
 * One binary decision tree: nodes in an order where parents come before children, node 0 the root.
 *
 * <p>A split node sends a row to its left child when the comparison of its ensemble holds, and rows
 * without a value where {@link #missingLeft} says. A leaf has one or several values. Immutable and
 * thread-safe.
 */
public final class DecisionTree {

  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final boolean[] missingLeft;
  private final int[] leaf;
  private final double[] values;
  private final int width;
  private final int depth;

  private DecisionTree(
      int[] feature,
      double[] threshold,
      int[] left,
      int[] right,
      boolean[] missingLeft,
      double[] values) {
    this.feature = feature;
    this.threshold = threshold;
    this.left = left;
    this.right = right;
    this.missingLeft = missingLeft;
    this.leaf = new int[feature.length];
    int leaves = 0;
    for (int i = 0; i < feature.length; i++) {
      leaf[i] = feature[i] < 0 ? leaves++ : -1;
    }
    this.values = values;
    this.width = values.length / leaves;
    this.depth = checkShape(leaves);
  }

  /**
   * A tree of these nodes; arrays are copied.
   *
   * @param feature position of the feature a split looks at, -1 for a leaf
   * @param threshold finite; ignored for leaves
   * @param left child after its parent; ignored for leaves
   * @param right child after its parent; ignored for leaves
   * @param missingLeft whether a row without a value goes left; ignored for leaves
   * @param values finite; those of the first leaf in the order of the nodes, then of the second,
   *     equally many each
   * @throws IllegalArgumentException if the nodes are not a tree or a number is not finite
   */
  public static DecisionTree of(
      int[] feature,
      double[] threshold,
      int[] left,
      int[] right,
      boolean[] missingLeft,
      double[] values) {
    int nodes = feature.length;
    if (nodes == 0
        || threshold.length != nodes
        || left.length != nodes
        || right.length != nodes
        || missingLeft.length != nodes) {
      throw new IllegalArgumentException(
          "Tree must have at least one node and arrays of equal length; had "
              + nodes
              + " features, "
              + threshold.length
              + " thresholds, "
              + left.length
              + " left and "
              + right.length
              + " right children, "
              + missingLeft.length
              + " directions.");
    }
    long leaves = java.util.Arrays.stream(feature).filter(f -> f < 0).count();
    if (leaves == 0 || values.length == 0 || values.length % leaves != 0) {
      throw new IllegalArgumentException(
          "Tree must have equally many values for each leaf; had "
              + values.length
              + " values for "
              + leaves
              + " leaves.");
    }
    for (double value : values) {
      Require.finite("Leaf value", value);
    }
    return new DecisionTree(
        feature.clone(),
        threshold.clone(),
        left.clone(),
        right.clone(),
        missingLeft.clone(),
        values.clone());
  }

  /** A tree that is one leaf. */
  public static DecisionTree leaf(double... values) {
    return of(
        new int[] {-1}, new double[1], new int[1], new int[1], new boolean[1], values.clone());
  }

  /** Every node but the root has one parent, which comes before it. */
  private int checkShape(int leaves) {
    int nodes = feature.length;
    int[] level = new int[nodes];
    boolean[] reached = new boolean[nodes];
    reached[0] = true;
    int deepest = 0;
    for (int i = 0; i < nodes; i++) {
      if (!reached[i]) {
        throw new IllegalArgumentException(
            "Node " + i + " of a tree must be the child of an earlier node; was of none.");
      }
      deepest = Math.max(deepest, level[i]);
      if (feature[i] >= 0) {
        Require.finite("Threshold of node " + i, threshold[i]);
        claim(i, left[i], level, reached);
        claim(i, right[i], level, reached);
      }
    }
    if (nodes != 2 * leaves - 1) {
      throw new IllegalArgumentException("Tree must have one leaf more than splits.");
    }
    return deepest;
  }

  private static void claim(int parent, int child, int[] level, boolean[] reached) {
    if (child <= parent || child >= reached.length || reached[child]) {
      throw new IllegalArgumentException(
          "Child of node "
              + parent
              + " must be a later node without another parent, below "
              + reached.length
              + "; was "
              + child
              + ".");
    }
    reached[child] = true;
    level[child] = level[parent] + 1;
  }

  /** How many nodes, splits and leaves. */
  public int size() {
    return feature.length;
  }

  /** Comparisons on the longest path from root to leaf. */
  public int depth() {
    return depth;
  }

  /** How many values a leaf has. */
  public int width() {
    return width;
  }

  /** Whether the node is a leaf. */
  public boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  /** Position of the feature that a split looks at. */
  public int feature(int node) {
    return feature[node];
  }

  /** What a split compares with. */
  public double threshold(int node) {
    return threshold[node];
  }

  /** The child of a split for rows for which the comparison holds. */
  public int left(int node) {
    return left[node];
  }

  /** The child of a split for the other rows. */
  public int right(int node) {
    return right[node];
  }

  /** Whether rows without a value go left at a split. */
  public boolean missingLeft(int node) {
    return missingLeft[node];
  }

  /**
   * A value of a leaf.
   *
   * @param position 0 to {@code width() - 1}
   */
  public double value(int node, int position) {
    java.util.Objects.checkIndex(position, width);
    java.util.Objects.checkIndex(leaf[node], leaf.length);
    return values[leaf[node] * width + position];
  }

  int maxFeature() {
    int max = -1;
    for (int f : feature) {
      max = Math.max(max, f);
    }
    return max;
  }
}
