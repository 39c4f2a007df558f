package io.millwright.quality;

/** The six sides of data quality, each scored from 0 (worst) to 5. */
public enum Dimension {
  /**
   * How much is there. {@code 5 max(0, 1 - 2 m)}, m the share of missing cells among features,
   * label and event time: half missing scores 0.
   */
  COMPLETENESS,
  /**
   * How believable values are. {@code 5 max(0, 1 - 20 f - 5 o - 5 e)}, f the share of NaN and
   * infinities and o that of extreme outliers among the cells of NUMERIC and INTEGER features, e
   * the share of failing checks among all checks of the expectations {@code inRange}, {@code
   * inSet}, {@code matches} and {@code foreignKey}, whatever they tolerate (the other expectations
   * count for the gate only). A value is an extreme outlier when it lies more than 10 robust
   * deviations from the median; the deviation is 1.4826 MAD, or IQR / 1.349 when the MAD is 0, and
   * no value is one when both are 0.
   */
  ACCURACY,
  /**
   * Whether the table agrees with itself. {@code 5 max(0, 1 - 2 d - 2 v - 2 x - c)}, d the share of
   * rows equal to an earlier row in everything but keys and ignored fields, v the share of category
   * cells spelt otherwise than most of their kind (case, white space or Unicode form), x the share
   * of strings of features that are unlike most of their column: a number, date or word among
   * others, a date in another format, or a string with digits built unlike 95 % of them; c the
   * share of features with one value. Categories one letter apart are faults without a cost.
   */
  CONSISTENCY,
  /**
   * How old it is. 5 up to the fresh age of the newest event time, falling evenly to 0 at the stale
   * age, times the share of event times that are not in the future.
   */
  TIMELINESS,
  /**
   * Whether the features tell anything of the label. {@code 5 min(1, 2 s)}, s the share of features
   * whose association with the label is above that with each of 19 shuffled labels (a chance of 5 %
   * for a feature that tells nothing). Association is the share of the label's variance (of its
   * Gini impurity for classes, of its ranks for numbers) explained by the feature cut into at most
   * 10 quantile bins or 50 categories, on at most 50,000 rows drawn by seed.
   */
  RELEVANCE,
  /**
   * How much there is to learn from: the least of three, each from 0 to 5 on a logarithmic scale:
   * rows (10 to 10,000), rows of the smallest class (10 to 1,000), rows for each feature (1 to
   * 100).
   */
  VOLUME
}
