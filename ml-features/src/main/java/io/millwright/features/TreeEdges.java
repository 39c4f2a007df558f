package io.millwright.features;

import io.millwright.model.Targets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Edges of bins within which labels are alike: the splits of a decision tree on one number.
 *
 * <p>The part whose best split takes most off the squared error is split, again and again; for
 * classes the error is that of each class's share, which is Gini's impurity. Rows are taken by
 * number and then by label, so their order changes no bit. Cost: O(n log n + n × bins × classes).
 *
 * @see <a href="https://doi.org/10.1201/9781315139470">Breiman et al. (1984), Classification and
 *     regression trees</a>
 */
final class TreeEdges {

  /** A gain below this share of all the error is rounding. */
  private static final double LEAST_GAIN = 1e-12;

  private final double[] numbers;

  /** For each output, sums of the labels before each position, the mean taken off. */
  private final double[][] sums;

  private final int leastRows;
  private final double error;

  private TreeEdges(double[] numbers, double[][] labels, int leastRows) {
    this.numbers = numbers;
    this.leastRows = leastRows;
    this.sums = new double[labels.length][numbers.length + 1];
    double all = 0;
    for (int k = 0; k < labels.length; k++) {
      double mean = java.util.Arrays.stream(labels[k]).average().orElse(0);
      for (int i = 0; i < numbers.length; i++) {
        double d = labels[k][i] - mean;
        sums[k][i + 1] = sums[k][i] + d;
        all += d * d;
      }
    }
    error = all;
  }

  /** A part of the rows and its best split, at {@code from} if it has none. */
  private record Part(int from, int to, int at, double gain) {}

  /**
   * Ascending inner edges of at most so many bins.
   *
   * @param column NaN where missing, left out
   * @param leastRows in a bin
   */
  static double[] of(double[] column, Targets targets, int mostBins, int leastRows) {
    int[] rows =
        IntStream.range(0, column.length)
            .filter(i -> !Double.isNaN(column[i]))
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> column[i] + 0.0)
                    .thenComparingDouble(targets::value))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] numbers = IntStream.of(rows).mapToDouble(i -> column[i] + 0.0).toArray();
    return new TreeEdges(numbers, labels(rows, targets), leastRows).grow(mostBins);
  }

  /** One output for a real or binary label, one for each class of several. */
  private static double[][] labels(int[] rows, Targets targets) {
    int classes = targets.classes().size();
    if (classes <= 2) {
      return new double[][] {IntStream.of(rows).mapToDouble(targets::value).toArray()};
    }
    return IntStream.range(0, classes)
        .mapToObj(c -> IntStream.of(rows).mapToDouble(i -> targets.value(i) == c ? 1 : 0).toArray())
        .toArray(double[][]::new);
  }

  private double[] grow(int mostBins) {
    List<Part> parts = new ArrayList<>();
    parts.add(best(0, numbers.length));
    while (parts.size() < mostBins) {
      Part widest = parts.get(0);
      for (Part part : parts) {
        widest = part.gain > widest.gain ? part : widest;
      }
      if (!(widest.gain > LEAST_GAIN * error)) {
        break;
      }
      int where = parts.indexOf(widest);
      parts.set(where, best(widest.from, widest.at));
      parts.add(where + 1, best(widest.at, widest.to));
    }
    return parts.stream().skip(1).mapToDouble(p -> edge(p.from)).toArray();
  }

  /** Halfway between a position's number and the one before it. */
  private double edge(int at) {
    double middle = numbers[at - 1] / 2 + numbers[at] / 2;
    return middle > numbers[at - 1] ? middle : numbers[at];
  }

  private Part best(int from, int to) {
    int at = from;
    double gain = 0;
    for (int i = from + leastRows; i <= to - leastRows; i++) {
      if (i > from && i < to && numbers[i - 1] < numbers[i]) {
        double own = gain(from, i, to);
        if (own > gain) {
          gain = own;
          at = i;
        }
      }
    }
    return new Part(from, to, at, gain);
  }

  private double gain(int from, int at, int to) {
    double gain = 0;
    for (double[] s : sums) {
      double left = s[at] - s[from];
      double right = s[to] - s[at];
      double both = s[to] - s[from];
      gain += left * left / (at - from) + right * right / (to - at) - both * both / (to - from);
    }
    return gain;
  }
}
