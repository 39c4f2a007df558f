package io.millwright.eval.explain;

import io.millwright.eval.rows.TableRows;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Featurizer;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact interventional Shapley values of a tree ensemble's sums.
 *
 * <p>For a row x and a background row b, a leaf is reached by a coalition that has all players
 * whose splits send x its way (a of them) and none of those whose splits send b its way (c of
 * them). Its value v then gives each of the former {@code v (a-1)! c! / (a+c)!} and takes {@code v
 * a! (c-1)! / (a+c)!} from each of the latter. One walk over the nodes that x or b or a mix of them
 * can reach finds all leaves; a player may own several features, whose splits then agree. Cost:
 * O(trees × background × reachable nodes). Missing values follow each split's own direction.
 *
 * @see <a href="https://doi.org/10.1038/s42256-019-0138-9">Lundberg et al. (2020), From local
 *     explanations to global understanding with explainable AI for trees, algorithm 3</a>
 */
final class TreeShap implements Attributor {

  /** Deeper trees would need deep recursion; the caller asks the model instead. */
  static final int MOST_DEPTH = 512;

  private final TreeEnsembleScorer scorer;
  private final Featurizer featurizer;
  private final int[] playerOf;
  private final int players;
  private final double[] background;
  private final double[] shares;
  private final ShapleyWeights weights;
  private final List<Part> parts = new ArrayList<>();
  private final double base;

  /** A tree and the position of its leaf value for the output. */
  private record Part(DecisionTree tree, int position) {}

  TreeShap(
      TreeEnsembleScorer scorer,
      int output,
      Featurizer featurizer,
      Players joined,
      Table background) {
    this.scorer = scorer;
    this.featurizer = featurizer;
    this.playerOf = joined.ofFeatures(featurizer);
    this.players = joined.count();
    this.background = vectors(featurizer, background);
    this.shares = TableRows.shares(background);
    int deepest = 0;
    for (int t = 0; t < scorer.trees().size(); t++) {
      int of = scorer.outputOf(t);
      if (of < 0 || of == output) {
        parts.add(new Part(scorer.trees().get(t), of < 0 ? output : 0));
        deepest = Math.max(deepest, scorer.trees().get(t).depth());
      }
    }
    this.weights = ShapleyWeights.upTo(Math.min(players, deepest) + 1);
    this.base = scorer.base(output) + scale() * meanSum();
  }

  static boolean suits(TreeEnsembleScorer scorer) {
    return scorer.trees().stream().allMatch(tree -> tree.depth() <= MOST_DEPTH);
  }

  private static double[] vectors(Featurizer featurizer, Table table) {
    return DenseMatrix.of(featurizer, table).array();
  }

  private double scale() {
    return scorer.aggregation() == TreeEnsembleScorer.Aggregation.AVERAGE
        ? 1.0 / scorer.trees().size()
        : 1;
  }

  private double meanSum() {
    double sum = 0;
    for (int b = 0; b < shares.length; b++) {
      for (Part part : parts) {
        sum += shares[b] * part.tree().value(leaf(part.tree(), b * width()), part.position());
      }
    }
    return sum;
  }

  private int leaf(DecisionTree tree, int offset) {
    int node = 0;
    while (!tree.isLeaf(node)) {
      node = child(tree, node, background[offset + tree.feature(node)]);
    }
    return node;
  }

  private int width() {
    return scorer.inputs();
  }

  private int child(DecisionTree tree, int node, double x) {
    boolean left;
    if (Double.isNaN(x)) {
      left = tree.missingLeft(node);
    } else if (scorer.comparison() == TreeEnsembleScorer.Comparison.FLOAT_LESS) {
      left = (float) x < (float) tree.threshold(node);
    } else {
      left = x <= tree.threshold(node);
    }
    return left ? tree.left(node) : tree.right(node);
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public Shares of(Row row) {
    double[] vector = new double[width()];
    featurizer.apply(row, vector, 0);
    double[] values = new double[players];
    Walk walk = new Walk(vector, values);
    for (int b = 0; b < shares.length; b++) {
      for (Part part : parts) {
        walk.through(part, b * width(), shares[b] * scale());
      }
    }
    return new Shares(values, new double[players]);
  }

  /** One row against background rows, tree by tree. */
  private final class Walk {

    private static final Part NONE = new Part(DecisionTree.leaf(0), 0);
    private static final byte FREE = 0;
    private static final byte OWN = 1;
    private static final byte OTHER = 2;

    private final double[] own;
    private final double[] values;
    private final byte[] side = new byte[players];
    private Part part = NONE;
    private int offset;
    private double share;
    private double taken;

    Walk(double[] own, double[] values) {
      this.own = own;
      this.values = values;
    }

    void through(Part tree, int backgroundRow, double weight) {
      part = tree;
      offset = backgroundRow;
      share = weight;
      from(0, 0, 0);
    }

    /**
     * Returns what the leaves below give to each player on the row's side, and leaves in {@code
     * taken} what they take from each on the background's side.
     */
    double from(int start, int a, int c) {
      DecisionTree tree = part.tree();
      int node = start;
      while (!tree.isLeaf(node)) {
        int feature = tree.feature(node);
        int ownChild = child(tree, node, own[feature]);
        int otherChild = child(tree, node, background[offset + feature]);
        int player = playerOf[feature];
        if (ownChild == otherChild || player < 0 || side[player] == OWN) {
          node = ownChild;
        } else if (side[player] == OTHER) {
          node = otherChild;
        } else {
          return fork(player, ownChild, otherChild, a, c);
        }
      }
      double value = share * tree.value(node, part.position());
      taken = c == 0 ? 0 : value * weights.at(a, c - 1);
      return a == 0 ? 0 : value * weights.at(a - 1, c);
    }

    private double fork(int player, int ownChild, int otherChild, int a, int c) {
      side[player] = OWN;
      double given = from(ownChild, a + 1, c);
      double takenByOwn = taken;
      side[player] = OTHER;
      double givenByOther = from(otherChild, a, c + 1);
      values[player] += given - taken;
      taken += takenByOwn;
      side[player] = FREE;
      return given + givenByOther;
    }
  }
}
