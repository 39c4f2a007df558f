/**
 * Ranking metrics and resampling of many rows.
 *
 * <p>Entry: {@link io.millwright.benchmarks.eval.RocAucBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.eval;
