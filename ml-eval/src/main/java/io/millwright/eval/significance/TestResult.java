package io.millwright.eval.significance;

/**
 * What a significance test found.
 *
 * @param statistic what it measured, never NaN; infinite only where the test says so
 * @param pValue the probability of a statistic at least this extreme if there were no difference,
 *     0..1
 */
public record TestResult(double statistic, double pValue) {}
