package io.millwright.store.join;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.internal.EntityCodes;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.internal.QueryFields;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The plain as-of join: for each left row the nearest right row in event time, of the same key if
 * both have one.
 *
 * <p>It knows one time only: rows that became known later leak. Make training data with {@link
 * PointInTime}. Backward takes the last right row at or before, forward the first at or after,
 * nearest the closer of both, the earlier one if they are equally close. Right rows with one time
 * are in the order of the table. Both tables have one EVENT_TIME, a TIMESTAMP, and at most one KEY.
 *
 * <p>Cost O(n log n + q log n). Immutable and thread-safe.
 */
public final class AsOfJoin {

  private enum Direction {
    BACKWARD,
    FORWARD,
    NEAREST
  }

  private final Direction direction;
  private final long tolerance;
  private final boolean exact;

  private AsOfJoin(Direction direction, long tolerance, boolean exact) {
    this.direction = direction;
    this.tolerance = tolerance;
    this.exact = exact;
  }

  /** Takes the last row at or before. */
  public static AsOfJoin backward() {
    return new AsOfJoin(Direction.BACKWARD, Long.MAX_VALUE, true);
  }

  /** Takes the first row at or after. */
  public static AsOfJoin forward() {
    return new AsOfJoin(Direction.FORWARD, Long.MAX_VALUE, true);
  }

  /** Takes the closer of both, the earlier one if they are equally close. */
  public static AsOfJoin nearest() {
    return new AsOfJoin(Direction.NEAREST, Long.MAX_VALUE, true);
  }

  /** Takes only rows at most this far away, that distance included; above 0. */
  public AsOfJoin within(Duration distance) {
    return new AsOfJoin(direction, EpochNanos.span("Distance", distance), exact);
  }

  /** Takes no row of exactly the same time. */
  public AsOfJoin withoutExactMatches() {
    return new AsOfJoin(direction, tolerance, false);
  }

  /**
   * The right row of each left row, or -1.
   *
   * @throws SchemaMismatchException if times or keys are absent or unsuited; lists all faults
   */
  public int[] rows(Table left, Table right) {
    check(left.schema(), right.schema());
    EntityCodes entities = EntityCodes.of(key(right));
    Column times = time(right);
    EventOrder order = new EventOrder(entities, times, times);
    int[] codes = entities.codesOf(key(left));
    Column asked = time(left);
    int[] rows = new int[left.rowCount()];
    for (int i = 0; i < rows.length; i++) {
      int position =
          codes[i] == EntityCodes.UNSEEN ? -1 : position(order, codes[i], asked.integer(i));
      rows[i] = position < 0 ? -1 : order.row(position);
    }
    return rows;
  }

  /** The left table with the right table's features, all optional, behind; faults as rows. */
  public Table table(Table left, Table right) {
    int[] rows = rows(left, right);
    Schema.Builder schema = left.schema().edit();
    List<Column> columns = new ArrayList<>(left.columns());
    for (Field value : right.schema().features()) {
      schema.add(RowGather.field(value));
      columns.add(RowGather.column(right.column(value.name()), rows));
    }
    return Table.of(schema.build(), columns);
  }

  private int position(EventOrder order, int entity, long time) {
    int before = exact ? order.firstAfter(entity, time) : order.firstAtOrAfter(entity, time);
    int after = exact ? order.firstAtOrAfter(entity, time) : order.firstAfter(entity, time);
    long back =
        before > order.start(entity)
            ? EpochNanos.between(order.event(before - 1), time)
            : Long.MAX_VALUE;
    long ahead =
        after < order.end(entity) ? EpochNanos.between(time, order.event(after)) : Long.MAX_VALUE;
    boolean hasBack = before > order.start(entity) && back <= tolerance;
    boolean hasAhead = after < order.end(entity) && ahead <= tolerance;
    return switch (direction) {
      case BACKWARD -> hasBack ? before - 1 : -1;
      case FORWARD -> hasAhead ? after : -1;
      case NEAREST -> hasBack && (!hasAhead || back <= ahead) ? before - 1 : hasAhead ? after : -1;
    };
  }

  private static Column time(Table table) {
    return table.column(table.schema().only(Role.EVENT_TIME).orElseThrow().name());
  }

  /** The key, or the same number in every row if there is none. */
  private static Column key(Table table) {
    return table
        .schema()
        .only(Role.KEY)
        .map(field -> table.column(field.name()))
        .orElseGet(
            () -> LongColumn.of(FieldType.INTEGER, new long[table.rowCount()], new BitSet()));
  }

  private static void check(Schema left, Schema right) {
    List<String> faults = new ArrayList<>();
    QueryFields.checkTime(left, faults);
    QueryFields.checkTime(right, faults);
    List<Field> leftKeys = left.withRole(Role.KEY);
    List<Field> rightKeys = right.withRole(Role.KEY);
    if (leftKeys.size() > 1 || leftKeys.size() != rightKeys.size()) {
      faults.add(
          "Both tables must have one KEY or both none; had "
              + leftKeys.size()
              + " and "
              + rightKeys.size()
              + ".");
    } else if (leftKeys.size() == 1) {
      QueryFields.checkSameKind(leftKeys.get(0), rightKeys.get(0), faults);
      QueryFields.checkRequired(leftKeys.get(0), faults);
      QueryFields.checkRequired(rightKeys.get(0), faults);
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("As-of join", faults);
    }
  }
}
