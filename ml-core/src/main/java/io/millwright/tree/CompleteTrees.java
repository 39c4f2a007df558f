package io.millwright.tree;

import java.util.List;

/**
 * Shallow float trees, each filled up to a complete binary tree of one common depth, so that the
 * children of node i are 2i+1 and 2i+2 and a walk needs no branch.
 *
 * <p>Floats are compared as integers of the same order. A vector becomes two keys for each feature:
 * they differ for NaN only, which is below everything in one and above everything in the other, and
 * a node names the key that sends NaN its way. A comparison is then the sign of a difference.
 */
final class CompleteTrees implements TreeLayout {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_GROWTH = 8;
  private static final long MAX_NODES = 1 << 24;

  private final int inputs;
  private final int outputs;
  private final int trees;
  private final int depth;
  private final int[] outputOf;
  // High half: which key. Low half: the threshold's key less one.
  private final long[] nodes;
  private final float[] values;
  private final ThreadLocal<int[]> scratch;

  CompleteTrees(int inputs, int outputs, List<DecisionTree> list, int[] outputOf) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.trees = list.size();
    this.depth = commonDepth(list);
    this.outputOf = outputOf;
    int splits = (1 << depth) - 1;
    int leaves = 1 << depth;
    nodes = new long[trees * splits];
    values = new float[trees * leaves];
    for (int t = 0; t < trees; t++) {
      fill(list.get(t), 0, 0, 0, t * splits, t * leaves - splits);
    }
    scratch = ThreadLocal.withInitial(() -> new int[2 * inputs]);
  }

  /** Whether the trees are float, one value a leaf, shallow, and do not grow too much. */
  static boolean suits(TreeEnsembleScorer.Comparison comparison, List<DecisionTree> trees) {
    int depth = commonDepth(trees);
    if (comparison != TreeEnsembleScorer.Comparison.FLOAT_LESS || depth == 0 || depth > MAX_DEPTH) {
      return false;
    }
    long actual = 0;
    for (DecisionTree tree : trees) {
      if (tree.width() != 1) {
        return false;
      }
      actual += tree.size();
    }
    long filled = (2L << depth) * trees.size();
    return filled <= MAX_NODES && filled <= MAX_GROWTH * actual;
  }

  private static int commonDepth(List<DecisionTree> trees) {
    return trees.stream().mapToInt(DecisionTree::depth).max().orElse(0);
  }

  /** Below a leaf every path leads to a copy of it; those nodes compare feature 0, idly. */
  private void fill(DecisionTree tree, int node, int at, int level, int nodeStart, int valueStart) {
    if (level == depth) {
      values[valueStart + at] = (float) tree.value(node, 0);
      return;
    }
    boolean leaf = tree.isLeaf(node);
    if (!leaf) {
      int key = tree.feature(node) * 2 + (tree.missingLeft(node) ? 1 : 0);
      int threshold = key((float) tree.threshold(node)) - 1;
      nodes[nodeStart + at] = ((long) key << 32) | (threshold & 0xFFFFFFFFL);
    }
    fill(tree, leaf ? node : tree.left(node), 2 * at + 1, level + 1, nodeStart, valueStart);
    fill(tree, leaf ? node : tree.right(node), 2 * at + 2, level + 1, nodeStart, valueStart);
  }

  /** An integer that orders as the float does; both zeros give 0. */
  private static int key(float x) {
    int bits = Float.floatToRawIntBits(x + 0.0f);
    return bits ^ ((bits >> 31) & 0x7FFFFFFF);
  }

  @Override
  public void add(double[] features, int offset, double[] out) {
    int[] keys = scratch.get();
    for (int i = 0; i < inputs; i++) {
      float x = (float) features[offset + i];
      int key = key(x);
      keys[2 * i] = Float.isNaN(x) ? Integer.MAX_VALUE : key;
      keys[2 * i + 1] = Float.isNaN(x) ? Integer.MIN_VALUE : key;
    }
    int t = 0;
    for (; t + 4 <= trees; t += 4) {
      addFour(t, keys, out);
    }
    for (; t < trees; t++) {
      addOne(t, keys, out);
    }
  }

  private void addFour(int t, int[] keys, double[] out) {
    int splits = (1 << depth) - 1;
    int a = t * splits;
    int b = a + splits;
    int c = b + splits;
    int d = c + splits;
    int i = 0;
    int j = 0;
    int k = 0;
    int l = 0;
    for (int level = 0; level < depth; level++) {
      i = 2 * i + 1 + right(nodes[a + i], keys);
      j = 2 * j + 1 + right(nodes[b + j], keys);
      k = 2 * k + 1 + right(nodes[c + k], keys);
      l = 2 * l + 1 + right(nodes[d + l], keys);
    }
    int leaves = splits + 1;
    int first = t * leaves - splits;
    put(t, values[first + i], out);
    put(t + 1, values[first + leaves + j], out);
    put(t + 2, values[first + 2 * leaves + k], out);
    put(t + 3, values[first + 3 * leaves + l], out);
  }

  private void addOne(int t, int[] keys, double[] out) {
    int splits = (1 << depth) - 1;
    int i = 0;
    for (int level = 0; level < depth; level++) {
      i = 2 * i + 1 + right(nodes[t * splits + i], keys);
    }
    put(t, values[t * (splits + 1) - splits + i], out);
  }

  private void put(int tree, float value, double[] out) {
    int output = outputs == 1 ? 0 : outputOf[tree];
    out[output] = (float) out[output] + value;
  }

  /** 1 when the key is not below the threshold, else 0. */
  private static int right(long node, int[] keys) {
    return (int) (((long) (int) node - keys[(int) (node >>> 32)]) >>> 63);
  }
}
