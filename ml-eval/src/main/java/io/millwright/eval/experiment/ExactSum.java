package io.millwright.eval.experiment;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sum of doubles without rounding: a fixed-point number wide enough for every double. Order and
 * grouping of additions therefore do not matter, and merging is exact.
 *
 * <p>Chunk {@code i} counts {@code 2^(32 i - 1074)}; chunks overlap by 32 bits, so that carries are
 * settled only every 2^30 additions. Not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">Neal (2015), Fast exact summation using small and
 *     large superaccumulators</a>
 */
final class ExactSum {

  private static final int CHUNKS = 68;
  private static final int LOWEST = -1074;
  private static final long MASK = 0xFFFFFFFFL;
  private static final long FRACTION = (1L << 52) - 1;
  private static final int CARRY_AFTER = 1 << 30;
  private static final int KEPT_BITS = 200;

  private final long[] chunks = new long[CHUNKS];
  private int pending;

  /** Adds a finite number. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long significand = bits & FRACTION;
    if (exponent == 0) {
      exponent = 1;
    } else {
      significand |= 1L << 52;
    }
    int place = exponent - 1;
    int chunk = place >> 5;
    int shift = place & 31;
    long low = (significand << shift) & MASK;
    long rest = significand >>> (32 - shift);
    long sign = bits < 0 ? -1 : 1;
    chunks[chunk] += sign * low;
    chunks[chunk + 1] += sign * (rest & MASK);
    chunks[chunk + 2] += sign * (rest >>> 32);
    settleIfDue();
  }

  /** Adds {@code a * b} without rounding; exact unless the product is below 2^-960. */
  void addProduct(double a, double b) {
    double high = a * b;
    add(high);
    add(Math.fma(a, b, -high));
  }

  void add(ExactSum other) {
    other.settle();
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] += other.chunks[i];
    }
    settleIfDue();
  }

  private void settleIfDue() {
    pending++;
    if (pending >= CARRY_AFTER) {
      settle();
    }
  }

  /** All chunks but the last into [0, 2^32): one form for each number. */
  private void settle() {
    for (int i = 0; i < CHUNKS - 1; i++) {
      chunks[i + 1] += chunks[i] >> 32;
      chunks[i] &= MASK;
    }
    pending = 0;
  }

  /** The sum times 2^1074, from its bytes in two's complement. */
  private BigInteger scaled() {
    settle();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + (CHUNKS - 1) * Integer.BYTES);
    bytes.putLong(chunks[CHUNKS - 1]);
    for (int i = CHUNKS - 2; i >= 0; i--) {
      bytes.putInt((int) chunks[i]);
    }
    return new BigInteger(bytes.array());
  }

  /** The sum as numbers that do not overlap, largest first; none for 0. One list for each sum. */
  List<Double> parts() {
    List<Double> parts = new ArrayList<>();
    BigInteger rest = scaled();
    while (rest.signum() != 0) {
      double part = nearest(rest);
      if (Double.isInfinite(part)) {
        throw new ArithmeticException("A sum must be within the range of a double; it is beyond.");
      }
      parts.add(part);
      rest = rest.subtract(exact(part));
    }
    return parts;
  }

  /** The sum without rounding. */
  BigDecimal exact() {
    BigDecimal sum = BigDecimal.ZERO;
    for (double part : parts()) {
      sum = sum.add(new BigDecimal(part));
    }
    return sum;
  }

  /** The sum rounded once. */
  double value() {
    return nearest(scaled());
  }

  private static double nearest(BigInteger scaled) {
    int excess = Math.max(0, scaled.abs().bitLength() - KEPT_BITS);
    BigInteger top = scaled.abs().shiftRight(excess);
    if (scaled.abs().getLowestSetBit() < excess) {
      top = top.setBit(0);
    }
    return scaled.signum() * Math.scalb(top.doubleValue(), excess + LOWEST);
  }

  private static BigInteger exact(double value) {
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
    long significand = (long) Math.scalb(Math.scalb(value, -exponent), 52);
    return BigInteger.valueOf(significand).shiftLeft(exponent - 52 - LOWEST);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ExactSum sum)) {
      return false;
    }
    settle();
    sum.settle();
    return Arrays.equals(chunks, sum.chunks);
  }

  @Override
  public int hashCode() {
    settle();
    return Arrays.hashCode(chunks);
  }
}
