package io.millwright.eval.explain;

/**
 * {@code a! b! / (a + b + 1)!}: the share of orders of {@code a + b + 1} players in which exactly
 * {@code a} given ones come before a player.
 */
final class ShapleyWeights {

  private final double[][] table;

  private ShapleyWeights(double[][] table) {
    this.table = table;
  }

  /** All weights with {@code a + b < most}. */
  static ShapleyWeights upTo(int most) {
    double[][] table = new double[most][];
    for (int a = 0; a < most; a++) {
      table[a] = new double[most - a];
      for (int b = 0; a + b < most; b++) {
        table[a][b] = of(a, b);
      }
    }
    return new ShapleyWeights(table);
  }

  double at(int a, int b) {
    return table[a][b];
  }

  static double of(int a, int b) {
    // 1 / ((a + b + 1) * C(a + b, a)), one factor of the binomial at a time.
    double weight = 1.0 / (a + b + 1);
    for (int i = 1; i <= Math.min(a, b); i++) {
      weight *= (double) i / (a + b + 1 - i);
    }
    return weight;
  }
}
