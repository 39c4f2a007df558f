package io.millwright;

/**
 * Checks of arguments that all speak alike: <em>name must be constraint; was value.</em>
 *
 * <p>Each check returns its value, so that it can stand in an assignment.
 */
public final class Require {

  private Require() {}

  /** {@code value >= minimum}. */
  public static int atLeast(String name, int value, int minimum) {
    return (int) atLeast(name, (long) value, (long) minimum);
  }

  /** {@code value >= minimum}. */
  public static long atLeast(String name, long value, long minimum) {
    if (value < minimum) {
      throw violated(name, "at least " + minimum, value);
    }
    return value;
  }

  /** {@code 0 < value < 1}: a share that leaves something on both sides. */
  public static double openShare(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw violated(name, "a share strictly between 0 and 1", value);
    }
    return value;
  }

  /** {@code 0 <= value <= 1}. */
  public static double share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw violated(name, "a share from 0 to 1", value);
    }
    return value;
  }

  /** Neither NaN nor infinite. */
  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw violated(name, "finite", value);
    }
    return value;
  }

  /** Finite and greater than 0. */
  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw violated(name, "finite and greater than 0", value);
    }
    return value;
  }

  /** Not blank. */
  public static String notBlank(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank.");
    }
    return value;
  }

  /** The exception all checks throw, for constraints that have no method here. */
  public static IllegalArgumentException violated(String name, String constraint, Object value) {
    return new IllegalArgumentException(name + " must be " + constraint + "; was " + value + ".");
  }
}
