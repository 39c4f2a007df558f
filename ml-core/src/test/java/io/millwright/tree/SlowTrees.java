package io.millwright.tree;

import io.millwright.model.Link;
import io.millwright.tree.TreeEnsembleScorer.Aggregation;
import io.millwright.tree.TreeEnsembleScorer.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Trees as recursive objects: an independent, slow way to the same numbers, and random trees. */
final class SlowTrees {

  interface Node {}

  record Leaf(List<Double> values) implements Node {}

  record Split(int feature, double threshold, boolean missingLeft, Node yes, Node no)
      implements Node {}

  record Tree(Node root, int output) {}

  final int inputs;
  final int outputs;
  final Comparison comparison;
  final Aggregation aggregation;
  final Link link;
  final double[] base;
  final List<Tree> trees = new ArrayList<>();

  SlowTrees(
      int inputs,
      int outputs,
      Comparison comparison,
      Aggregation aggregation,
      Link link,
      double[] base) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.comparison = comparison;
    this.aggregation = aggregation;
    this.link = link;
    this.base = base;
  }

  static SlowTrees random(RandomGenerator random, Comparison comparison, int depth) {
    int inputs = 1 + random.nextInt(6);
    int outputs = 1 + random.nextInt(3);
    boolean vector = random.nextBoolean();
    double[] base = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      base[k] = (float) random.nextGaussian();
    }
    SlowTrees slow =
        new SlowTrees(
            inputs,
            outputs,
            comparison,
            random.nextBoolean() ? Aggregation.SUM : Aggregation.AVERAGE,
            outputs > 1 ? Link.SOFTMAX : random.nextBoolean() ? Link.LOGISTIC : Link.IDENTITY,
            base);
    int count = 1 + random.nextInt(9);
    for (int t = 0; t < count; t++) {
      int output = vector && outputs > 1 ? -1 : random.nextInt(outputs);
      slow.trees.add(new Tree(slow.node(random, depth, output < 0 ? outputs : 1), output));
    }
    return slow;
  }

  private Node node(RandomGenerator random, int depth, int width) {
    if (depth == 0 || random.nextInt(6) == 0) {
      List<Double> values = new ArrayList<>();
      for (int k = 0; k < width; k++) {
        values.add((double) (float) random.nextGaussian());
      }
      return new Leaf(values);
    }
    return new Split(
        random.nextInt(inputs),
        value(random),
        random.nextBoolean(),
        node(random, depth - 1, width),
        node(random, depth - 1, width));
  }

  /** A float from few values, so that features often meet thresholds exactly. */
  static double value(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> Float.MIN_VALUE;
      case 3 -> -Float.MIN_VALUE;
      case 4 -> Float.MAX_VALUE;
      case 5 -> -Float.MAX_VALUE;
      default -> (float) (random.nextInt(9) - 4) / 10;
    };
  }

  /** Values on, beside and far from the thresholds, infinite and missing ones. */
  static double feature(RandomGenerator random) {
    double at = value(random);
    return switch (random.nextInt(9)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case 2 -> Math.nextUp(at);
      case 3 -> Math.nextDown(at);
      case 4 -> (at + Math.nextDown((float) at)) / 2;
      case 5 -> Math.nextDown((at + Math.nextDown((float) at)) / 2);
      case 6 -> random.nextGaussian() * 1e300;
      default -> at;
    };
  }

  double[] score(double[] x) {
    boolean floats = comparison == Comparison.FLOAT_LESS;
    double[] sums = aggregation == Aggregation.SUM ? base.clone() : new double[outputs];
    for (Tree tree : trees) {
      List<Double> values = leaf(tree.root(), x).values();
      for (int k = 0; k < values.size(); k++) {
        int output = tree.output() < 0 ? k : tree.output();
        sums[output] =
            floats
                ? (float) sums[output] + values.get(k).floatValue()
                : sums[output] + values.get(k);
      }
    }
    if (aggregation == Aggregation.AVERAGE) {
      for (int k = 0; k < outputs; k++) {
        sums[k] = base[k] + sums[k] / trees.size();
      }
    }
    link.apply(sums, outputs);
    return sums;
  }

  private Leaf leaf(Node node, double[] x) {
    if (node instanceof Leaf leaf) {
      return leaf;
    }
    Split split = (Split) node;
    double value = x[split.feature()];
    boolean yes =
        Double.isNaN(value)
            ? split.missingLeft()
            : comparison == Comparison.FLOAT_LESS
                ? (float) value < (float) split.threshold()
                : value <= split.threshold();
    return leaf(yes ? split.yes() : split.no(), x);
  }

  TreeEnsembleScorer toScorer() {
    TreeEnsembleScorer.Builder builder =
        TreeEnsembleScorer.builder(inputs, outputs, comparison)
            .aggregation(aggregation)
            .link(link)
            .base(base);
    for (Tree tree : trees) {
      if (tree.output() < 0) {
        builder.tree(Flat.of(tree.root()));
      } else {
        builder.tree(Flat.of(tree.root()), tree.output());
      }
    }
    return builder.build();
  }

  /** Depth-first arrays of a tree. */
  static final class Flat {

    private final List<Integer> feature = new ArrayList<>();
    private final List<Double> threshold = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<Boolean> missingLeft = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    static DecisionTree of(Node root) {
      Flat flat = new Flat();
      flat.add(root);
      boolean[] missing = new boolean[flat.feature.size()];
      for (int i = 0; i < missing.length; i++) {
        missing[i] = flat.missingLeft.get(i);
      }
      return DecisionTree.of(
          flat.feature.stream().mapToInt(i -> i).toArray(),
          flat.threshold.stream().mapToDouble(d -> d).toArray(),
          flat.left.stream().mapToInt(i -> i).toArray(),
          flat.right.stream().mapToInt(i -> i).toArray(),
          missing,
          flat.values.stream().mapToDouble(d -> d).toArray());
    }

    private int add(Node node) {
      int at = feature.size();
      left.add(0);
      right.add(0);
      if (node instanceof Split split) {
        feature.add(split.feature());
        threshold.add(split.threshold());
        missingLeft.add(split.missingLeft());
        left.set(at, add(split.yes()));
        right.set(at, add(split.no()));
      } else {
        feature.add(-1);
        threshold.add(0.0);
        missingLeft.add(false);
        values.addAll(((Leaf) node).values());
      }
      return at;
    }
  }
}
