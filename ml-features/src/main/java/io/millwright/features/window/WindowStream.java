package io.millwright.features.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history of live rows: widens a row by what was observed before it, then takes it in. Made by
 * {@link WindowSpec#stream} or {@link WindowSpec#restore}.
 *
 * <p>Rows of one entity are observed in order of event time; entities may interleave in any way.
 * Memory: per entity the rows that the longest window needs, about 30 bytes for each number kept,
 * and a few numbers for expanding and weighted features; entities stay until {@link #evictBefore}.
 * Cost: a few microseconds a row and no allocation that grows with history. Event times are
 * believed: check them first, since a row from the future makes the present late.
 *
 * <p>Not thread-safe: guard it with a lock, or give each thread the entities that are its own.
 */
public final class WindowStream {

  private final WindowSpec spec;
  private final WindowPlan plan;
  private final LateRows late;
  private final Step step;
  private final Cells answers;
  private final Entity unknown;
  private final FieldType[] types;
  final Map<Object, Entity> entities = new HashMap<>();
  long lateCount;
  long evictedCount;

  WindowStream(WindowSpec spec, LateRows late) {
    this.spec = spec;
    this.plan = spec.plan();
    this.late = late;
    this.step = new Step(plan);
    this.answers = new Cells(plan.measures().size());
    this.unknown = new Entity(plan.series());
    this.types = spec.inputSchema().fields().stream().map(Field::type).toArray(FieldType[]::new);
  }

  /** What it widens by. */
  public WindowSpec spec() {
    return spec;
  }

  /**
   * Copies the row and adds the features of its moment. The row is not observed, and of its own
   * values only those of {@link WindowFeature#closedRight()} features are read.
   *
   * @param row of the spec's input schema
   * @param out of the spec's schema; every field is set
   * @throws InvalidRowException if entity or event time is missing, a number is not finite or
   *     beyond 1e120, or history already seen by windows is not earlier than the row
   */
  public void widen(Row row, RowBuffer out) {
    spec.checkSchema("Row", row.schema());
    if (!out.schema().fingerprint().equals(spec.schema().fingerprint())) {
      throw new IllegalArgumentException(
          "Buffer must be of the widened schema "
              + spec.schema().fingerprint()
              + "; was of "
              + out.schema().fingerprint()
              + ".");
    }
    Object key = plan.entity(row);
    plan.readCurrent(row, step.now);
    Entity entity = entities.getOrDefault(key, unknown);
    if (!entity.canAnswer(step.now.time)) {
      throw new InvalidRowException(
          plan.timeName(), "must not be before rows of its entity already seen by windows; was");
    }
    step.answer(entity, answers);
    copy(row, out);
    for (int i = 0; i < plan.measures().size(); i++) {
      put(i, out, types.length + i);
    }
  }

  private void put(int measure, RowBuffer out, int field) {
    String text = answers.texts[measure];
    if (plan.isText(measure) && text != null) {
      out.setString(field, text);
    } else if (!plan.isText(measure) && !Double.isNaN(answers.numbers[measure])) {
      out.setNumber(field, answers.numbers[measure]);
    } else {
      out.setMissing(field);
    }
  }

  private void copy(Row row, RowBuffer out) {
    for (int i = 0; i < types.length; i++) {
      if (row.isMissing(i)) {
        out.setMissing(i);
      } else {
        switch (types[i]) {
          case NUMERIC -> out.setNumber(i, row.number(i));
          case INTEGER, BOOLEAN, DATE, TIMESTAMP -> out.setInteger(i, row.integer(i));
          case CATEGORICAL, TEXT -> out.setString(i, row.string(i));
        }
      }
    }
  }

  /**
   * Takes the row into the history of its entity. A row of the same event time as the newest is not
   * late.
   *
   * @return whether it was taken; false only for late rows that are skipped
   * @throws InvalidRowException as {@link #widen}, and for a row older than the newest observed one
   *     of its entity, unless late rows are skipped; nothing was changed but the count
   */
  public boolean observe(Row row) {
    spec.checkSchema("Row", row.schema());
    Object key = plan.entity(row);
    plan.read(row, step.now);
    Entity entity = entities.get(key);
    if (entity != null && step.now.time < entity.newest) {
      return refuse();
    }
    entity(key, entity).observe(step.now, step.past);
    return true;
  }

  /**
   * Takes what became known later of a row that was observed without it: the label, or another
   * field of a {@link WindowFeature#knownAfter} feature. Outcomes may come in any order, each
   * before its delay is over; only entity, event time and the fields known after a delay are read.
   * Give each value once, here or to {@link #observe}.
   *
   * @return whether it was taken; false only for late outcomes that are skipped
   * @throws InvalidRowException if no such field has a value, or windows have already seen outcomes
   *     of later rows, unless late rows are skipped
   * @throws IllegalStateException if no feature is {@code knownAfter}
   */
  public boolean observeOutcome(Row row) {
    spec.checkSchema("Row", row.schema());
    Object key = plan.entity(row);
    String field = plan.readOutcome(row, step.now);
    Entity entity = entities.get(key);
    boolean any = false;
    for (int i = 0; i < plan.series().size(); i++) {
      if (plan.series().get(i).key().delay() > 0 && plan.series().get(i).key().admits(step.now)) {
        any = true;
        if (entity != null && step.now.time < entity.series[i].newest) {
          return refuse();
        }
      }
    }
    if (!any) {
      throw new InvalidRowException(field, "must have a value in an outcome; was missing");
    }
    entity(key, entity).observeOutcome(step.now);
    return true;
  }

  private boolean refuse() {
    lateCount++;
    if (late == LateRows.REFUSE) {
      throw new InvalidRowException(
          plan.timeName(), "must not be before rows of its entity already observed; was");
    }
    return false;
  }

  private Entity entity(Object key, @Nullable Entity found) {
    if (found != null) {
      return found;
    }
    Entity entity = new Entity(plan.series());
    entities.put(key, entity);
    return entity;
  }

  /**
   * Observes all rows of a table in order of event time, equal times in the table's order: how a
   * stream is given its past.
   *
   * @throws InvalidRowException as {@link #observe}, naming the row; those before it were observed
   */
  public void observeAll(Table table) {
    spec.checkSchema("Table", table.schema());
    RowOrder order = RowOrder.of(plan, table);
    if (table.rowCount() == 0) {
      return;
    }
    TableCursor cursor = table.cursor();
    for (int i = 0; i < table.rowCount(); i++) {
      int row = order.row(i);
      try {
        observe(cursor.moveTo(row));
      } catch (InvalidRowException e) {
        throw e.atRow(row);
      }
    }
  }

  /**
   * Forgets the entities whose newest observed row is older than the moment.
   *
   * @return how many
   */
  public int evictBefore(Instant moment) {
    int before = entities.size();
    entities
        .values()
        .removeIf(
            e -> e.newest == Series.NEVER || Instant.EPOCH.plusNanos(e.newest).isBefore(moment));
    int evicted = before - entities.size();
    evictedCount += evicted;
    return evicted;
  }

  /** Entities it holds history of. */
  public int entities() {
    return entities.size();
  }

  /** Rows it holds, over all entities; a row counts once in each rule of visibility. */
  public long retainedRows() {
    return entities.values().stream().mapToLong(Entity::rows).sum();
  }

  /** Rows and outcomes that came late since the first stream of its line began. */
  public long lateRows() {
    return lateCount;
  }

  /** Entities evicted since the first stream of its line began. */
  public long evictedEntities() {
    return evictedCount;
  }

  /**
   * Everything it knows, for {@link WindowSpec#restore}: equal histories give equal bytes. Layout,
   * big-endian: {@code MWWINDOW}, version, fingerprint of the spec, counters, entities in order of
   * their key, SHA-256 of all before it. Holds entity keys and values: as confidential as the rows.
   */
  public byte[] snapshot() {
    return new SnapshotWriter(this).write();
  }

  /** Counts, no values. */
  @Override
  public String toString() {
    List<Object> counts = List.of(entities(), retainedRows(), lateRows(), evictedEntities());
    return "WindowStream of entities, rows, late, evicted: " + counts;
  }
}
