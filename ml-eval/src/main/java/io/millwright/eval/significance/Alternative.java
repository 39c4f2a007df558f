package io.millwright.eval.significance;

/** Which deviation from the null hypothesis a test looks for. */
public enum Alternative {
  /** Any difference. */
  TWO_SIDED,
  /** The first is greater; for a distribution function, the first lies above the second. */
  GREATER,
  /** The first is less; for a distribution function, the first lies below the second. */
  LESS
}
