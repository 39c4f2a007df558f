package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables from JDBC results.
 *
 * <p>A field takes the column of its name: the one that is equal, else the only one that is equal
 * but for upper and lower case. SQL NULL is missing. NUMERIC takes any number, INTEGER a number
 * without a fraction that fits 64 bits, BOOLEAN a boolean or bit, CATEGORICAL and TEXT a string,
 * DATE a date, TIMESTAMP a timestamp; one without a zone is read in the field's zone (an earlier
 * instant if the time occurs twice, a bad cell if its zone skips it). Columns that the schema does
 * not name are ignored. Bad cells are reported together; their line is the number of the row, from
 * 1. Thread-safe.
 */
public final class ResultSets {

  private static final String SOURCE = "the result set";

  private final ResultSet results;
  private final Schema schema;
  private final int[] columns;
  private final int[] sqlTypes;
  private final TableBuilder table;
  private final FaultLog faults = new FaultLog(SOURCE);

  private ResultSets(ResultSet results, Schema schema) throws SQLException {
    this.results = results;
    this.schema = schema;
    this.table = Table.builder(schema);
    this.columns = new int[schema.fields().size()];
    this.sqlTypes = new int[columns.length];
    ResultSetMetaData found = results.getMetaData();
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = find(schema.fields().get(i).name(), found, absent);
      sqlTypes[i] = columns[i] == 0 ? Types.NULL : found.getColumnType(columns[i]);
    }
    if (!absent.isEmpty()) {
      throw new SchemaMismatchException("Result set", absent);
    }
  }

  /**
   * All rows from the next one to the last. The result set is not closed.
   *
   * @throws SchemaMismatchException if fields of the schema have no column; lists all of them
   * @throws TableReadException if cells do not fit their field
   * @throws SQLException if the database fails
   */
  public static Table read(ResultSet results, Schema schema) throws SQLException {
    ResultSets reader = new ResultSets(results, schema);
    for (long row = 1; results.next(); row++) {
      reader.row(row);
    }
    reader.faults.throwIfAny();
    return reader.table.build();
  }

  private void row(long row) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      Field field = schema.fields().get(i);
      String fault;
      try {
        fault = cell(field, columns[i], sqlTypes[i], table.column(i));
      } catch (SQLDataException e) {
        fault = "must be readable as " + field.type() + "; the driver refused";
      }
      if (fault != null) {
        faults.add(row, field.name(), fault);
      }
    }
  }

  private @Nullable String cell(Field field, int column, int sqlType, ColumnBuilder into)
      throws SQLException {
    String fault =
        switch (field.type()) {
          case NUMERIC -> {
            double value = results.getDouble(column);
            yield present(() -> into.addNumber(value));
          }
          case INTEGER -> integer(column, sqlType, into);
          case BOOLEAN -> {
            boolean value = results.getBoolean(column);
            yield present(() -> into.addInteger(value ? 1 : 0));
          }
          case CATEGORICAL, TEXT -> {
            String value = results.getString(column);
            yield value == null ? ABSENT : present(() -> into.addString(value));
          }
          case DATE -> {
            LocalDate value = results.getObject(column, LocalDate.class);
            yield value == null ? ABSENT : present(() -> into.addInteger(value.toEpochDay()));
          }
          case TIMESTAMP -> timestamp(field, column, sqlType, into);
        };
    if (!ABSENT.equals(fault)) {
      return fault;
    }
    if (field.optional()) {
      into.addMissing();
      return null;
    }
    return CellReader.REQUIRED;
  }

  private static final String ABSENT = "absent";

  /** Adds the value just read unless it was NULL. */
  private @Nullable String present(Runnable add) throws SQLException {
    if (results.wasNull()) {
      return ABSENT;
    }
    add.run();
    return null;
  }

  private @Nullable String integer(int column, int sqlType, ColumnBuilder into)
      throws SQLException {
    boolean exact =
        sqlType == Types.BIGINT
            || sqlType == Types.INTEGER
            || sqlType == Types.SMALLINT
            || sqlType == Types.TINYINT;
    if (exact) {
      long value = results.getLong(column);
      return present(() -> into.addInteger(value));
    }
    // getLong would cut a fraction off without a word.
    BigDecimal value = results.getBigDecimal(column);
    if (value == null) {
      return ABSENT;
    }
    try {
      into.addInteger(value.longValueExact());
      return null;
    } catch (ArithmeticException e) {
      return "must be a whole number of 64 bits; was not";
    }
  }

  private @Nullable String timestamp(Field field, int column, int sqlType, ColumnBuilder into)
      throws SQLException {
    if (sqlType == Types.TIMESTAMP_WITH_TIMEZONE) {
      OffsetDateTime value = results.getObject(column, OffsetDateTime.class);
      return value == null ? ABSENT : instant(value, into);
    }
    LocalDateTime value = results.getObject(column, LocalDateTime.class);
    if (value == null) {
      return ABSENT;
    }
    ZoneId zone = field.zone().orElse(ZoneOffset.UTC);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(value);
    return offsets.isEmpty()
        ? "must be a time that exists in " + zone + "; is skipped by a clock change"
        : instant(value.atOffset(offsets.get(0)), into);
  }

  private static @Nullable String instant(OffsetDateTime value, ColumnBuilder into) {
    try {
      into.addInteger(ComponentReader.nanos(value.toInstant()));
      return null;
    } catch (ArithmeticException e) {
      return TimeReader.OUT_OF_RANGE;
    }
  }

  private static int find(String name, ResultSetMetaData found, List<String> faults)
      throws SQLException {
    int alike = 0;
    int position = 0;
    for (int i = 1; i <= found.getColumnCount(); i++) {
      String label = found.getColumnLabel(i);
      if (label.equals(name)) {
        return i;
      }
      if (label.equalsIgnoreCase(name)) {
        alike++;
        position = i;
      }
    }
    if (alike != 1) {
      faults.add(
          "Field '"
              + name
              + "' must have one column; the result has "
              + (alike == 0 ? "none." : alike + " that differ in upper and lower case only."));
      return 0;
    }
    return position;
  }
}
