package io.millwright.tree;

/** Trees in the form they are walked in. */
sealed interface TreeLayout permits CompleteTrees, NodeTrees {

  /** Adds the values of all trees to {@code out}, which holds the start. */
  void add(double[] features, int offset, double[] out);
}
