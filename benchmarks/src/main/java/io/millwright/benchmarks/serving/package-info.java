/**
 * What a managed predictor adds to a bare session.
 *
 * <p>Entry: {@link io.millwright.benchmarks.serving.OverheadBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.serving;
