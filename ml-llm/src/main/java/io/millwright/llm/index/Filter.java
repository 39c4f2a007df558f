package io.millwright.llm.index;

import io.millwright.llm.document.Metadata;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A condition on the metadata of documents; chunks of documents that do not meet it are not ranked.
 *
 * <p>The filter is applied before ranking, so a search with a limit of k gives k chunks whenever k
 * chunks match both. A document that lacks the key does not meet a condition on it, and meets its
 * negation. Whole and real numbers compare by value; text compares by equality, case included.
 *
 * <p>Thread-safe: immutable.
 */
public sealed interface Filter {

  /** Every document. */
  static Filter all() {
    return new All();
  }

  /** Begins a condition on one metadata key. */
  static Condition where(String key) {
    return new Condition(key);
  }

  /** Both conditions. */
  default Filter and(Filter other) {
    return new Both(this, other);
  }

  /** At least one of the two conditions. */
  default Filter or(Filter other) {
    return new Either(this, other);
  }

  /** The opposite condition. */
  default Filter negate() {
    return new Negation(this);
  }

  /**
   * Whether a document with these metadata meets the condition; the same rule that the index
   * applies.
   */
  boolean matches(Metadata metadata);

  /** The left half of a condition: the key. */
  final class Condition {

    private final String key;

    private Condition(String key) {
      this.key = Objects.requireNonNull(key, "key");
    }

    /** The text equals this value. */
    public Filter is(String value) {
      return new TextIn(key, List.of(value));
    }

    /** The text equals one of these values. */
    public Filter in(String... values) {
      return new TextIn(key, List.copyOf(Arrays.asList(values)));
    }

    /** The flag has this value. */
    public Filter is(boolean value) {
      return new FlagIs(key, value);
    }

    /** The number equals this value. */
    public Filter is(long value) {
      return new WholeRange(key, value, value);
    }

    /** The date is this day. */
    public Filter is(LocalDate day) {
      return new DayRange(key, day, day);
    }

    /** The number is this value or more. */
    public Filter atLeast(long value) {
      return new WholeRange(key, value, Long.MAX_VALUE);
    }

    /** The number is this value or less. */
    public Filter atMost(long value) {
      return new WholeRange(key, Long.MIN_VALUE, value);
    }

    /** The number is this value or more. */
    public Filter atLeast(double value) {
      return new RealRange(key, value, Double.POSITIVE_INFINITY);
    }

    /** The number is this value or less. */
    public Filter atMost(double value) {
      return new RealRange(key, Double.NEGATIVE_INFINITY, value);
    }

    /** The date is this day or later. */
    public Filter atLeast(LocalDate day) {
      return new DayRange(key, day, LocalDate.MAX);
    }

    /** The date is this day or earlier. */
    public Filter atMost(LocalDate day) {
      return new DayRange(key, LocalDate.MIN, day);
    }
  }

  /** Every document. */
  record All() implements Filter {
    @Override
    public boolean matches(Metadata metadata) {
      return true;
    }
  }

  /** Both conditions. */
  record Both(Filter left, Filter right) implements Filter {

    /** Checks the parts. */
    public Both {
      Objects.requireNonNull(left, "left");
      Objects.requireNonNull(right, "right");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return left.matches(metadata) && right.matches(metadata);
    }
  }

  /** At least one of two conditions. */
  record Either(Filter left, Filter right) implements Filter {

    /** Checks the parts. */
    public Either {
      Objects.requireNonNull(left, "left");
      Objects.requireNonNull(right, "right");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return left.matches(metadata) || right.matches(metadata);
    }
  }

  /** The opposite of a condition. */
  record Negation(Filter filter) implements Filter {

    /** Checks the part. */
    public Negation {
      Objects.requireNonNull(filter, "filter");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return !filter.matches(metadata);
    }
  }

  /** A text that equals one of some values. */
  record TextIn(String key, List<String> values) implements Filter {

    /** Copies the values. */
    public TextIn {
      Objects.requireNonNull(key, "key");
      values = List.copyOf(values);
    }

    @Override
    public boolean matches(Metadata metadata) {
      return metadata.value(key, String.class).filter(values::contains).isPresent();
    }
  }

  /** A flag with a value. */
  record FlagIs(String key, boolean value) implements Filter {

    /** Checks the key. */
    public FlagIs {
      Objects.requireNonNull(key, "key");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return metadata.value(key, Boolean.class).filter(flag -> flag == value).isPresent();
    }
  }

  /** A number between two whole numbers, both included. */
  record WholeRange(String key, long min, long max) implements Filter {

    /** Checks the key. */
    public WholeRange {
      Objects.requireNonNull(key, "key");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return metadata.value(key, Long.class).filter(v -> v >= min && v <= max).isPresent()
          || metadata
              .value(key, Double.class)
              .filter(v -> v >= lowestReal() && v <= highestReal())
              .isPresent();
    }

    /** Smallest real number that is at least {@code min}. */
    double lowestReal() {
      if (min == Long.MIN_VALUE) {
        return Double.NEGATIVE_INFINITY;
      }
      return Reals.ceiling(min);
    }

    /** Largest real number that is at most {@code max}. */
    double highestReal() {
      if (max == Long.MAX_VALUE) {
        return Double.POSITIVE_INFINITY;
      }
      return Reals.floor(max);
    }
  }

  /** A number between two real numbers, both included; an end may be infinite. */
  record RealRange(String key, double min, double max) implements Filter {

    /** Checks the bounds. */
    public RealRange {
      Objects.requireNonNull(key, "key");
      if (Double.isNaN(min) || Double.isNaN(max)) {
        throw new IllegalArgumentException(
            "Filter bound for '%s' must be a number; was NaN.".formatted(key));
      }
    }

    @Override
    public boolean matches(Metadata metadata) {
      return metadata.value(key, Double.class).filter(v -> v >= min && v <= max).isPresent()
          || metadata
              .value(key, Long.class)
              .filter(v -> Reals.compare(v, min) >= 0 && Reals.compare(v, max) <= 0)
              .isPresent();
    }
  }

  /** A date between two days, both included. */
  record DayRange(String key, LocalDate min, LocalDate max) implements Filter {

    /** Checks the bounds. */
    public DayRange {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(min, "min");
      Objects.requireNonNull(max, "max");
    }

    @Override
    public boolean matches(Metadata metadata) {
      return metadata
          .value(key, LocalDate.class)
          .filter(v -> !v.isBefore(min) && !v.isAfter(max))
          .isPresent();
    }
  }
}
