package io.millwright.store.join;

import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.FeatureView;
import io.millwright.store.internal.QueryFields;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bitemporal point-in-time join: each query gets the values that were known about its entity at
 * its time.
 *
 * <p>Among the view's rows of the entity with {@code event ≤ t}, {@code known ≤ t} (both inclusive)
 * the one with the latest event time is taken, ties by latest known time, then by latest position
 * in the table. If its event time is before {@code t − ttl}, the query has no row; a query without
 * a row has missing values. A matched row's missing value stays missing.
 *
 * <p>Queries need one EVENT_TIME field, a TIMESTAMP, and for each view a field with the name of the
 * view's entity and a key type like it (strings to strings, whole numbers to whole numbers), both
 * required. A DATE is no instant and is refused.
 *
 * <p>Cost for n rows and q queries: O(n log n + q log n), O(n) for rows in time order, whatever the
 * order in which rows became known; 44 bytes of memory a row beside the table. Deterministic.
 * Immutable and thread-safe.
 */
public final class PointInTime {

  private record Part(FeatureView view, Table rows) {}

  private final Table queries;
  private final List<Part> parts;

  private PointInTime(Table queries, List<Part> parts) {
    this.queries = queries;
    this.parts = parts;
  }

  /** A join of these queries with no view yet. */
  public static PointInTime join(Table queries) {
    return new PointInTime(queries, List.of());
  }

  /**
   * The join with one more view.
   *
   * @throws io.millwright.store.StoreException {@code view-changed} if the rows are of another
   *     schema
   */
  public PointInTime with(FeatureView view, Table rows) {
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(view, view.check(rows)));
    return new PointInTime(queries, List.copyOf(more));
  }

  /**
   * The queries, in their order, with the values of every view as optional features behind.
   *
   * @throws SchemaMismatchException if a query field is absent or unsuited, or a name would occur
   *     twice; lists all faults
   */
  public Table table() {
    check();
    Schema.Builder schema = queries.schema().edit();
    List<Column> columns = new ArrayList<>(queries.columns());
    for (Part part : parts) {
      int[] rows = match(part).rows();
      for (Field value : part.view().values()) {
        schema.add(RowGather.field(value));
        columns.add(RowGather.column(part.rows().column(value.name()), rows));
      }
    }
    return Table.of(schema.build(), columns);
  }

  /** Which row of each view answers each query, by view in the order given; faults as table. */
  public List<PointInTimeMatch> matches() {
    check();
    return parts.stream().map(this::match).toList();
  }

  private PointInTimeMatch match(Part part) {
    Column times = queries.column(queries.schema().only(Role.EVENT_TIME).orElseThrow().name());
    return new Matcher(part.view(), part.rows()).match(queries.column(part.view().entity()), times);
  }

  private void check() {
    List<String> faults = new ArrayList<>();
    QueryFields.checkTime(queries.schema(), faults);
    Set<String> names = new HashSet<>();
    queries.schema().fields().forEach(field -> names.add(field.name()));
    for (Part part : parts) {
      QueryFields.checkKey(queries.schema(), part.view(), faults);
      for (Field value : part.view().values()) {
        if (!names.add(value.name())) {
          faults.add(
              "Field '"
                  + value.name()
                  + "' must come from one place; view '"
                  + part.view().name()
                  + "' has it again. Rename it there.");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Point-in-time join", faults);
    }
  }
}
