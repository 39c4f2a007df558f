package io.millwright.quality;

import io.millwright.quality.ColumnFindings.Counts;
import io.millwright.quality.ColumnFindings.Finding;
import io.millwright.quality.ColumnFindings.Numbers;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what {@link ColumnFindings} are made of, in one pass over any number of chunks.
 *
 * <p>Up to 100,000 rows the numbers are kept and everything is exact. From then on they are counted
 * in intervals whose ends are 1 % apart: each quartile, fence and MAD distance is then taken from
 * values that are off by at most 0.5 % of their size, rows are not named, and memory stays below
 * some ten thousand counters, whatever comes. Mean, deviation, skewness and kurtosis are of all
 * numbers always. Different values are counted up to 100,000 of them.
 *
 * <p>Recorders of adjoining stretches of rows merge in any grouping that keeps their order to the
 * same findings; past 100,000 rows the moments agree up to rounding. Mutable, not thread-safe.
 *
 * @see <a href="https://doi.org/10.14778/3352063.3352135">Masson, Rim, Lee (2019), DDSketch</a>,
 *     the intervals
 */
public final class ColumnRecorder {

  static final int MOST_KEPT = 100_000;

  private static final double NEAR_CONSTANT = 0.99;
  private static final int MANY = 100;
  private static final int ENOUGH_FOR_SHARE = 20;
  private static final double SKEWED = 1;

  private final Field field;
  private final boolean numeric;
  private final NumberDigest numbers = new NumberDigest();
  private @Nullable Map<Object, Long> counts = new HashMap<>();
  private long rows;
  private long missing;
  private long nonFinite;

  private ColumnRecorder(Field field) {
    this.field = field;
    this.numeric = field.type() == FieldType.NUMERIC || field.type() == FieldType.INTEGER;
  }

  /** A recorder that has seen no row. */
  public static ColumnRecorder of(Field field) {
    return new ColumnRecorder(field);
  }

  /**
   * Adds the next rows.
   *
   * @throws IllegalArgumentException if the column is of another type than the field
   */
  public void add(Column column) {
    if (column.type() != field.type()) {
      throw new IllegalArgumentException(
          "Column of field '"
              + field.name()
              + "' must be "
              + field.type()
              + "; was "
              + column.type()
              + ".");
    }
    for (int row = 0; row < column.size(); row++) {
      double number = Double.NaN;
      if (column.isMissing(row)) {
        missing++;
      } else {
        count(value(column, row), 1);
        number = numeric ? column.number(row) : Double.NaN;
        nonFinite += numeric && !Double.isFinite(number) ? 1 : 0;
      }
      if (numeric) {
        numbers.add(number);
      }
    }
    rows += column.size();
  }

  private static Object value(Column column, int row) {
    return switch (column.type()) {
      case NUMERIC -> column.number(row) + 0.0;
      case CATEGORICAL, TEXT -> column.string(row);
      default -> column.integer(row);
    };
  }

  private void count(Object value, long times) {
    if (counts != null) {
      counts.merge(value, times, Long::sum);
      if (counts.size() > MOST_KEPT) {
        counts = null;
      }
    }
  }

  /**
   * Adds the rows of another recorder, which follow these; the other one stays as it is.
   *
   * @throws IllegalArgumentException if it is this one or of another field
   */
  @SuppressWarnings("ReferenceEquality")
  public void merge(ColumnRecorder next) {
    if (next == this || !field.equals(next.field)) {
      throw new IllegalArgumentException(
          "Merged recorder must be another one of field '" + field.name() + "'; was not.");
    }
    if (next.counts == null) {
      counts = null;
    } else {
      next.counts.forEach(this::count);
    }
    numbers.merge(next.numbers);
    rows += next.rows;
    missing += next.missing;
    nonFinite += next.nonFinite;
  }

  /** The findings of the rows so far; more may be added afterwards. */
  public ColumnFindings findings() {
    Optional<Numbers> found = numeric ? numbers.summary() : Optional.empty();
    OptionalLong distinct = counts == null ? OptionalLong.empty() : OptionalLong.of(counts.size());
    long mostFrequent =
        counts == null ? 0 : counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Counts all = new Counts(rows, missing, nonFinite, distinct, mostFrequent);
    return new ColumnFindings(field, all, found, !numeric || numbers.isExact(), found(all, found));
  }

  private Set<Finding> found(Counts all, Optional<Numbers> summary) {
    Set<Finding> found = EnumSet.noneOf(Finding.class);
    if (all.distinct().orElse(0) == 1) {
      found.add(Finding.CONSTANT);
    } else if (all.distinct().isPresent() && all.mostFrequent() >= NEAR_CONSTANT * all.present()) {
      if (all.present() > 0) {
        found.add(Finding.NEAR_CONSTANT);
      }
    }
    long different = all.distinct().orElse(Long.MAX_VALUE);
    boolean manyOfFew = all.present() >= ENOUGH_FOR_SHARE && different > all.present() / 2.0;
    if (field.type().isString() && (different > MANY || manyOfFew)) {
      found.add(Finding.HIGH_CARDINALITY);
    }
    summary.ifPresent(
        s -> {
          if (Math.abs(s.moments().skewness().orElse(0)) >= SKEWED) {
            found.add(Finding.SKEWED);
          }
          if (s.outliers().stream().anyMatch(o -> o.count() > 0)) {
            found.add(Finding.OUTLIERS);
          }
        });
    return Collections.unmodifiableSet(found);
  }
}
