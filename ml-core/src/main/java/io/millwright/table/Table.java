package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable columnar table: one {@link Column} for each field of its {@link Schema}, all of one
 * length.
 *
 * <p>Missing, NaN, zero and the empty string are four different things. Required fields have no
 * missing value. At most 2^31 - 8 rows. Thread-safe.
 */
public final class Table {

  private final Schema schema;
  private final List<Column> columns;
  private final int rowCount;
  private volatile @Nullable String fingerprint;

  private Table(Schema schema, List<Column> columns, int rowCount) {
    this.schema = schema;
    this.columns = columns;
    this.rowCount = rowCount;
  }

  /**
   * A table of these columns.
   *
   * @param columns one for each field of the schema, in its order, of equal length
   * @throws SchemaMismatchException if number, type or length differ, or a required field has
   *     missing values; lists all mismatches
   */
  public static Table of(Schema schema, List<? extends Column> columns) {
    List<String> faults = new ArrayList<>();
    int expected = schema.fields().size();
    if (columns.size() != expected) {
      throw new SchemaMismatchException(
          "Table",
          List.of(
              "Columns must be "
                  + expected
                  + ", one for each field; were "
                  + columns.size()
                  + "."));
    }
    int rows = columns.isEmpty() ? 0 : columns.get(0).size();
    for (int i = 0; i < expected; i++) {
      Field field = schema.fields().get(i);
      Column column = columns.get(i);
      if (column.type() != field.type()) {
        faults.add(
            "Field '"
                + field.name()
                + "' must be "
                + field.type()
                + "; was "
                + column.type()
                + ".");
      }
      if (column.size() != rows) {
        faults.add(
            "Field '"
                + field.name()
                + "' must have "
                + rows
                + " rows like the first; had "
                + column.size()
                + ".");
      }
      if (!field.optional() && column.missingCount() > 0) {
        faults.add(
            "Field '"
                + field.name()
                + "' must have a value in every row; "
                + column.missingCount()
                + " are missing. Declare it optional if that is expected.");
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Table", faults);
    }
    return new Table(schema, List.copyOf(columns), rows);
  }

  /** A builder without rows. */
  public static TableBuilder builder(Schema schema) {
    return new TableBuilder(schema);
  }

  /**
   * A table of the records, whose components are bound to the fields by name.
   *
   * @throws SchemaMismatchException if the record class does not fit the schema
   * @throws InvalidRowException if a record has null for a required field
   */
  public static <R extends Record> Table ofRecords(List<R> records, Schema schema, Class<R> type) {
    RecordBinding<R> binding = RecordBinding.of(schema, type);
    TableBuilder builder = builder(schema);
    RowBuffer buffer = new RowBuffer(schema);
    for (int i = 0; i < records.size(); i++) {
      try {
        binding.read(records.get(i), buffer);
      } catch (InvalidRowException e) {
        throw e.atRow(i);
      }
      builder.add(buffer);
    }
    return builder.build();
  }

  /** A table of the records under the schema that {@link Schema#from(Class)} gives them. */
  public static <R extends Record> Table ofRecords(List<R> records, Class<R> type) {
    return ofRecords(records, Schema.from(type).build(), type);
  }

  /** What its rows are. */
  public Schema schema() {
    return schema;
  }

  /** How many rows, 0 allowed. */
  public int rowCount() {
    return rowCount;
  }

  /** All columns in the order of the schema. */
  public List<Column> columns() {
    return columns;
  }

  /** The column of a field; as {@link Schema#indexOf} for unknown names. */
  public Column column(String name) {
    return columns.get(schema.indexOf(name));
  }

  /** A movable row, at row 0. */
  public TableCursor cursor() {
    return new TableCursor(this);
  }

  /** The table of these rows, in this order; a row may be taken more than once. */
  public Table take(int[] rows) {
    for (int row : rows) {
      Objects.checkIndex(row, rowCount);
    }
    return new Table(schema, columns.stream().map(c -> c.take(rows)).toList(), rows.length);
  }

  /** The rows, by 0-based position, for which the condition holds. */
  public Table filter(IntPredicate rows) {
    return take(IntStream.range(0, rowCount).filter(rows).toArray());
  }

  /**
   * The same columns under another schema, for example with other roles; names may differ, types
   * may not.
   */
  public Table as(Schema other) {
    return of(other, columns);
  }

  /** The same table with the column of a field replaced. */
  public Table with(String field, Column replacement) {
    List<Column> changed = new ArrayList<>(columns);
    changed.set(schema.indexOf(field), replacement);
    return of(schema, changed);
  }

  /**
   * SHA-256 over everything: schema, number of rows, every value of every column by exact bits,
   * missing rows, and the order of rows and columns. 64 hexadecimal digits. The same content gives
   * the same fingerprint in every version of the 1 format, whatever the dictionaries' order.
   * Computed once, at the first call.
   */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = TableFingerprint.of(this);
      fingerprint = known;
    }
    return known;
  }

  /** Equal: equal schema and equal columns, doubles compared by bits. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Table that
        && schema.equals(that.schema)
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, rowCount);
  }

  /** Fields and number of rows; no values. */
  @Override
  public String toString() {
    return "Table of " + rowCount + " rows; " + schema;
  }
}
