package io.millwright.monitor.drift;

/**
 * What a significance test found.
 *
 * @param statistic the distance it measured
 * @param pValue the probability of at least this distance if nothing had changed, 0..1
 */
public record TestResult(double statistic, double pValue) {}
