package io.millwright.features.window;

import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Widens one table by replaying its rows, entity by entity, in order of event time. Single use. */
final class TableWidening {

  private final WindowSpec spec;
  private final WindowPlan plan;
  private final Table table;
  private final int rows;
  private final int count;
  private final double[][] numbers;
  private final int[][] codes;
  private final List<Map<String, Integer>> words = new ArrayList<>();

  TableWidening(WindowSpec spec, Table table) {
    this.spec = spec;
    this.plan = spec.plan();
    this.table = table;
    this.rows = table.rowCount();
    this.count = plan.measures().size();
    this.numbers = new double[count][];
    this.codes = new int[count][];
    for (int i = 0; i < count; i++) {
      numbers[i] = new double[plan.isText(i) ? 0 : rows];
      codes[i] = new int[plan.isText(i) ? rows : 0];
      words.add(new HashMap<>());
    }
  }

  Table run() {
    RowOrder order = RowOrder.of(plan, table);
    if (rows > 0) {
      replay(order);
    }
    List<Column> columns = new ArrayList<>(table.columns());
    for (int i = 0; i < count; i++) {
      columns.add(column(i, order));
    }
    return Table.of(spec.schema(), columns);
  }

  private void replay(RowOrder order) {
    Step step = new Step(plan);
    Cells answers = new Cells(count);
    TableCursor cursor = table.cursor();
    Entity entity = new Entity(plan.series());
    for (int i = 0; i < rows; i++) {
      int row = order.row(i);
      if (order.beginsEntity(i)) {
        entity = new Entity(plan.series());
      }
      try {
        plan.read(cursor.moveTo(row), step.now);
      } catch (InvalidRowException e) {
        throw e.atRow(row);
      }
      step.answer(entity, answers);
      put(row, answers);
      entity.observe(step.now, step.past);
    }
  }

  private void put(int row, Cells answers) {
    for (int i = 0; i < count; i++) {
      if (plan.isText(i)) {
        String text = answers.texts[i];
        Map<String, Integer> known = words.get(i);
        codes[i][row] =
            text == null
                ? CategoricalColumn.MISSING
                : known.computeIfAbsent(text, t -> known.size());
      } else {
        numbers[i][row] = answers.numbers[i];
      }
    }
  }

  private Column column(int i, RowOrder order) {
    if (spec.features().get(i).shape() instanceof Shape.Lead lead) {
      return ahead(table.column(spec.features().get(i).field("")), lead.rows(), order);
    }
    if (plan.isText(i)) {
      String[] dictionary = new String[words.get(i).size()];
      words.get(i).forEach((word, code) -> dictionary[code] = word);
      return CategoricalColumn.of(codes[i], Arrays.asList(dictionary));
    }
    return numeric(numbers[i]);
  }

  private static Column numeric(double[] values) {
    BitSet missing = new BitSet();
    for (int row = 0; row < values.length; row++) {
      missing.set(row, Double.isNaN(values[row]));
    }
    return NumericColumn.of(values, missing);
  }

  private Column ahead(Column source, int by, RowOrder order) {
    double[] later = new double[rows];
    int[] laterCodes = new int[rows];
    for (int i = 0; i < rows; i++) {
      int from = order.later(i, by);
      boolean missing = from < 0 || source.isMissing(from);
      if (source instanceof CategoricalColumn texts) {
        laterCodes[order.row(i)] = missing ? CategoricalColumn.MISSING : texts.code(from);
      } else {
        later[order.row(i)] = missing ? Double.NaN : source.number(from);
      }
    }
    return source.type() == FieldType.CATEGORICAL
        ? CategoricalColumn.of(laterCodes, ((CategoricalColumn) source).dictionary())
        : numeric(later);
  }
}
