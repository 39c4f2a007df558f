/**
 * Ranking metrics and resampling of many rows, silhouettes of many points, metrics of many texts.
 *
 * <p>Entry: {@link io.millwright.benchmarks.eval.RocAucBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.eval;
