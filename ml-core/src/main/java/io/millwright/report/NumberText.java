package io.millwright.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Numbers as a reader sees them: few digits, thousands separators, the same on every machine.
 *
 * <p>{@code 48842} gives {@code 48,842}; {@code 0.913249} gives {@code 0.9132}; {@code 0.00001234}
 * gives {@code 1.234e-5}. Rounding is half to even on the exact binary value. Missing ({@code NaN})
 * gives {@code –}, infinities {@code ∞} and {@code -∞}. Thread-safe: yes, no state.
 */
public final class NumberText {

  private static final int DIGITS = 4;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e12;

  private NumberText() {}

  /** The number with four significant digits; whole parts are never cut. */
  public static String of(double value) {
    return of(value, DIGITS);
  }

  /** The whole number with thousands separators. */
  public static String of(long value) {
    return format("#,##0", BigDecimal.valueOf(value));
  }

  /**
   * The number with this many significant digits; whole parts are never cut.
   *
   * @param digits 1 to 17
   */
  public static String of(double value, int digits) {
    if (digits < 1 || digits > 17) {
      throw new IllegalArgumentException(
          "Significant digits must be 1 to 17; was " + digits + ". Choose fewer or more.");
    }
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
      return scientific(value, digits);
    }
    BigDecimal exact = new BigDecimal(value);
    int whole = Math.max(exact.precision() - exact.scale(), 0);
    BigDecimal rounded =
        whole >= digits
            ? exact.setScale(0, RoundingMode.HALF_EVEN)
            : exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return format("#,##0." + "#".repeat(digits + 4), rounded);
  }

  private static String scientific(double value, int digits) {
    String pattern = digits == 1 ? "0E0" : "0." + "#".repeat(digits - 1) + "E0";
    return format(pattern, new BigDecimal(value)).replace('E', 'e');
  }

  private static String format(String pattern, BigDecimal value) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    String text = format.format(value);
    return text.equals("-0") ? "0" : text;
  }
}
