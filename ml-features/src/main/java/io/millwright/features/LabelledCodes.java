package io.millwright.features;

import io.millwright.features.CategoryEstimate.MEstimate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The category and the label of every training row, for one output of a target encoding. */
final class LabelledCodes {

  /** Whether two rows are at one place of an order. */
  interface Ties {
    boolean tied(int row, int other);
  }

  private final int[] codes;
  private final int categories;
  private final IntToDoubleFunction values;
  private final int rows;
  private final int[] order;

  /**
   * @param codes category of each row, 0 to {@code categories - 1}
   * @param values label of each row
   */
  LabelledCodes(int[] codes, int categories, IntToDoubleFunction values) {
    this.codes = codes;
    this.categories = categories;
    this.values = values;
    this.rows = codes.length;
    this.order = ascending(rows, values);
  }

  /** Rows by their label, so that sums do not depend on the order of the table. */
  private static int[] ascending(int rows, IntToDoubleFunction values) {
    boolean flags = IntStream.range(0, rows).mapToDouble(values).allMatch(v -> v == 0 || v == 1);
    if (flags) {
      int[] order = new int[rows];
      int at = 0;
      for (int flag = 0; flag < 2; flag++) {
        for (int i = 0; i < order.length; i++) {
          if (values.applyAsDouble(i) == flag) {
            order[at++] = i;
          }
        }
      }
      return order;
    }
    return IntStream.range(0, rows)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values.applyAsDouble(i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int rows() {
    return rows;
  }

  double value(int row) {
    return values.applyAsDouble(row);
  }

  /** Over all rows. */
  CategoryStats stats() {
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    return CategoryStats.of(codes, values, categories, order, all);
  }

  /** Writes the held rows' encodings, learnt from those taken. */
  void encode(CategoryEstimate estimate, boolean[] taken, IntPredicate held, double[] out) {
    CategoryStats stats = CategoryStats.of(codes, values, categories, order, taken);
    double[] encoded = estimate.of(stats);
    double unseen = estimate.unseen(stats);
    for (int i = 0; i < out.length; i++) {
      if (held.test(i)) {
        out[i] = stats.count(codes[i]) == 0 ? unseen : encoded[codes[i]];
      }
    }
  }

  /** Each row by all others; the prior is their mean. */
  double[] leaveOneOut(MEstimate estimate) {
    CategoryStats stats = stats();
    double all = Arrays.stream(order).mapToDouble(i -> values.applyAsDouble(i)).sum();
    double[] out = new double[rows];
    for (int i = 0; i < out.length; i++) {
      double prior = (all - values.applyAsDouble(i)) / (rows - 1);
      int c = codes[i];
      out[i] = estimate.of(stats.sum(c) - values.applyAsDouble(i), stats.count(c) - 1.0, prior);
    }
    return out;
  }

  /**
   * Each row by the rows before it; the prior is their mean. The first rows, before which there is
   * nothing, get the mean of the rows after them: one number for all, which tells none of them
   * apart.
   *
   * @param ties rows at one place, which do not see each other; neighbours in the order
   */
  double[] following(MEstimate estimate, int[] sequence, Ties ties) {
    double[] sums = new double[categories];
    int[] counts = new int[categories];
    double[] out = new double[rows];
    double sum = 0;
    for (int from = 0; from < sequence.length; ) {
      int to = from + 1;
      while (to < sequence.length && ties.tied(sequence[from], sequence[to])) {
        to++;
      }
      double prior = from == 0 ? meanFrom(sequence, to) : sum / from;
      for (int i = from; i < to; i++) {
        int c = codes[sequence[i]];
        out[sequence[i]] = estimate.of(sums[c], counts[c], prior);
      }
      for (int i = from; i < to; i++) {
        int c = codes[sequence[i]];
        sums[c] += values.applyAsDouble(sequence[i]);
        counts[c]++;
        sum += values.applyAsDouble(sequence[i]);
      }
      from = to;
    }
    return out;
  }

  private double meanFrom(int[] sequence, int from) {
    return Arrays.stream(sequence, from, sequence.length)
        .mapToDouble(i -> values.applyAsDouble(i))
        .average()
        .orElseThrow();
  }
}
