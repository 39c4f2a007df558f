package io.millwright.table;

/**
 * Reads a decimal number to the nearest double, exactly as {@link Double#parseDouble} does, and
 * refuses its other forms (hexadecimal, a type suffix). Short numbers take the exact fast path of
 * Clinger (1990), section 3: both the significand (at most 2^53) and the power of ten (at most
 * 10^22) are doubles, so that one division rounds once. With up to 18 digits the quotient is
 * corrected by its remainder, where that leaves no doubt. Not thread-safe.
 */
final class DecimalReader {

  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private final char point;
  private double value;

  DecimalReader(char point) {
    this.point = point;
  }

  /** The number that {@link #read} found. */
  double value() {
    return value;
  }

  /** Whether the text is a number: decimal, {@code NaN}, {@code Infinity} or {@code inf}. */
  boolean read(char[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    boolean negative = false;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      negative = text[at++] == '-';
    }
    if (at < end && (text[at] | 0x20) >= 'a') {
      return word(text, at, end, negative);
    }
    long significand = 0;
    int digits = 0;
    int scale = 0;
    boolean any = false;
    boolean fraction = false;
    for (; at < end; at++) {
      char c = text[at];
      if (c == point && !fraction) {
        fraction = true;
        continue;
      }
      int digit = c - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      any = true;
      if (digits < 19) {
        significand = significand * 10 + digit;
        digits += significand != 0 ? 1 : 0;
      } else {
        digits++;
      }
      scale -= fraction ? 1 : 0;
    }
    if (!any) {
      return false;
    }
    boolean exponent = at < end;
    if (exponent && !exponent(text, at, end)) {
      return false;
    }
    if (!exponent && digits < 19 && scale >= -22 && quotient(significand, POWERS[-scale])) {
      value = negative ? -value : value;
      return true;
    }
    value = Double.parseDouble(new String(text, offset, length).replace(point, '.'));
    return !Double.isInfinite(value);
  }

  /**
   * Puts the nearest double of an exact quotient into value; false if a bound on the error cannot
   * tell which it is.
   */
  private boolean quotient(long significand, double power) {
    double high = significand;
    value = high / power;
    if (significand <= 1L << 53) {
      return true;
    }
    // What rounding took: the remainder of the division is exact, the correction is right to 2^-51
    // of itself, so that both ends of the interval below enclose the exact quotient.
    double rest = Math.fma(-value, power, high) + (significand - (long) high);
    double correction = rest / power;
    double margin = Math.abs(correction) * 0x1p-49;
    double low = value + (correction - margin);
    double up = value + (correction + margin);
    value = low;
    return low == up;
  }

  private static boolean exponent(char[] text, int from, int end) {
    int at = from;
    if ((text[at++] | 0x20) != 'e') {
      return false;
    }
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    if (at == end) {
      return false;
    }
    for (; at < end; at++) {
      if (text[at] < '0' || text[at] > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean word(char[] text, int from, int end, boolean negative) {
    if (end - from > 8) {
      return false;
    }
    String word = new String(text, from, end - from);
    if (word.equalsIgnoreCase("nan")) {
      value = Double.NaN;
      return true;
    }
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    return false;
  }
}
