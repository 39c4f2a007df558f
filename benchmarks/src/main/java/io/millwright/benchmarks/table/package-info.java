/**
 * Reading tables from files.
 *
 * <p>Entry: {@link io.millwright.benchmarks.table.CsvFilesBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.table;
