package io.millwright.train;

/**
 * {@code l2/2 |w|^2 + sum_i s_i * log loss_i} as a function of the weights, the intercepts not
 * penalised: logistic with one block of parameters, softmax with one for each class.
 *
 * <p>A block is the weights and the intercept of an output. The blocks' weights of one column lie
 * side by side, column after column, then the intercepts: a row of few values then runs through
 * memory in order, however many classes there are. Gradient and curvature are those at the point of
 * the last call of {@link #value}. Not thread-safe.
 */
final class LogLoss {

  private final SparseRows x;
  private final TrainingData data;
  private final double l2;
  private final int blocks;

  /** Probability of each row and block at the current point. */
  private final double[] p;

  private double[] point;

  LogLoss(TrainingData data, int blocks, double l2) {
    this.x = new SparseRows(data);
    this.data = data;
    this.l2 = l2;
    this.blocks = blocks;
    this.p = new double[Math.multiplyExact(x.rows, blocks)];
    this.point = new double[size()];
  }

  int size() {
    return blocks * (x.columns + 1);
  }

  /** Where the weight of a block and column is; after the last column comes the intercept. */
  int position(int block, int column) {
    return column * blocks + block;
  }

  double value(double[] w) {
    point = w;
    double total = 0;
    double[] margins = new double[blocks];
    for (int i = 0; i < x.rows; i++) {
      x.margins(i, w, margins);
      double loss = blocks == 1 ? logistic(i, margins[0]) : softmax(i, margins);
      total += data.weight(i) * loss;
    }
    double squares = 0;
    for (int j = 0; j < x.columns * blocks; j++) {
      squares += w[j] * w[j];
    }
    return total + l2 / 2 * squares;
  }

  private double logistic(int row, double margin) {
    // exp of a number that is not positive cannot overflow.
    double e = StrictMath.exp(-Math.abs(margin));
    p[row] = margin >= 0 ? 1 / (1 + e) : e / (1 + e);
    return StrictMath.log1p(e) + Math.max(margin, 0) - data.target(row) * margin;
  }

  private double softmax(int row, double[] margins) {
    double max = margins[0];
    for (double m : margins) {
      max = Math.max(max, m);
    }
    double sum = 0;
    for (int k = 0; k < blocks; k++) {
      p[row * blocks + k] = StrictMath.exp(margins[k] - max);
      sum += p[row * blocks + k];
    }
    for (int k = 0; k < blocks; k++) {
      p[row * blocks + k] /= sum;
    }
    return max + StrictMath.log(sum) - margins[(int) data.target(row)];
  }

  double[] gradient() {
    double[] g = new double[size()];
    double[] residuals = new double[blocks];
    for (int i = 0; i < x.rows; i++) {
      for (int k = 0; k < blocks; k++) {
        double truth = blocks == 1 ? data.target(i) : data.target(i) == k ? 1 : 0;
        residuals[k] = data.weight(i) * (p[i * blocks + k] - truth);
      }
      x.add(i, residuals, g);
    }
    addPenalty(point, g);
    return g;
  }

  /** The Hessian times {@code v}. */
  double[] curve(double[] v) {
    double[] out = new double[size()];
    double[] z = new double[blocks];
    double[] scales = new double[blocks];
    for (int i = 0; i < x.rows; i++) {
      x.margins(i, v, z);
      double mean = 0;
      for (int k = 0; k < blocks; k++) {
        mean += p[i * blocks + k] * z[k];
      }
      for (int k = 0; k < blocks; k++) {
        double pk = p[i * blocks + k];
        scales[k] = data.weight(i) * pk * (blocks == 1 ? (1 - pk) * z[k] : z[k] - mean);
      }
      x.add(i, scales, out);
    }
    addPenalty(v, out);
    return out;
  }

  /** The diagonal of the Hessian, greater than 0. */
  double[] diagonal() {
    double[] out = new double[size()];
    double[] scales = new double[blocks];
    for (int i = 0; i < x.rows; i++) {
      for (int k = 0; k < blocks; k++) {
        double pk = p[i * blocks + k];
        scales[k] = data.weight(i) * pk * (1 - pk);
      }
      x.addSquares(i, scales, out);
    }
    for (int j = 0; j < out.length; j++) {
      out[j] += j >= x.columns * blocks ? 1e-12 : l2;
    }
    return out;
  }

  private void addPenalty(double[] w, double[] out) {
    for (int j = 0; j < x.columns * blocks; j++) {
      out[j] += l2 * w[j];
    }
  }
}
