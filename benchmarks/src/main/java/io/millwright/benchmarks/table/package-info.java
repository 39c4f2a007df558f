/**
 * Reading tables from files.
 *
 * <p>Entry: {@link io.millwright.benchmarks.table.CsvBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.table;
