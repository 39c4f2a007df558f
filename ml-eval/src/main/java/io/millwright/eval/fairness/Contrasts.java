package io.millwright.eval.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Statements about how far the numbers of several groups lie apart that hold for all pairs of
 * groups at once.
 *
 * <p>For a pair (i, j) and a factor t the contrast {@code v_i - t v_j} has the standard error
 * {@code s = sqrt(var_i + t² var_j)}. The critical value q is the level's quantile, over resamples,
 * of the largest {@code |contrast* - contrast| / s} of all pairs, and at least the normal quantile;
 * then the quantile of the same tail of Student's distribution with the smallest group's size less
 * one degrees of freedom, because the variances are estimated. With the confidence of the level
 * every contrast then lies within {@code ± q s}. So for t = 1 the spread (largest minus smallest)
 * of the true numbers is between {@code max(|d| - q s)} and {@code max(|d| + q s)}: unlike the
 * resampled spread itself, which is larger than 0 even where all groups are equal, this interval
 * reaches 0 when the groups cannot be told apart. Ratios are found by inverting the statement over
 * t (Fieller).
 *
 * <p>A variance is the resampled one, but at least what the group's size allows, so that a group
 * with 0 of 40 is not taken as certain.
 *
 * @see <a href="https://doi.org/10.1198/016214504000000539">Romano, Wolf (2005)</a>, maximum of
 *     studentized statistics
 * @see <a href="https://doi.org/10.1080/00031305.2000.10474560">Agresti, Caffo (2000)</a>, one
 *     success and one failure added
 */
final class Contrasts {

  private static final int HALVINGS = 40;
  private static final double LARGEST_RATIO = 1e6;

  /** Beyond it, quantiles are of no use and not exact. */
  private static final double LEAST_TAIL = 1e-15;

  /** A group's number: on its rows, in each resample, and the least variance it can have. */
  static final class Item {
    private final double value;
    private final double[] draws;
    private final double leastVariance;

    Item(double value, double[] draws, double leastVariance) {
      this.value = value;
      this.draws = draws;
      this.leastVariance = leastVariance;
    }
  }

  /** A number with its interval. */
  record Range(double value, double low, double high) {}

  /** Two items and, for ratios, which one is above. */
  record Pair(int above, int below) {
    Pair swapped() {
      return new Pair(/* above= */ below, /* below= */ above);
    }
  }

  private final double[] values;
  private final double[] variances;
  private final double[][] errors;
  private final int undefined;
  private final int replicates;
  private final double level;
  private final List<List<Pair>> blocks;
  private final double critical;
  private final TDistribution students;

  /**
   * Items in blocks: only items of one block are compared, but statements hold for all blocks at
   * once.
   *
   * @param support of the smallest group
   */
  Contrasts(List<List<Item>> blocks, double level, long support) {
    this.students = new TDistribution(null, Math.max(1, support - 1));
    List<Item> items = blocks.stream().flatMap(List::stream).toList();
    this.level = level;
    this.replicates = items.get(0).draws.length;
    this.values = items.stream().mapToDouble(i -> i.value).toArray();
    int[] kept = keptReplicates(items);
    this.undefined = replicates - kept.length;
    this.errors = new double[items.size()][kept.length];
    this.variances = new double[items.size()];
    for (int i = 0; i < errors.length; i++) {
      Item item = items.get(i);
      Arrays.setAll(errors[i], r -> item.draws[kept[r]] - item.value);
      variances[i] = Math.max(variance(errors[i]), item.leastVariance);
    }
    this.blocks = pairs(blocks);
    this.critical = critical(all(this.blocks), 1);
  }

  private static int[] keptReplicates(List<Item> items) {
    return java.util.stream.IntStream.range(0, items.get(0).draws.length)
        .filter(r -> items.stream().allMatch(i -> Double.isFinite(i.draws[r])))
        .toArray();
  }

  private static double variance(double[] errors) {
    double mean = Arrays.stream(errors).average().orElse(0);
    return Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).average().orElse(0);
  }

  private static List<List<Pair>> pairs(List<List<Item>> blocks) {
    List<List<Pair>> pairs = new ArrayList<>();
    int from = 0;
    for (List<Item> block : blocks) {
      List<Pair> own = new ArrayList<>();
      for (int i = from; i < from + block.size(); i++) {
        for (int j = from; j < i; j++) {
          own.add(new Pair(i, j));
        }
      }
      pairs.add(own);
      from += block.size();
    }
    return pairs;
  }

  private static List<Pair> all(List<List<Pair>> blocks) {
    return blocks.stream().flatMap(List::stream).toList();
  }

  /** Resamples in which some group has no number. */
  int undefined() {
    return undefined;
  }

  /** All resamples. */
  int replicates() {
    return replicates;
  }

  /** The spread of each block, in order. */
  List<Range> spreads() {
    return blocks.stream().map(this::spread).toList();
  }

  private Range spread(List<Pair> pairs) {
    double value = 0;
    double low = 0;
    double high = 0;
    for (Pair p : pairs) {
      double distance = Math.abs(values[p.above] - values[p.below]);
      double reach = critical * error(p, 1);
      value = Math.max(value, distance);
      low = Math.max(low, distance - reach);
      high = Math.max(high, distance + reach);
    }
    return new Range(value, low, high);
  }

  /** The mean over resamples of the spread of each block if all its groups were equal. */
  double[] spreadsIfEqual() {
    return blocks.stream()
        .mapToDouble(
            pairs -> {
              double sum = 0;
              for (int r = 0; r < errors[0].length; r++) {
                double spread = 0;
                for (Pair p : pairs) {
                  spread = Math.max(spread, Math.abs(errors[p.above][r] - errors[p.below][r]));
                }
                sum += spread;
              }
              return sum / errors[0].length;
            })
        .toArray();
  }

  /**
   * How often chance alone, all groups being equal, sets some pair as far apart in standard errors
   * as the farthest pair is: {@code (1 + count) / (1 + resamples)}, never less than the probability
   * for that pair alone.
   */
  double pValue() {
    List<Pair> pairs = all(blocks);
    double farthest =
        pairs.stream()
            .mapToDouble(p -> Math.abs(values[p.above] - values[p.below]) / error(p, 1))
            .max()
            .orElse(0);
    double tail = Math.max(students.cumulativeProbability(-farthest), LEAST_TAIL);
    double normal = Normal.deviate(tail);
    double[] largest = largest(pairs, 1);
    long as = Arrays.stream(largest).filter(t -> t >= normal).count();
    return Math.max((1.0 + as) / (1.0 + largest.length), 2 * tail);
  }

  /** Both orders of every pair of the first block, for a smallest over largest. */
  List<Pair> ordered() {
    List<Pair> both = new ArrayList<>(blocks.get(0));
    blocks.get(0).forEach(p -> both.add(p.swapped()));
    return both;
  }

  /**
   * The smallest ratio of the asked pairs, by statements that hold for the whole family at once.
   * The value is NaN or infinite where it does not exist; the interval is from 0 to +∞ at most.
   *
   * @param family pairs among which the asked ones are
   */
  Range smallestRatio(List<Pair> asked, List<Pair> family) {
    double value =
        asked.stream()
            .mapToDouble(p -> FairnessMeasure.impact(values[p.above], values[p.below]))
            .filter(ratio -> !Double.isNaN(ratio))
            .min()
            .orElse(Double.NaN);
    double low = largestWhere(t -> standardized(asked, t) > critical(family, t));
    double beyond = largestWhere(t -> standardized(asked, t) >= -critical(family, t));
    double high = beyond >= LARGEST_RATIO ? Double.POSITIVE_INFINITY : beyond;
    return new Range(value, Math.min(low, value), Math.max(high, value));
  }

  /** The smallest contrast of these pairs in standard errors. */
  private double standardized(List<Pair> pairs, double factor) {
    double smallest = Double.POSITIVE_INFINITY;
    for (Pair p : pairs) {
      double contrast = values[p.above] - factor * values[p.below];
      smallest = Math.min(smallest, contrast / error(p, factor));
    }
    return smallest;
  }

  /** The largest factor for which a condition holds that ceases to hold as the factor grows. */
  private static double largestWhere(java.util.function.DoublePredicate holds) {
    double high = 1;
    while (high < LARGEST_RATIO && holds.test(high)) {
      high *= 2;
    }
    if (high >= LARGEST_RATIO) {
      return LARGEST_RATIO;
    }
    double low = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double error(Pair p, double factor) {
    return Math.sqrt(variances[p.above] + factor * factor * variances[p.below]);
  }

  private double critical(List<Pair> pairs, double factor) {
    double[] largest = largest(pairs, factor);
    if (largest.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(largest);
    int position = (int) Math.ceil(level * (largest.length + 1)) - 1;
    double normal =
        Math.max(largest[Math.min(position, largest.length - 1)], Normal.quantile(level));
    return -students.inverseCumulativeProbability(Math.max(Normal.tails(normal) / 2, LEAST_TAIL));
  }

  /** The largest error of all contrasts in standard errors, for each resample. */
  private double[] largest(List<Pair> pairs, double factor) {
    double[] largest = new double[errors[0].length];
    for (Pair p : pairs) {
      double[] above = errors[p.above];
      double[] below = errors[p.below];
      double scale = 1 / error(p, factor);
      for (int r = 0; r < largest.length; r++) {
        double error = Math.abs(above[r] - factor * below[r]) * scale;
        largest[r] = error > largest[r] ? error : largest[r];
      }
    }
    return largest;
  }
}
