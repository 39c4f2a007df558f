package io.millwright.quality;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * {@link Dimension#RELEVANCE}.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1954.10501231">Goodman, Kruskal (1954), Measures
 *     of association for cross classifications</a>, tau of section 9, for classes
 */
final class Relevance {

  private static final int SHUFFLES = 19;
  private static final int BINS = 10;
  private static final int CATEGORIES = 50;
  private static final int MOST_ROWS = 50_000;
  private static final int FEWEST_ROWS = 1_000;

  /** Cells looked at in all shuffles together, so that very wide tables take seconds as well. */
  private static final long MOST_WORK = 300_000_000L;

  private Relevance() {}

  static DimensionScore score(List<ColumnFacts> features, LabelFacts label, Seed seed) {
    List<ColumnFacts> judged =
        features.stream().filter(f -> f.field().type() != FieldType.TEXT).toList();
    if (label.field().isEmpty()) {
      return DimensionScore.notAssessed(Dimension.RELEVANCE, "The schema has no label.");
    }
    if (judged.isEmpty()) {
      return DimensionScore.notAssessed(
          Dimension.RELEVANCE, "There are no features but free text.");
    }
    int[] rows = rows(label, judged.size(), seed.derive("rows"));
    if (label.distinct() < 2) {
      return DimensionScore.of(Dimension.RELEVANCE, 0, "The label does not vary.");
    }
    double[][] targets = targets(label, rows, seed.derive("shuffles"));
    int signals = 0;
    double best = 0;
    for (ColumnFacts facts : judged) {
      int[] codes = codes(facts, rows);
      double association = association(codes, targets[0], label.classes());
      double chance = 0;
      for (int s = 1; s <= SHUFFLES; s++) {
        chance = Math.max(chance, association(codes, targets[s], label.classes()));
      }
      signals += association > chance ? 1 : 0;
      best = Math.max(best, association);
    }
    double share = signals / (double) judged.size();
    return DimensionScore.of(
        Dimension.RELEVANCE,
        5 * 2 * share,
        String.format(
            Locale.ROOT,
            "%d of %d features tell more of the label than of a shuffled one; the best explains %.1f %% of it.",
            signals,
            judged.size(),
            100 * best),
        new DimensionScore.Measure("share of features with signal", share),
        new DimensionScore.Measure("largest association", best));
  }

  private static int[] rows(LabelFacts label, int features, Seed seed) {
    int[] labelled =
        IntStream.range(0, label.values().length)
            .filter(i -> !Double.isNaN(label.values()[i]))
            .toArray();
    long affordable = MOST_WORK / ((SHUFFLES + 1L) * features);
    int most = (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, affordable));
    if (labelled.length <= most) {
      return labelled;
    }
    int[] order = seed.permutation(labelled.length);
    return IntStream.range(0, most).map(i -> labelled[order[i]]).sorted().toArray();
  }

  /** The labels of the rows, then shuffled ones; real labels by rank. */
  private static double[][] targets(LabelFacts label, int[] rows, Seed seed) {
    double[] target = Arrays.stream(rows).mapToDouble(i -> label.values()[i]).toArray();
    if (label.classes() == 0) {
      target = ranks(target);
    }
    double[][] all = new double[SHUFFLES + 1][];
    all[0] = target;
    for (int s = 1; s <= SHUFFLES; s++) {
      int[] order = seed.derive(s).permutation(target.length);
      double[] shuffled = new double[target.length];
      for (int i = 0; i < order.length; i++) {
        shuffled[i] = target[order[i]];
      }
      all[s] = shuffled;
    }
    return all;
  }

  /** Mean ranks from 0, equal values sharing theirs. */
  private static double[] ranks(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || values[order[i]] != values[order[start]]) {
        for (int j = start; j < i; j++) {
          ranks[order[j]] = (start + i - 1) / 2.0;
        }
        start = i;
      }
    }
    return ranks;
  }

  /** The bin or category of each row, 0 for missing. */
  private static int[] codes(ColumnFacts facts, int[] rows) {
    Column column = facts.column();
    if (column instanceof CategoricalColumn categorical) {
      int[] codeOf = mostFrequent(categorical);
      return Arrays.stream(rows)
          .map(i -> categorical.isMissing(i) ? 0 : codeOf[categorical.code(i)])
          .toArray();
    }
    double[] edges = new double[BINS - 1];
    for (int b = 0; b < edges.length && facts.sorted().length > 0; b++) {
      edges[b] = ColumnFacts.quantile(facts.sorted(), (b + 1) / (double) BINS);
    }
    boolean time = facts.field().type().isTime();
    return Arrays.stream(rows)
        .map(
            i -> {
              if (column.isMissing(i)) {
                return 0;
              }
              double value = time ? column.integer(i) : column.number(i);
              int bin = 1;
              for (double edge : edges) {
                bin += value > edge ? 1 : 0;
              }
              return bin;
            })
        .toArray();
  }

  private static int[] mostFrequent(CategoricalColumn column) {
    int[] counts = new int[column.dictionary().size()];
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        counts[column.code(i)]++;
      }
    }
    Integer[] order =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(c -> -counts[c])
                    .thenComparing(column.dictionary()::get))
            .toArray(Integer[]::new);
    int[] codes = new int[counts.length];
    for (int i = 0; i < order.length; i++) {
      codes[order[i]] = 1 + Math.min(i, CATEGORIES - 1);
    }
    return codes;
  }

  private static double association(int[] codes, double[] target, int classes) {
    return classes > 0 ? tau(codes, target, classes) : explained(codes, target);
  }

  private static double tau(int[] codes, double[] target, int classes) {
    int width = CATEGORIES + 1;
    long[] cells = new long[width * classes];
    for (int i = 0; i < codes.length; i++) {
      cells[codes[i] * classes + (int) target[i]]++;
    }
    double within = 0;
    long[] totals = new long[classes];
    for (int code = 0; code < width; code++) {
      double squares = 0;
      long rows = 0;
      for (int c = 0; c < classes; c++) {
        long cell = cells[code * classes + c];
        squares += (double) cell * cell;
        rows += cell;
        totals[c] += cell;
      }
      within += rows == 0 ? 0 : squares / rows;
    }
    double n = codes.length;
    double prior = Arrays.stream(totals).mapToDouble(t -> (t / n) * (t / n)).sum();
    return prior >= 1 ? 0 : (within / n - prior) / (1 - prior);
  }

  private static double explained(int[] codes, double[] target) {
    int width = CATEGORIES + 1;
    double[] sums = new double[width];
    long[] counts = new long[width];
    double mean = (target.length - 1) / 2.0; // of ranks, ties or not
    double total = 0;
    for (int i = 0; i < codes.length; i++) {
      double d = target[i] - mean;
      sums[codes[i]] += d;
      counts[codes[i]]++;
      total += d * d;
    }
    double between = 0;
    for (int code = 0; code < width; code++) {
      between += counts[code] == 0 ? 0 : sums[code] * sums[code] / counts[code];
    }
    return total > 0 ? between / total : 0;
  }
}
