package io.millwright.store.offline;

import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.store.StoreException;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of one schema, one behind the other. */
final class Concatenation {

  private final List<Table> tables;
  private final int rows;

  private Concatenation(List<Table> tables, int rows) {
    this.tables = tables;
    this.rows = rows;
  }

  static Table of(Schema schema, List<Table> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    long rows = tables.stream().mapToLong(Table::rowCount).sum();
    if (rows > Integer.MAX_VALUE - 8) {
      throw new StoreException(
          "too-large", "View must have at most 2^31 - 9 rows to be read; had " + rows + ".");
    }
    Concatenation all = new Concatenation(tables, (int) rows);
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      columns.add(all.column(field, columns.size()));
    }
    return Table.of(schema, columns);
  }

  private interface Cell {
    void take(Column from, int row, int into);
  }

  private BitSet forEach(int column, Cell cell) {
    BitSet missing = new BitSet(rows);
    int into = 0;
    for (Table table : tables) {
      Column from = table.columns().get(column);
      for (int row = 0; row < from.size(); row++, into++) {
        if (from.isMissing(row)) {
          missing.set(into);
        } else {
          cell.take(from, row, into);
        }
      }
    }
    return missing;
  }

  private Column column(Field field, int column) {
    return switch (field.type()) {
      case NUMERIC -> {
        double[] values = new double[rows];
        BitSet missing = forEach(column, (from, row, into) -> values[into] = from.number(row));
        yield NumericColumn.of(values, missing);
      }
      case INTEGER, DATE, TIMESTAMP -> {
        long[] values = new long[rows];
        BitSet missing = forEach(column, (from, row, into) -> values[into] = from.integer(row));
        yield LongColumn.of(field.type(), values, missing);
      }
      case BOOLEAN -> {
        BitSet trues = new BitSet(rows);
        BitSet missing =
            forEach(column, (from, row, into) -> trues.set(into, from.integer(row) == 1));
        yield BooleanColumn.of(rows, trues, missing);
      }
      case CATEGORICAL -> words(column);
      case TEXT -> {
        @Nullable String[] values = new @Nullable String[rows];
        forEach(column, (from, row, into) -> values[into] = from.string(row));
        yield TextColumn.of(Arrays.asList(values));
      }
    };
  }

  private Column words(int column) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] codes = new int[rows];
    BitSet missing =
        forEach(
            column,
            (from, row, into) -> {
              Integer number = numbers.putIfAbsent(from.string(row), numbers.size());
              codes[into] = number == null ? numbers.size() - 1 : number;
            });
    missing.stream().forEach(row -> codes[row] = CategoricalColumn.MISSING);
    return CategoricalColumn.of(codes, List.copyOf(numbers.keySet()));
  }
}
