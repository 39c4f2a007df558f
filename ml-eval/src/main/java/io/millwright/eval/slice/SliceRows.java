package io.millwright.eval.slice;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of one half, those of weight 0 left out: their losses, weights and classes, and for each
 * literal the set of rows that meet it as bits.
 */
final class SliceRows {

  final int count;
  final double[] losses;
  final double[] weights;
  final double totalWeight;
  final double meanLoss;
  final double leastWeight;

  /** Words of bits by literal; empty where fewer rows than the support meet it. */
  private final long[][] sets;

  private final long[] positives;
  private final boolean classes;
  private final Literals literals;

  /**
   * Half of the rows.
   *
   * @param rows positions in the whole
   * @param positive 1 for positive rows of a binary task; empty for other tasks
   */
  SliceRows(
      int[] rows,
      Literals literals,
      double[] allLosses,
      double[] allWeights,
      double[] positive,
      int support) {
    int[] kept = Arrays.stream(rows).filter(r -> allWeights[r] > 0).toArray();
    count = kept.length;
    losses = Arrays.stream(kept).mapToDouble(r -> allLosses[r]).toArray();
    weights = Arrays.stream(kept).mapToDouble(r -> allWeights[r]).toArray();
    totalWeight = Arrays.stream(weights).sum();
    meanLoss =
        IntStream.range(0, count).mapToDouble(i -> weights[i] * losses[i]).sum() / totalWeight;
    leastWeight = Arrays.stream(weights).min().orElse(0);
    int words = (count + 63) >>> 6;
    classes = positive.length > 0;
    positives = new long[classes ? words : 0];
    for (int i = 0; i < count && classes; i++) {
      if (positive[kept[i]] == 1) {
        positives[i >>> 6] |= 1L << i;
      }
    }
    this.literals = literals;
    sets = new long[literals.size()][];
    fill(kept, literals.codes(), words, support);
  }

  private void fill(int[] kept, List<int[]> codes, int words, int support) {
    int[] size = new int[sets.length];
    for (int[] code : codes) {
      for (int row : kept) {
        size[code[row]]++;
      }
    }
    for (int l = 0; l < sets.length; l++) {
      sets[l] = new long[size[l] >= support && size[l] > 0 ? words : 0];
    }
    for (int[] code : codes) {
      for (int i = 0; i < kept.length; i++) {
        long[] set = sets[code[kept[i]]];
        if (set.length > 0) {
          set[i >>> 6] |= 1L << i;
        }
      }
    }
  }

  /** Literals that enough rows meet. */
  int[] frequent() {
    return IntStream.range(0, sets.length).filter(l -> sets[l].length > 0).toArray();
  }

  int fieldOf(int literal) {
    return literals.fieldOf(literal);
  }

  /**
   * What a slice adds up to.
   *
   * @param rows how many
   * @param positive how many of them are positive; all without classes
   * @param negative how many are negative; all without classes
   * @param weight of the rows
   * @param loss sum of weight times loss
   * @param largest loss of a row
   */
  record Sums(int rows, int positive, int negative, double weight, double loss, double largest) {}

  /** The sums over rows that meet all literals. */
  Sums sums(int... literals) {
    int rows = 0;
    int positive = 0;
    double weight = 0;
    double loss = 0;
    double largest = 0;
    long[] first = sets[literals[0]];
    for (int w = 0; w < first.length; w++) {
      long bits = first[w];
      for (int l = 1; l < literals.length; l++) {
        bits &= sets[literals[l]][w];
      }
      rows += Long.bitCount(bits);
      positive += classes ? Long.bitCount(bits & positives[w]) : 0;
      for (; bits != 0; bits &= bits - 1) {
        int i = (w << 6) + Long.numberOfTrailingZeros(bits);
        weight += weights[i];
        loss += weights[i] * losses[i];
        largest = Math.max(largest, losses[i]);
      }
    }
    return classes
        ? new Sums(rows, positive, rows - positive, weight, loss, largest)
        : new Sums(rows, rows, rows, weight, loss, largest);
  }
}
