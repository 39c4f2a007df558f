/**
 * Feature plans on one record and on tables.
 *
 * <p>Entry: {@link io.millwright.benchmarks.features.TransformBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.features;
