package io.millwright.tree;

import io.millwright.Require;
import io.millwright.model.Link;
import io.millwright.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sum or mean of decision trees, through a link.
 *
 * <p>{@code out_k = link(base_k + sum of the leaf values for k)} in the order of the trees, or
 * {@code base_k + sum / trees} for a mean. NaN follows each split's own direction. Immutable and
 * thread-safe; scoring allocates nothing but one small array per thread, once.
 *
 * <p>Trees of {@link Comparison#FLOAT_LESS} up to depth 8 are kept as complete binary trees of
 * (feature, threshold) pairs in one array, four of them walked together without a branch; others as
 * arrays of nodes with adjacent children. Both give the same numbers.
 */
public final class TreeEnsembleScorer implements Scorer {

  static final int MAX_INPUTS = 1 << 22;
  static final int MAX_OUTPUTS = 1 << 16;

  /** How a split compares, and in which arithmetic leaf values are added. */
  public enum Comparison {
    /**
     * Left when {@code x < threshold}; x, thresholds, leaf values and their running sum are rounded
     * to float, as XGBoost does.
     */
    FLOAT_LESS,
    /** Left when {@code x <= threshold}, all in double. */
    DOUBLE_LESS_OR_EQUAL
  }

  /** What becomes of the trees' values. */
  public enum Aggregation {
    /** Their sum. */
    SUM,
    /** Their sum divided by the number of trees. */
    AVERAGE
  }

  private final int inputs;
  private final Comparison comparison;
  private final Aggregation aggregation;
  private final Link link;
  private final double[] base;
  private final List<DecisionTree> trees;
  private final int[] outputOf;
  private final TreeLayout layout;

  private TreeEnsembleScorer(Builder b, List<DecisionTree> trees, int[] outputOf, double[] base) {
    this.inputs = b.inputs;
    this.comparison = b.comparison;
    this.aggregation = b.aggregation == null ? Aggregation.SUM : b.aggregation;
    this.link = b.link == null ? Link.IDENTITY : b.link;
    this.base = base;
    this.trees = trees;
    this.outputOf = outputOf;
    this.layout =
        CompleteTrees.suits(comparison, trees)
            ? new CompleteTrees(inputs, base.length, trees, outputOf)
            : new NodeTrees(base.length, trees, outputOf, comparison);
  }

  /**
   * A builder without trees.
   *
   * @param inputs width of the vectors, 0 to 2^22
   * @param outputs how many numbers a row gets, 1 to 2^16
   */
  public static Builder builder(int inputs, int outputs, Comparison comparison) {
    return new Builder(inputs, outputs, comparison);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return base.length;
  }

  /** Always true: every split says where a row without a value goes. */
  @Override
  public boolean acceptsMissing() {
    return true;
  }

  /** The trees, in the order they are summed. */
  public List<DecisionTree> trees() {
    return trees;
  }

  /** Which output a tree of one value adds to; -1 for a tree that has a value for each output. */
  public int outputOf(int tree) {
    return outputOf[tree];
  }

  /** How splits compare. */
  public Comparison comparison() {
    return comparison;
  }

  /** Sum or mean. */
  public Aggregation aggregation() {
    return aggregation;
  }

  /** What the sums go through. */
  public Link link() {
    return link;
  }

  /** What an output starts from. */
  public double base(int output) {
    return base[output];
  }

  @Override
  public void score(double[] features, int offset, double[] out) {
    int outputs = base.length;
    if (aggregation == Aggregation.SUM) {
      System.arraycopy(base, 0, out, 0, outputs);
      layout.add(features, offset, out);
    } else {
      java.util.Arrays.fill(out, 0, outputs, 0);
      layout.add(features, offset, out);
      for (int k = 0; k < outputs; k++) {
        out[k] = base[k] + out[k] / trees.size();
      }
    }
    link.apply(out, outputs);
  }

  @Override
  public Stored stored() {
    return new Stored(TreeScorerProvider.KIND, TreeJson.write(this));
  }

  @Override
  public String toString() {
    return "TreeEnsembleScorer["
        + inputs
        + " -> "
        + outputs()
        + ", "
        + trees.size()
        + " trees, "
        + aggregation
        + ", "
        + link
        + "]";
  }

  /** Collects trees. Single use, not thread-safe; a setting given twice is an error. */
  public static final class Builder {

    private final int inputs;
    private final int outputs;
    private final Comparison comparison;
    private final List<DecisionTree> trees = new ArrayList<>();
    private final List<Integer> outputOf = new ArrayList<>();
    private @Nullable Aggregation aggregation;
    private @Nullable Link link;
    private double @Nullable [] base;

    private Builder(int inputs, int outputs, Comparison comparison) {
      if (inputs < 0 || inputs > MAX_INPUTS) {
        throw Require.violated("Inputs", "from 0 to " + MAX_INPUTS, inputs);
      }
      if (outputs < 1 || outputs > MAX_OUTPUTS) {
        throw Require.violated("Outputs", "from 1 to " + MAX_OUTPUTS, outputs);
      }
      this.inputs = inputs;
      this.outputs = outputs;
      this.comparison = Objects.requireNonNull(comparison, "comparison");
    }

    /** Sum (the default) or mean. */
    public Builder aggregation(Aggregation value) {
      refuseSecond("Aggregation", aggregation);
      aggregation = value;
      return this;
    }

    /** What the sums go through; {@link Link#IDENTITY} by default. */
    public Builder link(Link value) {
      refuseSecond("Link", link);
      link = value;
      return this;
    }

    /** What each output starts from, finite; 0 by default. */
    public Builder base(double... values) {
      refuseSecond("Base", base);
      if (values.length != outputs) {
        throw Require.violated("Base", outputs + " numbers, one for each output", values.length);
      }
      base = values.clone();
      for (double value : values) {
        Require.finite("Base", value);
      }
      return this;
    }

    /** Adds a tree of one value, which counts for one output. */
    public Builder tree(DecisionTree tree, int output) {
      Objects.checkIndex(output, outputs);
      return add(tree, output, 1);
    }

    /** Adds a tree that has a value for each output. */
    public Builder tree(DecisionTree tree) {
      return add(tree, outputs == 1 ? 0 : -1, outputs);
    }

    private Builder add(DecisionTree tree, int output, int width) {
      if (tree.width() != width) {
        throw Require.violated("Values of a leaf", String.valueOf(width), tree.width());
      }
      if (tree.maxFeature() >= inputs) {
        throw Require.violated(
            "Feature of a split", "below " + inputs + ", the number of inputs", tree.maxFeature());
      }
      if (comparison == Comparison.FLOAT_LESS) {
        checkFloats(tree);
      }
      trees.add(tree);
      outputOf.add(output);
      return this;
    }

    /** Numbers of a float ensemble are floats, so that nothing is rounded on the way. */
    private static void checkFloats(DecisionTree tree) {
      for (int i = 0; i < tree.size(); i++) {
        int values = tree.isLeaf(i) ? tree.width() : 1;
        for (int k = 0; k < values; k++) {
          double number = tree.isLeaf(i) ? tree.value(i, k) : tree.threshold(i);
          if ((float) number != number) {
            throw Require.violated(
                "Number of node " + i + " of a float ensemble", "a float", number);
          }
        }
      }
    }

    /**
     * The scorer.
     *
     * @throws IllegalArgumentException if a mean is asked of no trees
     */
    public TreeEnsembleScorer build() {
      if (aggregation == Aggregation.AVERAGE && trees.isEmpty()) {
        throw new IllegalArgumentException("A mean must be of at least one tree; was of none.");
      }
      double[] start = base == null ? new double[outputs] : base;
      if (comparison == Comparison.FLOAT_LESS) {
        for (double value : start) {
          if ((float) value != value) {
            throw Require.violated("Base of a float ensemble", "a float", value);
          }
        }
      }
      return new TreeEnsembleScorer(
          this, List.copyOf(trees), outputOf.stream().mapToInt(Integer::intValue).toArray(), start);
    }

    private static void refuseSecond(String name, @Nullable Object earlier) {
      if (earlier != null) {
        throw new IllegalArgumentException(name + " must be set once; was set before.");
      }
    }
  }
}
