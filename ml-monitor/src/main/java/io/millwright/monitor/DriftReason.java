package io.millwright.monitor;

/** In what respect live values may differ from the reference. */
public enum DriftReason {
  /** The shape of the present values; its effect is the PSI above what chance alone gives. */
  DISTRIBUTION,
  /** The share of rows without a value; its effect is the absolute change of the share. */
  MISSING_SHARE,
  /** The share of NaN among the numbers; its effect is the absolute change of the share. */
  NAN_SHARE,
  /**
   * Categories that the reference never had; its effect is their share beyond what is expected of a
   * reference of that size.
   */
  UNSEEN_CATEGORIES,
  /**
   * Numbers below the least or above the greatest reference value; its effect is the increase of
   * their share.
   */
  OUT_OF_RANGE
}
