package io.millwright.split;

import java.math.BigDecimal;

/** Shares as descriptions name them. */
final class Shares {

  private Shares() {}

  /** A share as a person reads it. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }
}
