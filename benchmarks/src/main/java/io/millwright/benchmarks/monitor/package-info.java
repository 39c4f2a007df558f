/**
 * Counting live rows beside a profile.
 *
 * <p>Entry: {@link io.millwright.benchmarks.monitor.ObserveBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.monitor;
