package io.millwright.store.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The values of each feature, by query. */
final class ResultColumns {

  private final List<Field> fields;
  private final double[][] values;
  private final BitSet[] missing;

  ResultColumns(List<Field> fields, int queries) {
    this.fields = fields;
    this.values = new double[fields.size()][queries];
    this.missing = new BitSet[fields.size()];
    Arrays.setAll(missing, i -> new BitSet(queries));
  }

  void set(int query, EntityState state) {
    for (int f = 0; f < values.length; f++) {
      values[f][query] = state.value(f);
      missing[f].set(query, state.isMissing(f));
    }
  }

  Table behind(Table queries) {
    Schema.Builder schema = queries.schema().edit();
    List<Column> columns = new ArrayList<>(queries.columns());
    for (int f = 0; f < values.length; f++) {
      schema.add(fields.get(f));
      columns.add(
          fields.get(f).type() == FieldType.INTEGER
              ? LongColumn.of(
                  FieldType.INTEGER,
                  Arrays.stream(values[f]).mapToLong(v -> (long) v).toArray(),
                  missing[f])
              : NumericColumn.of(values[f], missing[f]));
    }
    return Table.of(schema.build(), columns);
  }
}
