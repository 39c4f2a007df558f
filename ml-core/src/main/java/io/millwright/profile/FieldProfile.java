package io.millwright.profile;

import io.millwright.Require;
import io.millwright.schema.FieldType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one field looked like: frozen {@link Bins} and how many values each held.
 *
 * <p>NUMERIC and INTEGER fields are counted as numbers, DATE as epoch days, TIMESTAMP as epoch
 * nanoseconds (rounded to a double: steps of 256 ns today), TEXT by its length in UTF-16 units and
 * never by content. CATEGORICAL and BOOLEAN fields and the classes of a label are counted by name.
 * Counts of special places that the kind does not have are 0. Immutable and thread-safe.
 */
public final class FieldProfile {

  private final String name;
  private final FieldType type;
  private final Bins bins;
  private final long[] counts;

  /** Bins first, then missing and the special places of the kind. */
  FieldProfile(String name, FieldType type, Bins bins, long[] counts) {
    this.name = Require.notBlank("Field name", name);
    this.type = type;
    this.bins = bins;
    this.counts = counts;
    if (!SlotReader.fits(type, bins)) {
      throw new IllegalArgumentException(
          "Bins of field '" + name + "' must suit " + type + "; were " + bins + ".");
    }
    if (counts.length != bins.size() + Bins.SPECIALS) {
      throw new IllegalArgumentException(
          "Counts of field '"
              + name
              + "' must be "
              + (bins.size() + Bins.SPECIALS)
              + "; were "
              + counts.length
              + ".");
    }
    long total = 0;
    for (long count : counts) {
      total = sum(total, Require.atLeast("Count of field '" + name + "'", count, 0));
    }
  }

  /**
   * The profile of these numbers, for example of a model's scores. NaN is counted as NaN.
   *
   * @param values copied
   */
  public static FieldProfile ofNumbers(String name, double... values) {
    NumberBins bins = NumberBins.cut(values.clone(), NumberBins.MAX_BINS);
    long[] counts = new long[bins.size() + Bins.SPECIALS];
    for (double value : values) {
      counts[bins.slot(value)]++;
    }
    return new FieldProfile(name, FieldType.NUMERIC, bins, counts);
  }

  /** The profile of these categories, for example of the classes a model predicted. */
  public static FieldProfile ofCategories(String name, List<String> values) {
    Map<String, Long> found = new HashMap<>();
    for (String value : values) {
      found.merge(value, 1L, Long::sum);
    }
    CategoryBins bins = CategoryBins.cut(found, CategoryBins.MAX_NAMED, CategoryBins.MAX_HASHED);
    long[] counts = new long[bins.size() + Bins.SPECIALS];
    found.forEach((category, count) -> counts[bins.slot(category)] += count);
    return new FieldProfile(name, FieldType.CATEGORICAL, bins, counts);
  }

  /** The field's name. */
  public String name() {
    return name;
  }

  /** The type of the field that was counted. */
  public FieldType type() {
    return type;
  }

  /** The places that were counted. */
  public Bins bins() {
    return bins;
  }

  /** How many values fell into the bin. */
  public long count(int bin) {
    return counts[Objects.checkIndex(bin, bins.size())];
  }

  /** How many values were looked at, missing ones too. */
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** How many values were neither missing nor NaN. */
  public long present() {
    return total() - missing() - nan();
  }

  /** How many rows had no value. */
  public long missing() {
    return counts[bins.size()];
  }

  /** How many numbers were NaN. */
  public long nan() {
    return special(NumberBins.class, NumberBins.NAN);
  }

  /** How many numbers were below the reference minimum. */
  public long under() {
    return special(NumberBins.class, NumberBins.UNDER);
  }

  /** How many numbers were above the reference maximum. */
  public long over() {
    return special(NumberBins.class, NumberBins.OVER);
  }

  /** How many categories were known to the reference but have no bin. */
  public long other() {
    return special(CategoryBins.class, CategoryBins.OTHER);
  }

  /** How many categories were unknown to the reference. */
  public long unseen() {
    return special(CategoryBins.class, CategoryBins.UNSEEN);
  }

  private long special(Class<? extends Bins> kind, int place) {
    return kind.isInstance(bins) ? counts[bins.size() + place] : 0;
  }

  /**
   * The counts of both together; exact, and the same whichever is first.
   *
   * @throws IllegalArgumentException if name, type or bins differ, or a count would exceed 2^63 - 1
   */
  public FieldProfile merge(FieldProfile other) {
    requireSameBins(other);
    long[] sums = new long[counts.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(counts[i], other.counts[i]);
    }
    return new FieldProfile(name, type, bins, sums);
  }

  void requireSameBins(FieldProfile other) {
    if (!name.equals(other.name) || type != other.type || !bins.equals(other.bins)) {
      throw new IllegalArgumentException(
          "Profile of field '"
              + other.name
              + "' must have the bins of the reference field '"
              + name
              + "'; has others. Count into a copy of the reference profile.");
    }
  }

  /** The same bins without counts. */
  public FieldProfile emptyCopy() {
    return new FieldProfile(name, type, bins, new long[counts.length]);
  }

  FieldProfile withCounts(long[] replacement) {
    return new FieldProfile(name, type, bins, replacement);
  }

  /** A copy of all counts: bins, then missing and the special places. */
  long[] counts() {
    return counts.clone();
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    if (sum < 0) {
      throw new IllegalArgumentException(
          "Sum of counts must be at most 2^63 - 1; was " + a + " + " + b + ".");
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldProfile that
        && name.equals(that.name)
        && type == that.type
        && bins.equals(that.bins)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(counts);
  }

  /** Name, kind of bins and number of values; no category names. */
  @Override
  public String toString() {
    return name + ": " + bins + ", " + total() + " values";
  }
}
