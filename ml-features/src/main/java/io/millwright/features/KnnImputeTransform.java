package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several numbers, each missing one replaced by the mean of the nearest training rows that have it.
 *
 * <p>The distance of two rows is {@code sqrt(n / p * sum of squared differences)} over the p of n
 * numbers that both have; rows that share none are no neighbours. Of equally near rows that with
 * the smaller numbers is nearer. Without any neighbour a number becomes its mean over the training
 * rows. Each number is a {@link NumericTransform}: distances add up units, so standardise them.
 *
 * <p>Cost: a row with a missing number is compared with every donor, O(donors × numbers), with
 * working space kept for each thread. The stored features hold the donors: numbers of the training
 * rows. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/bioinformatics/17.6.520">Troyanskaya et al. (2001), Missing
 *     value estimation methods for DNA microarrays</a>
 */
public final class KnnImputeTransform extends Transform {

  private record Settings(int neighbors, boolean byDistance, int mostDonors, boolean indicators) {}

  private static final Settings DEFAULTS = new Settings(0, false, 0, false);

  private static final int NEIGHBORS = 5;
  private static final int DONORS = 10_000;

  private final NumericParts parts;
  private final Settings settings;
  private final List<String> faults;

  private KnnImputeTransform(NumericParts parts, Settings settings, List<String> faults) {
    this.parts = parts;
    this.settings = settings;
    this.faults = List.copyOf(faults);
  }

  static KnnImputeTransform of(NumericTransform... parts) {
    return new KnnImputeTransform(NumericParts.of("knnImpute", parts), DEFAULTS, List.of());
  }

  /**
   * How many of the nearest rows count; all there are if they are fewer. 5 unless set.
   *
   * @param count from 1 to 1000
   */
  public KnnImputeTransform neighbors(int count) {
    if (count < 1 || count > KnnImputeOp.MOST_NEIGHBORS) {
      throw Require.violated("Neighbors", "from 1 to " + KnnImputeOp.MOST_NEIGHBORS, count);
    }
    Settings s = settings;
    return with(
        new Settings(count, s.byDistance, s.mostDonors, s.indicators),
        s.neighbors > 0,
        "neighbors");
  }

  /** Neighbours count by {@code 1 / distance}; those at distance 0, if there are any, alone. */
  public KnnImputeTransform byDistance() {
    Settings s = settings;
    return with(
        new Settings(s.neighbors, true, s.mostDonors, s.indicators), s.byDistance, "byDistance");
  }

  /**
   * Training rows with at least one of the numbers may be at most this many; more are an error when
   * fitting, since each would cost time in every row with a missing number. 10,000 unless set.
   *
   * @param rows from 1 to 100000
   */
  public KnnImputeTransform atMostDonors(int rows) {
    if (rows < 1 || rows > KnnImputeOp.MOST_DONORS) {
      throw Require.violated("Donors", "from 1 to " + KnnImputeOp.MOST_DONORS, rows);
    }
    Settings s = settings;
    return with(
        new Settings(s.neighbors, s.byDistance, rows, s.indicators),
        s.mostDonors > 0,
        "atMostDonors");
  }

  /** After the numbers, for each a feature that is 1 where it was missing and 0 where not. */
  public KnnImputeTransform missingIndicators() {
    Settings s = settings;
    return with(
        new Settings(s.neighbors, s.byDistance, s.mostDonors, true),
        s.indicators,
        "missingIndicators");
  }

  private KnnImputeTransform with(Settings changed, boolean alreadySet, String step) {
    List<String> all = new ArrayList<>(faults);
    if (alreadySet) {
      all.add("Step " + step + " of " + parts.describe() + " must be set once; was set twice.");
    }
    return new KnnImputeTransform(parts, changed, all);
  }

  private int neighbors() {
    return settings.neighbors > 0 ? settings.neighbors : NEIGHBORS;
  }

  @Override
  public List<String> fields() {
    return parts.fields();
  }

  @Override
  public String describe() {
    return KnnImputeOp.describe(
        parts.names(), neighbors(), settings.byDistance, settings.indicators);
  }

  @Override
  List<String> names() {
    return KnnImputeOp.names(parts.names(), settings.indicators);
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    parts.check(schema, sink);
    parts.parts().stream()
        .filter(p -> p.steps().impute != NumericSteps.Impute.NONE)
        .forEach(
            p ->
                sink.accept(
                    "Number '"
                        + p.steps().name()
                        + "' of knnImpute must not be imputed before; is."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    NumericOps ops = parts.fit(fitting);
    if (ops == null) {
      return null;
    }
    double[][] columns = new double[ops.size()][];
    for (int j = 0; j < columns.length; j++) {
      NumericOp op = ops.get(j);
      double[] column = fitting.read(op::value);
      if (column == null) {
        return null;
      }
      columns[j] = column;
      if (Arrays.stream(column).allMatch(Double::isNaN)) {
        fitting.fault(
            "Field '"
                + String.join(", ", op.fields())
                + "' must have a value to impute from; has none in "
                + column.length
                + " rows. Leave the field out, or impute a constant.");
      }
    }
    double[][] donors = donors(columns);
    int most = settings.mostDonors > 0 ? settings.mostDonors : DONORS;
    if (donors.length > most) {
      fitting.fault(
          "Rows with a value of "
              + parts.describe()
              + " must be at most "
              + most
              + "; were "
              + donors.length
              + ". Train on a sample, raise atMostDonors, or impute otherwise.");
    }
    return fitting.faults().isEmpty()
        ? new KnnImputeOp(ops, donors, neighbors(), settings.byDistance, settings.indicators)
        : null;
  }

  /** Rows with at least one number, in an order that the table's order has no part in. */
  private static double[][] donors(double[][] columns) {
    return IntStream.range(0, columns[0].length)
        .mapToObj(i -> Arrays.stream(columns).mapToDouble(c -> c[i]).toArray())
        .filter(row -> !Arrays.stream(row).allMatch(Double::isNaN))
        .sorted(Arrays::compare)
        .toArray(double[][]::new);
  }
}
