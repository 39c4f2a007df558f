/**
 * Rows of a schema: a small, immutable, columnar table, and one row read from a table or a record.
 *
 * <p>Entry: {@link io.millwright.table.Table}; from and to files and databases: {@link
 * io.millwright.table.Csv}, {@link io.millwright.table.JsonLines}, {@link
 * io.millwright.table.ResultSets}. Transforms read {@link io.millwright.table.Row}, so that a table
 * and a live record take the same path. It is no query engine: joins and aggregations over big
 * files belong to DuckDB or Spark.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.table;
