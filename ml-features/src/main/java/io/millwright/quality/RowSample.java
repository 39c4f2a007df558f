package io.millwright.quality;

import io.millwright.schema.Schema;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The rows whose hashes are the smallest: a sample drawn by content, so that it is the same however
 * the rows were cut into chunks and merged. Equal rows are taken together, earlier ones first.
 */
final class RowSample {

  private static final Comparator<Pick> BY_HASH =
      Comparator.comparingLong(Pick::high)
          .thenComparingLong(Pick::low)
          .thenComparingLong(Pick::position);

  private final Schema schema;
  private final int capacity;
  private List<Pick> picks = new ArrayList<>();
  private long limit = Long.MAX_VALUE;

  /** A row, where it stands among all rows and where it is kept. */
  private record Pick(long high, long low, long position, Table part, int row) {

    Pick movedBy(long offset) {
      return new Pick(high, low, position + offset, part, row);
    }
  }

  RowSample(Schema schema, int capacity) {
    this.schema = schema;
    this.capacity = capacity;
  }

  /** Rows of a chunk with their hashes, the first of which stands at {@code first}. */
  void add(Table chunk, long[] high, long[] low, long first) {
    int[] rows = new int[chunk.rowCount()];
    int size = 0;
    for (int row = 0; row < rows.length; row++) {
      if (high[row] <= limit) {
        rows[size++] = row;
      }
    }
    // A copy of the rows picked, so that the chunk itself can be let go.
    Table part = chunk.take(java.util.Arrays.copyOf(rows, size));
    for (int i = 0; i < size; i++) {
      picks.add(new Pick(high[rows[i]], low[rows[i]], first + rows[i], part, i));
    }
    if (picks.size() > 2L * capacity) {
      trim();
    }
  }

  void merge(RowSample next, long offset) {
    next.picks.forEach(p -> picks.add(p.movedBy(offset)));
    if (picks.size() > 2L * capacity) {
      trim();
    }
  }

  private void trim() {
    picks.sort(BY_HASH);
    List<Pick> kept = new ArrayList<>(picks.subList(0, Math.min(capacity, picks.size())));
    Table compact = table(kept);
    picks = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      Pick p = kept.get(i);
      picks.add(new Pick(p.high, p.low, p.position, compact, i));
    }
    limit = kept.get(kept.size() - 1).high;
  }

  private Table table(List<Pick> rows) {
    TableBuilder builder = Table.builder(schema);
    IdentityHashMap<Table, TableCursor> cursors = new IdentityHashMap<>();
    for (Pick pick : rows) {
      builder.add(cursors.computeIfAbsent(pick.part, Table::cursor).moveTo(pick.row));
    }
    return builder.build();
  }

  /** The sample in the order of the rows, with where each stood; all rows if they are few. */
  Drawn draw() {
    List<Pick> drawn =
        picks.stream()
            .sorted(BY_HASH)
            .limit(capacity)
            .sorted(Comparator.comparingLong(Pick::position))
            .toList();
    return new Drawn(table(drawn), drawn.stream().map(Pick::position).toList());
  }

  /** Rows and their numbers among all. */
  record Drawn(Table table, List<Long> positions) {}
}
