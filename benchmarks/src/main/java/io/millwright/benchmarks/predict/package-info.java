/**
 * One record from a Java record to a prediction.
 *
 * <p>Entry: {@link io.millwright.benchmarks.predict.OneRecordBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.predict;
