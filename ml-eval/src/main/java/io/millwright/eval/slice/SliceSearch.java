package io.millwright.eval.slice;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.errors.RowLosses;
import io.millwright.eval.significance.MultipleTesting;
import io.millwright.eval.slice.SliceLine.Found;
import io.millwright.model.Task;
import io.millwright.schema.Field;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A search for kinds of rows on which a model does worse than elsewhere.
 *
 * <p>Held-out rows are cut into two halves by the seed, groups whole. On the first the slices of
 * the highest SliceLine score are found, exactly: conjunctions of up to three predicates over
 * categories, quantile ranges of numbers, and missing values. On the second each is tested for a
 * greater mean loss than outside, one-sided, and kept if its q-value after Benjamini and Hochberg
 * is at most the false discovery rate. So if no slice is weak, the chance that any is reported is
 * at most that rate. Slices that are much the same rows are reported once.
 *
 * <p>Weights count everywhere. Immutable and thread-safe; the same seed gives the same slices.
 * Cost: about O(predicates^2 × rows / 64) and what the bound leaves of predicates^3.
 */
public final class SliceSearch {

  /** Two slices are alike if they share that much of the rows of either. */
  private static final double ALIKE = 0.5;

  /** ... or if that much of the smaller one is in the larger. */
  private static final double INSIDE = 0.9;

  private final Builder settings;

  private SliceSearch(Builder settings) {
    this.settings = settings;
  }

  /** A builder; the seed decides which rows are in which half. */
  public static Builder of(Seed seed) {
    return new Builder(seed);
  }

  /**
   * Weak slices by log loss for classes, by absolute error for numbers.
   *
   * @throws IllegalArgumentException if a named field is missing or of a type without predicates
   */
  public WeakSlices find(HeldOut<?> rows) {
    return find(rows, RowLosses.of(rows.scored()));
  }

  /**
   * Weak slices by any loss.
   *
   * @param losses one for each row, finite and at least 0, more is worse
   */
  public WeakSlices find(HeldOut<?> rows, double[] losses) {
    check(losses, rows.scored().size());
    double[] weights = rows.scored().weights();
    boolean[] first = firstHalf(rows);
    int[] a = IntStream.range(0, first.length).filter(i -> first[i]).toArray();
    int[] b = IntStream.range(0, first.length).filter(i -> !first[i]).toArray();
    Literals literals = Literals.of(rows.table(), fields(rows.table()), settings.bins);
    boolean binary = rows.task().kind() == Task.Kind.BINARY;
    int support = settings.support.orElse(Math.max(32, a.length / 100));
    SliceRows half =
        new SliceRows(
            a,
            literals,
            losses,
            weights,
            binary ? rows.scored().targets() : new double[0],
            support);
    List<Found> found =
        SliceLine.search(
            half,
            new SliceLine.Limits(
                support, binary ? settings.each : 0, settings.level, settings.candidates),
            settings.alpha);
    Confirming confirming = new Confirming(b, rows.units(), losses, weights);
    List<Candidate> candidates = new ArrayList<>();
    for (Found f : found) {
      candidates.add(Candidate.of(f, literals, confirming, support, first.length));
    }
    double mean = mean(b, losses, weights);
    return new WeakSlices(confirmed(candidates), candidates.size(), mean, settings.rate);
  }

  private static void check(double[] losses, int rows) {
    if (losses.length != rows) {
      throw Require.violated("Losses", rows + ", one a row", losses.length);
    }
    for (int i = 0; i < rows; i++) {
      if (!(losses[i] >= 0 && losses[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Loss must be finite and at least 0; was not (row " + i + ").");
      }
    }
  }

  private static double mean(int[] rows, double[] losses, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int r : rows) {
      sum += weights[r] * losses[r];
      total += weights[r];
    }
    return total > 0 ? sum / total : 0;
  }

  private boolean[] firstHalf(HeldOut<?> rows) {
    int[] units = rows.units();
    int count = rows.resampling().units();
    int[] order = settings.seed.derive("halves").permutation(count);
    boolean[] firstUnit = new boolean[count];
    for (int i = 0; i < count / 2; i++) {
      firstUnit[order[i]] = true;
    }
    boolean[] first = new boolean[units.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = firstUnit[units[i]];
    }
    return first;
  }

  private List<String> fields(Table table) {
    if (!settings.fields.isEmpty()) {
      return settings.fields;
    }
    return table.schema().features().stream()
        .filter(f -> Literals.suits(f.type()))
        .map(Field::name)
        .toList();
  }

  /** A slice that was found, with its rows and what the second half says. */
  private record Candidate(
      Found found, Conjunction where, BitSet members, Confirming.Outcome outcome) {

    static Candidate of(
        Found found, Literals literals, Confirming confirming, int support, int rows) {
      int[] own = found.literals().stream().mapToInt(Integer::intValue).toArray();
      BitSet slice = literals.rows(own, rows);
      return new Candidate(
          found,
          literals.conjunction(own),
          confirming.members(slice),
          confirming.test(slice, (support + 1) / 2));
    }

    boolean alike(Candidate other) {
      BitSet both = (BitSet) members.clone();
      both.and(other.members);
      double common = both.cardinality();
      double mine = members.cardinality();
      double theirs = other.members.cardinality();
      return common >= ALIKE * (mine + theirs - common)
          || common >= INSIDE * Math.min(mine, theirs);
    }

    WeakSlice slice(double qValue, List<Conjunction> overlapping) {
      SliceRows.Sums sums = found.sums();
      return new WeakSlice(
          where,
          new WeakSlice.Discovery(sums.rows(), sums.loss() / sums.weight(), found.score()),
          new WeakSlice.Confirmation(outcome.excess(), outcome.impact(), outcome.pValue(), qValue),
          overlapping);
    }
  }

  private List<WeakSlice> confirmed(List<Candidate> candidates) {
    double[] q =
        MultipleTesting.adjust(
            candidates.stream().mapToDouble(c -> c.outcome().pValue()).toArray(),
            MultipleTesting.Method.BENJAMINI_HOCHBERG);
    int[] byImpact =
        IntStream.range(0, q.length)
            .filter(i -> q[i] <= settings.rate)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -candidates.get(i).outcome().cautiousImpact()))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Integer> heads = new ArrayList<>();
    List<List<Conjunction>> overlapping = new ArrayList<>();
    for (int i : byImpact) {
      int like = 0;
      while (like < heads.size() && !candidates.get(heads.get(like)).alike(candidates.get(i))) {
        like++;
      }
      if (like == heads.size()) {
        heads.add(i);
        overlapping.add(new ArrayList<>());
      } else {
        overlapping.get(like).add(candidates.get(i).where());
      }
    }
    return IntStream.range(0, heads.size())
        .mapToObj(h -> candidates.get(heads.get(h)).slice(q[heads.get(h)], overlapping.get(h)))
        .toList();
  }

  /** Collects settings. Single use, not thread-safe. */
  public static final class Builder {

    private final Seed seed;
    private List<String> fields = List.of();
    private OptionalInt support = OptionalInt.empty();
    private int each = 10;
    private int level = 3;
    private int bins = 5;
    private int candidates = 30;
    private double alpha = 0.95;
    private double rate = 0.05;

    private Builder(Seed seed) {
      this.seed = seed;
    }

    /** Fields to slice by; all features that are categories, booleans or numbers unless set. */
    public Builder fields(String... names) {
      fields = List.copyOf(Arrays.asList(names));
      return this;
    }

    /**
     * Rows that a slice has at least in the first half, and half of that in the second; the larger
     * of 32 and 1 % unless set.
     */
    public Builder minimumSupport(int rows) {
      support = OptionalInt.of(Require.atLeast("Support", rows, 2));
      return this;
    }

    /**
     * Positives, and negatives, that a slice of a binary task has at least in the first half; 10
     * unless set.
     */
    public Builder minimumOfEachClass(int rows) {
      each = Require.atLeast("Rows of each class", rows, 0);
      return this;
    }

    /** Predicates that a slice joins at most, 1 to 3; 3 unless set. */
    public Builder level(int most) {
      if (most < 1 || most > 3) {
        throw Require.violated("Level", "from 1 to 3", most);
      }
      level = most;
      return this;
    }

    /** Quantile ranges that a number is cut into, at least 2; 5 unless set. */
    public Builder bins(int number) {
      bins = Require.atLeast("Bins", number, 2);
      return this;
    }

    /**
     * How many slices are found and tested, at least 1; 30 unless set. More find more kinds of
     * weakness and lose power.
     */
    public Builder candidates(int most) {
      candidates = Require.atLeast("Candidates", most, 1);
      return this;
    }

    /**
     * What counts in the search: near 1 a high mean loss, near 0 a large size; greater than 0, at
     * most 1, 0.95 unless set.
     */
    public Builder alpha(double share) {
      if (!(share > 0 && share <= 1)) {
        throw Require.violated("Alpha", "greater than 0 and at most 1", share);
      }
      alpha = share;
      return this;
    }

    /** False discoveries among reported slices, strictly between 0 and 1; 0.05 unless set. */
    public Builder falseDiscoveryRate(double share) {
      rate = Require.openShare("False discovery rate", share);
      return this;
    }

    /** The search. */
    public SliceSearch build() {
      return new SliceSearch(this);
    }
  }
}
