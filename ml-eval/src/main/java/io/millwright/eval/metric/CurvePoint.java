package io.millwright.eval.metric;

/**
 * A point of a curve over thresholds.
 *
 * @param x false positive rate (ROC) or recall (precision-recall)
 * @param y true positive rate (ROC) or precision (precision-recall)
 * @param threshold rows with a score at least this high are predicted positive; +∞ for none
 */
public record CurvePoint(double x, double y, double threshold) {}
