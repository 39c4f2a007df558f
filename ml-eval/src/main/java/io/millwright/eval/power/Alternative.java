package io.millwright.eval.power;

/** What a test takes as evidence against its null hypothesis. */
public enum Alternative {
  /** The effect differs from the null in either direction. */
  TWO_SIDED,
  /** The effect is larger than the null. */
  LARGER,
  /** The effect is smaller than the null. */
  SMALLER
}
