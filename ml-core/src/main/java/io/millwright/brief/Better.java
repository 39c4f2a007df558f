package io.millwright.brief;

/** Which way a metric is better. */
public enum Better {
  /** Larger values, for example of ROC-AUC. */
  HIGHER,
  /** Smaller values, for example of an error. */
  LOWER
}
