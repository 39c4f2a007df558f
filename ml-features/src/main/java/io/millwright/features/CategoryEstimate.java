package io.millwright.features;

/** What a category is encoded as, from its rows' labels and those of all rows. */
sealed interface CategoryEstimate {

  /** The number of each category; {@link #unseen} for one without a row. */
  double[] of(CategoryStats stats);

  /** The number of a category of which there was no row. */
  double unseen(CategoryStats stats);

  String describe();

  /** {@code (sum + m prior) / (n + m)}, the prior being the mean over all rows. */
  record MEstimate(double m) implements CategoryEstimate {

    @Override
    public double[] of(CategoryStats stats) {
      double[] values = new double[stats.categories()];
      for (int c = 0; c < values.length; c++) {
        values[c] = of(stats.sum(c), stats.count(c), stats.mean());
      }
      return values;
    }

    double of(double sum, double count, double prior) {
      return count + m > 0 && count > 0 ? (sum + m * prior) / (count + m) : prior;
    }

    @Override
    public double unseen(CategoryStats stats) {
      return stats.mean();
    }

    @Override
    public String describe() {
      return "m-estimate, m = " + m;
    }
  }

  /**
   * {@code w mean + (1 - w) prior} with {@code w = n V / (n V + v)}; {@code V} is the variance of
   * all rows, {@code v} that within the category after {@code rows} more rows of variance V.
   */
  record EmpiricalBayes(double rows) implements CategoryEstimate {

    @Override
    public double[] of(CategoryStats stats) {
      double[] values = new double[stats.categories()];
      for (int c = 0; c < values.length; c++) {
        values[c] = of(stats, c);
      }
      return values;
    }

    private double of(CategoryStats stats, int c) {
      double n = stats.count(c);
      if (n == 0 || !(stats.variance() > 0)) {
        return stats.mean();
      }
      double within = (stats.squares(c) + rows * stats.variance()) / (n + rows);
      double w = n * stats.variance() / (n * stats.variance() + within);
      return w * stats.mean(c) + (1 - w) * stats.mean();
    }

    @Override
    public double unseen(CategoryStats stats) {
      return stats.mean();
    }

    @Override
    public String describe() {
      return "empirical Bayes, variance floored by " + rows + " rows";
    }
  }

  /**
   * {@code (1 - B) mean + B prior} with {@code B = (s2/n) / (s2/n + t2)}: {@code s2} the variance
   * within categories, {@code t2} that between them, both by the method of moments of the one-way
   * random-effects model.
   */
  record JamesStein() implements CategoryEstimate {

    @Override
    public double[] of(CategoryStats stats) {
      double within = 0;
      double between = 0;
      double squaredCounts = 0;
      for (int c = 0; c < stats.categories(); c++) {
        double n = stats.count(c);
        if (n > 0) {
          within += stats.squares(c);
          double d = stats.mean(c) - stats.mean();
          between += n * d * d;
          squaredCounts += n * n;
        }
      }
      double total = stats.total();
      int groups = stats.present();
      double s2 = total > groups ? within / (total - groups) : stats.variance();
      double spread = total - squaredCounts / total;
      double t2 = spread > 0 ? Math.max(0, (between - (groups - 1) * s2) / spread) : 0;
      double[] values = new double[stats.categories()];
      for (int c = 0; c < values.length; c++) {
        values[c] = of(stats, c, s2, t2);
      }
      return values;
    }

    private static double of(CategoryStats stats, int c, double s2, double t2) {
      double n = stats.count(c);
      if (n == 0 || t2 == 0) {
        return stats.mean();
      }
      double b = s2 / n / (s2 / n + t2);
      return (1 - b) * stats.mean(c) + b * stats.mean();
    }

    @Override
    public double unseen(CategoryStats stats) {
      return stats.mean();
    }

    @Override
    public String describe() {
      return "James–Stein";
    }
  }

  /**
   * {@code ln(((pos + a) / (P + a K)) / ((neg + a) / (N + a K)))} of K categories with a row; 0,
   * which is no evidence, for one without.
   */
  record WeightOfEvidence(double a) implements CategoryEstimate {

    @Override
    public double[] of(CategoryStats stats) {
      double[] values = new double[stats.categories()];
      for (int c = 0; c < values.length; c++) {
        values[c] =
            stats.count(c) == 0 ? 0 : StrictMath.log(share(stats, c) / otherShare(stats, c));
      }
      return values;
    }

    /** {@code sum of (share of positives - share of negatives) × weight of evidence}. */
    double informationValue(CategoryStats stats) {
      double[] woe = of(stats);
      double sum = 0;
      for (int c = 0; c < woe.length; c++) {
        if (stats.count(c) > 0) {
          sum += (share(stats, c) - otherShare(stats, c)) * woe[c];
        }
      }
      return sum;
    }

    private double share(CategoryStats stats, int c) {
      double positives = Math.rint(stats.mean() * stats.total());
      return (stats.sum(c) + a) / (positives + a * stats.present());
    }

    private double otherShare(CategoryStats stats, int c) {
      double negatives = stats.total() - Math.rint(stats.mean() * stats.total());
      return (stats.count(c) - stats.sum(c) + a) / (negatives + a * stats.present());
    }

    @Override
    public double unseen(CategoryStats stats) {
      return 0;
    }

    @Override
    public String describe() {
      return "weight of evidence, " + a + " rows added to each count";
    }
  }
}
