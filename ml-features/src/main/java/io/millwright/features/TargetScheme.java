package io.millwright.features;

import io.millwright.Seed;
import io.millwright.features.CategoryEstimate.MEstimate;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.Folds;
import io.millwright.split.SplitRows;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which rows a training row's own encoding may be learnt from: never the row itself. */
sealed interface TargetScheme {

  /**
   * The encoding of every training row, learnt without it, for each output's labels. Folds and
   * orders are found here, once for all outputs.
   *
   * @throws FeatureFitException if the rows do not suit
   */
  Function<LabelledCodes, double[]> encoding(CategoryEstimate estimate, Fitting fitting, Seed seed);

  /** What is wrong with the rows, known before learning. */
  default Optional<String> fault(Fitting fitting) {
    return Optional.empty();
  }

  /** What is wrong with it for rows of this schema. */
  default Optional<String> fault(Schema schema) {
    return Optional.empty();
  }

  /** Whether it follows sums as they grow, which only the m-estimate can. */
  boolean followsRows();

  String describe();

  /** Rows of one fold, by the categories and labels of the others; strata are the labels. */
  record RandomParts(int k) implements TargetScheme {

    @Override
    public Function<LabelledCodes, double[]> encoding(
        CategoryEstimate estimate, Fitting fitting, Seed seed) {
      int[] fold = folds(fitting, seed);
      return labels -> encode(labels, estimate, fold);
    }

    private double[] encode(LabelledCodes labels, CategoryEstimate estimate, int[] fold) {
      double[] out = new double[fold.length];
      boolean[] taken = new boolean[fold.length];
      for (int f = 0; f < k; f++) {
        for (int i = 0; i < taken.length; i++) {
          taken[i] = fold[i] != f;
        }
        int held = f;
        labels.encode(estimate, taken, i -> fold[i] == held, out);
      }
      return out;
    }

    /** A fold for each row: shuffled, and dealt out class by class where the label has classes. */
    private int[] folds(Fitting fitting, Seed seed) {
      int[] order = seed.permutation(fitting.table().rowCount());
      int[] fold = new int[order.length];
      int[] dealt = new int[Math.max(1, fitting.targets().classes().size())];
      boolean classes = !fitting.targets().classes().isEmpty();
      for (int row : order) {
        int stratum = classes ? (int) fitting.targets().value(row) : 0;
        fold[row] = dealt[stratum]++ % k;
      }
      return fold;
    }

    @Override
    public Optional<String> fault(Fitting fitting) {
      int rows = fitting.table().rowCount();
      return rows >= k
          ? Optional.empty()
          : Optional.of("must have at least " + k + " rows, one for each fold; had " + rows);
    }

    @Override
    public boolean followsRows() {
      return false;
    }

    @Override
    public String describe() {
      return "training rows out of fold, " + k + " random folds";
    }
  }

  /** Rows of one fold, by the rows that a policy lets that fold learn from. */
  record Policy(Folds folds) implements TargetScheme {

    @Override
    public Function<LabelledCodes, double[]> encoding(
        CategoryEstimate estimate, Fitting fitting, Seed seed) {
      List<SplitRows> parts = folds.seeded(seed).rows(fitting.table());
      requireEachRowOnce(parts, fitting.table().rowCount());
      return labels -> encode(labels, estimate, parts);
    }

    private static double[] encode(
        LabelledCodes labels, CategoryEstimate estimate, List<SplitRows> parts) {
      double[] out = new double[labels.rows()];
      boolean[] taken = new boolean[labels.rows()];
      boolean[] held = new boolean[labels.rows()];
      for (SplitRows fold : parts) {
        mark(taken, fold.train());
        mark(held, fold.test());
        labels.encode(estimate, taken, i -> held[i], out);
      }
      return out;
    }

    private static void mark(boolean[] rows, int[] marked) {
      Arrays.fill(rows, false);
      for (int row : marked) {
        rows[row] = true;
      }
    }

    /** Otherwise a row would have no value, or several. */
    private static void requireEachRowOnce(List<SplitRows> parts, int rows) {
      int[] times = new int[rows];
      for (SplitRows fold : parts) {
        for (int row : fold.test()) {
          times[row]++;
        }
      }
      long other = Arrays.stream(times).filter(t -> t != 1).count();
      if (other > 0) {
        throw new FeatureFitException(
            List.of(
                "Target encoding must be by folds that hold out every row exactly once; "
                    + other
                    + " of "
                    + rows
                    + " rows are not. Use temporal() for folds by time."));
      }
    }

    @Override
    public boolean followsRows() {
      return false;
    }

    @Override
    public String describe() {
      return "training rows out of fold, folds by the policy given";
    }
  }

  /** Each row by all others: beware, its own label can be read off its value. */
  record LeaveOneOut() implements TargetScheme {

    @Override
    public Function<LabelledCodes, double[]> encoding(
        CategoryEstimate estimate, Fitting fitting, Seed seed) {
      return labels -> labels.leaveOneOut((MEstimate) estimate);
    }

    @Override
    public Optional<String> fault(Fitting fitting) {
      int rows = fitting.table().rowCount();
      return rows >= 2
          ? Optional.empty()
          : Optional.of("must have at least 2 rows to leave one out; had " + rows);
    }

    @Override
    public boolean followsRows() {
      return true;
    }

    @Override
    public String describe() {
      return "training rows by all other rows";
    }
  }

  /** Each row by those before it in a random order. */
  record Ordered() implements TargetScheme {

    @Override
    public Function<LabelledCodes, double[]> encoding(
        CategoryEstimate estimate, Fitting fitting, Seed seed) {
      int[] order = seed.permutation(fitting.table().rowCount());
      return labels -> labels.following((MEstimate) estimate, order, (a, b) -> false);
    }

    @Override
    public Optional<String> fault(Fitting fitting) {
      return new LeaveOneOut().fault(fitting);
    }

    @Override
    public boolean followsRows() {
      return true;
    }

    @Override
    public String describe() {
      return "training rows by those before them in a random order";
    }
  }

  /** Each row by those of an earlier event time. */
  record Temporal() implements TargetScheme {

    @Override
    public Function<LabelledCodes, double[]> encoding(
        CategoryEstimate estimate, Fitting fitting, Seed seed) {
      Column times = times(fitting);
      return labels ->
          labels.following(
              (MEstimate) estimate,
              order(labels, times),
              (a, b) -> times.integer(a) == times.integer(b));
    }

    /** By time and then by label, so that the order of the table changes no bit. */
    private static int[] order(LabelledCodes labels, Column times) {
      return IntStream.range(0, labels.rows())
          .boxed()
          .sorted(
              Comparator.comparingLong((Integer i) -> times.integer(i))
                  .thenComparingDouble(labels::value))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private static Column times(Fitting fitting) {
      return fitting.table().column(fitting.schema().only(Role.EVENT_TIME).orElseThrow().name());
    }

    @Override
    public Optional<String> fault(Schema schema) {
      return schema.only(Role.EVENT_TIME).isPresent()
          ? Optional.empty()
          : Optional.of("must be in a schema with an event time for temporal(); it has none");
    }

    @Override
    public Optional<String> fault(Fitting fitting) {
      Column times = times(fitting);
      if (times.missingCount() > 0) {
        return Optional.of(
            "must have an event time in every row for temporal(); "
                + times.missingCount()
                + " are missing");
      }
      List<Long> two =
          IntStream.range(0, times.size()).mapToObj(times::integer).distinct().limit(2).toList();
      return two.size() == 2
          ? Optional.empty()
          : Optional.of("must have rows of at least two event times for temporal()");
    }

    @Override
    public boolean followsRows() {
      return true;
    }

    @Override
    public String describe() {
      return "training rows by those of earlier times";
    }
  }
}
