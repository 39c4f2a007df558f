package io.millwright.eval.explain;

import io.millwright.eval.rows.TableRows;
import io.millwright.linear.LinearScorer;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Featurizer;
import io.millwright.table.Row;
import io.millwright.table.Table;

/**
 * Exact interventional Shapley values of a linear model's sum: {@code w (x - mean of the
 * background)} for each feature, added up for each player.
 *
 * @see <a href="https://arxiv.org/abs/1705.07874">Lundberg, Lee (2017), A unified approach to
 *     interpreting model predictions, corollary 1</a>
 */
final class LinearShap implements Attributor {

  private final LinearScorer scorer;
  private final int output;
  private final Featurizer featurizer;
  private final int[] playerOf;
  private final int players;
  private final double[] means;

  LinearShap(
      LinearScorer scorer, int output, Featurizer featurizer, Players joined, Table background) {
    this.scorer = scorer;
    this.output = output;
    this.featurizer = featurizer;
    this.playerOf = joined.ofFeatures(featurizer);
    this.players = joined.count();
    this.means = new double[scorer.inputs()];
    double[] shares = TableRows.shares(background);
    DenseMatrix vectors = DenseMatrix.of(featurizer, background);
    for (int b = 0; b < shares.length; b++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += shares[b] * vectors.value(b, i);
      }
    }
  }

  @Override
  public double base() {
    double sum = scorer.intercept(output);
    for (int i = 0; i < means.length; i++) {
      sum += term(i, means[i]);
    }
    return sum;
  }

  @Override
  public Shares of(Row row) {
    double[] vector = new double[means.length];
    featurizer.apply(row, vector, 0);
    double[] values = new double[players];
    for (int i = 0; i < means.length; i++) {
      if (playerOf[i] >= 0) {
        values[playerOf[i]] += term(i, vector[i] - means[i]);
      }
    }
    return new Shares(values, new double[players]);
  }

  /** 0 for a feature without weight, also where it is missing. */
  private double term(int feature, double x) {
    double weight = scorer.weight(output, feature);
    return weight == 0 ? 0 : weight * x;
  }
}
