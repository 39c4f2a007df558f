package io.millwright.leakage;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well each feature alone tells the label, without the label of the row itself.
 *
 * <p>Numbers and times are judged by their order, and by the mean label of the other folds in 32
 * bins of equally many rows, whichever is stronger; categories by the mean label of the other folds
 * alone. A binary label: ROC-AUC. Classes: each against the rest. A real label: size of Spearman's
 * correlation.
 */
final class SingleFeatures {

  private static final int FOLDS = 5;
  private static final int BINS = 32;
  private static final int MAX_CLASSES = 20;

  /** Rows of each kind below which nothing is said. */
  private static final int ENOUGH = 5;

  private final List<Strength> strengths;

  private SingleFeatures(List<Strength> strengths) {
    this.strengths = strengths;
  }

  /**
   * One feature: over all rows, over those of each half (NaN if a half cannot tell), the lower
   * bound of the first, and the mean over classes.
   */
  record Strength(
      String feature, double value, double train, double test, double lower, double overClasses) {

    /** The weakest of all rows and each half that can tell. */
    double weakest() {
      double weakest = value;
      weakest = Double.isNaN(train) ? weakest : Math.min(weakest, train);
      return Double.isNaN(test) ? weakest : Math.min(weakest, test);
    }
  }

  /** The features that could be judged, the strongest first, then in the order of the schema. */
  List<Strength> strengths() {
    return strengths;
  }

  static SingleFeatures of(AuditData data) {
    if (data.label().isEmpty()) {
      return new SingleFeatures(List.of());
    }
    AuditLabel label = data.label().get();
    int[] folds = folds(data.size(), data.declared().seed().derive("leakage-folds"));
    double z = Bounds.zOfEach(data.features().size());
    List<Strength> strengths =
        new ArrayList<>(
            data.features().parallelStream()
                .map(f -> new OneFeature(data, label, f, folds, z).strength())
                .flatMap(Optional::stream)
                .toList());
    strengths.sort((a, b) -> Double.compare(b.value(), a.value()));
    return new SingleFeatures(List.copyOf(strengths));
  }

  private static int[] folds(int n, Seed seed) {
    int[] folds = new int[n];
    int[] order = seed.permutation(n);
    for (int i = 0; i < n; i++) {
      folds[order[i]] = i % FOLDS;
    }
    return folds;
  }

  /** The rows of one feature that have a value and a label. */
  private static final class OneFeature {

    private final AuditData data;
    private final AuditLabel label;
    private final AuditColumn feature;
    private final int[] folds;
    private final double z;
    private final int[] rows;
    private final int[] groups;

    OneFeature(AuditData data, AuditLabel label, AuditColumn feature, int[] folds, double z) {
      this.data = data;
      this.label = label;
      this.feature = feature;
      this.folds = folds;
      this.z = z;
      this.rows =
          IntStream.range(0, data.size()).filter(i -> label.isPresent(i) && hasValue(i)).toArray();
      this.groups = feature.isNumeric() ? bins() : codes();
    }

    private boolean hasValue(int i) {
      return feature.isNumeric() ? !Double.isNaN(feature.number(i)) : !feature.isMissing(i);
    }

    private int[] codes() {
      return Arrays.stream(rows).map(feature::code).toArray();
    }

    private int[] bins() {
      double[] ranks = Ranks.midranks(Arrays.stream(rows).mapToDouble(feature::number).toArray());
      return Arrays.stream(ranks)
          .mapToInt(r -> (int) Math.min(BINS - 1, (r - 0.5) * BINS / ranks.length))
          .toArray();
    }

    Optional<Strength> strength() {
      return label.isReal() ? real() : classes();
    }

    private Optional<Strength> real() {
      double[] y = Arrays.stream(rows).mapToDouble(label::value).toArray();
      Optional<Strength> best = Optional.empty();
      for (double[] scores : scores(y)) {
        double all = Ranks.spearman(scores, y);
        if (!Double.isNaN(all)) {
          double lower = Bounds.correlationLower(all, rows.length, z);
          double train = correlation(scores, y, false, Math.signum(all));
          double test = correlation(scores, y, true, Math.signum(all));
          best =
              stronger(
                  best,
                  new Strength(feature.name(), Math.abs(all), train, test, lower, Math.abs(all)));
        }
      }
      return best;
    }

    private double correlation(double[] scores, double[] y, boolean test, double sign) {
      int[] half = half(test);
      return sign * Ranks.spearman(pick(scores, half), pick(y, half));
    }

    private Optional<Strength> classes() {
      Optional<Strength> best = Optional.empty();
      int[] counts = label.classCounts();
      int first = label.kind() == AuditLabel.Kind.BINARY ? 1 : 0;
      double sum = 0;
      double weight = 0;
      for (int c : frequent(counts, first)) {
        Optional<Strength> one = against(c);
        if (one.isPresent()) {
          sum += counts[c] * one.get().value();
          weight += counts[c];
          best = stronger(best, one.get());
        }
      }
      double mean = weight == 0 ? 0 : sum / weight;
      return best.map(
          b -> new Strength(b.feature(), b.value(), b.train(), b.test(), b.lower(), mean));
    }

    private static int[] frequent(int[] counts, int first) {
      return IntStream.range(first, counts.length)
          .boxed()
          .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
          .limit(MAX_CLASSES)
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private Optional<Strength> against(int positive) {
      boolean[] is = new boolean[rows.length];
      double[] y = new double[rows.length];
      int m = 0;
      for (int i = 0; i < rows.length; i++) {
        is[i] = label.classOf(rows[i]) == positive;
        y[i] = is[i] ? 1 : 0;
        m += is[i] ? 1 : 0;
      }
      int n = rows.length - m;
      if (m < ENOUGH || n < ENOUGH) {
        return Optional.empty();
      }
      Optional<Strength> best = Optional.empty();
      for (double[] scores : scores(y)) {
        double auc = Ranks.auc(scores, is);
        boolean up = auc >= 0.5;
        double value = up ? auc : 1 - auc;
        double lower = Bounds.aucLower(value, m, n, z);
        double train = auc(scores, is, false, up);
        double test = auc(scores, is, true, up);
        best = stronger(best, new Strength(feature.name(), value, train, test, lower, value));
      }
      return best;
    }

    private double auc(double[] scores, boolean[] is, boolean test, boolean up) {
      int[] half = half(test);
      boolean[] picked = new boolean[half.length];
      for (int i = 0; i < half.length; i++) {
        picked[i] = is[half[i]];
      }
      double auc = Ranks.auc(pick(scores, half), picked);
      return up ? auc : 1 - auc;
    }

    private static Optional<Strength> stronger(Optional<Strength> best, Strength other) {
      return best.isPresent() && best.get().value() >= other.value() ? best : Optional.of(other);
    }

    private int[] half(boolean test) {
      return IntStream.range(0, rows.length).filter(i -> data.isTest(rows[i]) == test).toArray();
    }

    private static double[] pick(double[] values, int[] places) {
      return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    private List<double[]> scores(double[] y) {
      double[] fitted = outOfFold(y);
      return feature.isNumeric()
          ? List.of(Arrays.stream(rows).mapToDouble(feature::number).toArray(), fitted)
          : List.of(fitted);
    }

    /** Mean label of the row's group in the other folds, drawn to their mean by one row. */
    private double[] outOfFold(double[] y) {
      int size = Arrays.stream(groups).max().orElse(-1) + 1;
      double[][] sums = new double[FOLDS][];
      int[][] counts = new int[FOLDS][];
      double[] foldSums = new double[FOLDS];
      int[] foldCounts = new int[FOLDS];
      double[] allSums = new double[size];
      int[] allCounts = new int[size];
      for (int f = 0; f < FOLDS; f++) {
        sums[f] = new double[size];
        counts[f] = new int[size];
      }
      for (int i = 0; i < y.length; i++) {
        int fold = folds[rows[i]];
        sums[fold][groups[i]] += y[i];
        counts[fold][groups[i]]++;
        foldSums[fold] += y[i];
        foldCounts[fold]++;
        allSums[groups[i]] += y[i];
        allCounts[groups[i]]++;
      }
      double sum = Arrays.stream(foldSums).sum();
      double[] scores = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        int fold = folds[rows[i]];
        double prior = (sum - foldSums[fold]) / Math.max(1, y.length - foldCounts[fold]);
        double inGroup = allSums[groups[i]] - sums[fold][groups[i]];
        int others = allCounts[groups[i]] - counts[fold][groups[i]];
        scores[i] = (inGroup + prior) / (others + 1);
      }
      return scores;
    }
  }
}
