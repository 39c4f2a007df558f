package io.millwright.features.window;

import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a table by entity, then event time, then position: entities in the order of their
 * first row or of their dictionary. Immutable once made.
 */
final class RowOrder {

  private final int[] order;
  private final int[] entities;

  private RowOrder(int[] order, int[] entities) {
    this.order = order;
    this.entities = entities;
  }

  static RowOrder of(WindowPlan plan, Table table) {
    int n = table.rowCount();
    int[] entities = new int[n];
    long[] times = new long[n];
    int count = n == 0 ? 0 : read(plan, table, entities, times);
    int[] order = byEntity(entities, count);
    sortByTime(order, entities, times);
    return new RowOrder(order, entities);
  }

  int row(int at) {
    return order[at];
  }

  boolean beginsEntity(int at) {
    return at == 0 || entities[order[at]] != entities[order[at - 1]];
  }

  /** The row so many places later of the same entity, or -1. */
  int later(int at, int by) {
    boolean there = by < order.length - at && entities[order[at + by]] == entities[order[at]];
    return there ? order[at + by] : -1;
  }

  private static int read(WindowPlan plan, Table table, int[] entities, long[] times) {
    Column column = plan.entityPosition() < 0 ? null : table.columns().get(plan.entityPosition());
    TableCursor cursor = table.cursor();
    Map<Object, Integer> known = new HashMap<>();
    for (int row = 0; row < entities.length; row++) {
      cursor.moveTo(row);
      try {
        times[row] = plan.time(cursor);
      } catch (InvalidRowException e) {
        throw e.atRow(row);
      }
      if (column instanceof CategoricalColumn texts) {
        entities[row] = texts.code(row);
      } else if (column != null) {
        entities[row] = known.computeIfAbsent(plan.entity(cursor), k -> known.size());
      }
    }
    return column instanceof CategoricalColumn texts
        ? texts.dictionary().size()
        : Math.max(1, known.size());
  }

  private static int[] byEntity(int[] entities, int count) {
    int[] starts = new int[count + 1];
    for (int entity : entities) {
      starts[entity + 1]++;
    }
    for (int i = 0; i < count; i++) {
      starts[i + 1] += starts[i];
    }
    int[] order = new int[entities.length];
    for (int row = 0; row < entities.length; row++) {
      order[starts[entities[row]]++] = row;
    }
    return order;
  }

  private static void sortByTime(int[] order, int[] entities, long[] times) {
    int[] spare = new int[order.length];
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length || entities[order[to]] != entities[order[from]]) {
        sort(order, spare, times, from, to);
        from = to;
      }
    }
  }

  /** A stable merge sort that leaves sorted runs alone. */
  private static void sort(int[] order, int[] spare, long[] times, int from, int to) {
    if (isSorted(order, times, from, to)) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, spare, times, from, middle);
    sort(order, spare, times, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeLeft =
          right == to || (left < middle && times[spare[left]] <= times[spare[right]]);
      order[at] = takeLeft ? spare[left++] : spare[right++];
    }
  }

  private static boolean isSorted(int[] order, long[] times, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      if (times[order[at - 1]] > times[order[at]]) {
        return false;
      }
    }
    return true;
  }
}
