package io.millwright.store.window;

import java.math.BigInteger;

/**
 * A sum of doubles, or of their squares, held exactly: a fixed-point number wide enough for every
 * finite double, in 32-bit digits that carry late.
 *
 * <p>What was added can be taken away again without a trace, and order does not matter.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">Neal (2015), Fast exact summation using small and
 *     large superaccumulators</a>, section 3
 */
final class ExactSum {

  private static final int DIGIT = 32;
  private static final long LOW = 0xFFFF_FFFFL;

  /** A digit of 64 bits holds this many additions of 32 bits and a sign. */
  private static final int MOST_UNCARRIED = 1 << 29;

  private static final int LEAST_EXPONENT = -1074;
  private static final int HALF_MANTISSA = 26;

  private final boolean squares;
  private final long[] digits;
  private int uncarried;
  private long nans;
  private long infinities;
  private long negativeInfinities;

  private ExactSum(boolean squares) {
    this.squares = squares;
    // 2,098 bits for any double, twice that for a square, and two digits for the count of values.
    this.digits = new long[(squares ? 4_196 : 2_098) / DIGIT + 4];
  }

  /** A sum of values, 0 so far. */
  static ExactSum ofValues() {
    return new ExactSum(false);
  }

  /** A sum of squares, 0 so far. */
  static ExactSum ofSquares() {
    return new ExactSum(true);
  }

  void add(double value) {
    put(value, 1);
  }

  /** Takes a value away that was added before. */
  void remove(double value) {
    put(value, -1);
  }

  private void put(double value, int sign) {
    if (!Double.isFinite(value)) {
      nans += Double.isNaN(value) ? sign : 0;
      infinities += value == Double.POSITIVE_INFINITY ? sign : 0;
      negativeInfinities += value == Double.NEGATIVE_INFINITY ? sign : 0;
      return;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = (bits & 0xF_FFFF_FFFF_FFFFL) | (exponent == 0 ? 0 : 1L << 52);
    int offset = Math.max(exponent, 1) - 1;
    if (squares) {
      long high = mantissa >>> HALF_MANTISSA;
      long low = mantissa & ((1L << HALF_MANTISSA) - 1);
      digitsOf(high * high, 2 * offset + 2 * HALF_MANTISSA, sign);
      digitsOf(2 * high * low, 2 * offset + HALF_MANTISSA, sign);
      digitsOf(low * low, 2 * offset, sign);
    } else {
      digitsOf(mantissa, offset, bits < 0 ? -sign : sign);
    }
  }

  /** Adds {@code sign · bits · 2^offset} for bits below 2^56. */
  private void digitsOf(long bits, int offset, int sign) {
    int digit = offset / DIGIT;
    int shift = offset % DIGIT;
    digits[digit] += sign * ((bits << shift) & LOW);
    digits[digit + 1] += sign * ((bits >>> (DIGIT - shift)) & LOW);
    digits[digit + 2] += shift == 0 ? 0 : sign * (bits >>> (2 * DIGIT - shift));
    if (++uncarried == MOST_UNCARRIED) {
      carry();
    }
  }

  private void carry() {
    for (int i = 0; i < digits.length - 1; i++) {
      long carried = digits[i] >> DIGIT;
      digits[i] &= LOW;
      digits[i + 1] += carried;
    }
    uncarried = 0;
  }

  boolean isFinite() {
    return nans == 0 && infinities == 0 && negativeInfinities == 0;
  }

  /**
   * The exact sum in units of 2^-1074, or 2^-2148 of squares; without values that are not finite.
   */
  BigInteger exact() {
    carry();
    byte[] bytes = new byte[digits.length * Integer.BYTES];
    for (int i = 0; i < digits.length; i++) {
      int digit = (int) digits[i];
      int at = bytes.length - (i + 1) * Integer.BYTES;
      for (int b = 0; b < Integer.BYTES; b++) {
        bytes[at + b] = (byte) (digit >> (24 - 8 * b));
      }
    }
    return new BigInteger(bytes);
  }

  /** The sum of values, rounded once, half to even; 0.0 and never -0.0. */
  double value() {
    if (nans > 0 || (infinities > 0 && negativeInfinities > 0)) {
      return Double.NaN;
    }
    if (!isFinite()) {
      return infinities > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    BigInteger sum = exact();
    BigInteger size = sum.abs();
    // 64 bits and a sticky last one decide the rounding to 53; below 2^64 all bits are there.
    int shift = Math.max(0, size.bitLength() - 64);
    BigInteger top = size.shiftRight(shift);
    if (shift > 0 && size.getLowestSetBit() < shift) {
      top = top.setBit(0);
    }
    double rounded = Math.scalb(top.doubleValue(), shift + LEAST_EXPONENT);
    return sum.signum() < 0 ? -rounded : rounded;
  }

  /** {@code sqrt(n Σx² − (Σx)²) / n}, exact up to the root; both sums finite, n above 0. */
  static double deviation(ExactSum values, ExactSum squares, long n) {
    BigInteger sum = values.exact();
    BigInteger spread = squares.exact().multiply(BigInteger.valueOf(n)).subtract(sum.multiply(sum));
    int shift = Math.max(0, spread.bitLength() - 64);
    shift += shift & 1;
    double root = Math.sqrt(spread.shiftRight(shift).doubleValue());
    return Math.scalb(root / n, shift / 2 + LEAST_EXPONENT);
  }
}
