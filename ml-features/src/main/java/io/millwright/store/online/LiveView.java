package io.millwright.store.online;

import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import io.millwright.store.StoreException;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import io.millwright.table.TableCursor;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The live rows of one view, in memory. Reads take no lock. */
final class LiveView {

  private final String name;
  private final Schema schema;
  private final String knownTime;
  private final FieldType[] types;
  private final int entity;
  private final int event;
  private final int known;
  private final Map<String, StoredRow> rows = new ConcurrentHashMap<>();
  private volatile @Nullable Watermark watermark;

  LiveView(String name, Schema schema, String knownTime) {
    this.name = name;
    this.schema = schema;
    this.knownTime = knownTime;
    this.types = schema.fields().stream().map(f -> f.type()).toArray(FieldType[]::new);
    this.entity = schema.indexOf(schema.only(Role.KEY).orElseThrow().name());
    this.event = schema.indexOf(schema.only(Role.EVENT_TIME).orElseThrow().name());
    this.known = schema.indexOf(knownTime);
  }

  String name() {
    return name;
  }

  Schema schema() {
    return schema;
  }

  String knownTime() {
    return knownTime;
  }

  @Nullable Watermark watermark() {
    return watermark;
  }

  void watermark(Watermark newWatermark) {
    watermark = newWatermark;
  }

  void check(FeatureView view) {
    if (!schema.equals(view.schema()) || !knownTime.equals(view.knownTime())) {
      throw new StoreException(
          "view-changed",
          "View '"
              + name
              + "' must have the schema and known time that it is stored under; has others."
              + " Give the changed view a new name.");
    }
  }

  /** Refuses rows that happened or became known after {@code now}. */
  static void checkTimes(FeatureView view, Table rows, long now) {
    Column event = rows.column(view.eventTime());
    Column known = rows.column(view.knownTime());
    int ahead = 0;
    for (int i = 0; i < rows.rowCount(); i++) {
      ahead += event.integer(i) > now || known.integer(i) > now ? 1 : 0;
    }
    if (ahead > 0) {
      throw new StoreException(
          "time-order",
          "Rows of view '"
              + view.name()
              + "' must have happened and be known by now; "
              + ahead
              + " of "
              + rows.rowCount()
              + " lie ahead. Put them when their time has come.");
    }
  }

  @Nullable StoredRow row(String key) {
    return rows.get(key);
  }

  Iterable<StoredRow> all() {
    return rows.values();
  }

  FieldType[] types() {
    return types;
  }

  void apply(Table table, long sequence) {
    TableCursor cursor = table.cursor();
    for (int i = 0; i < table.rowCount(); i++) {
      cursor.moveTo(i);
      StoredRow row =
          new StoredRow(cursor, types, cursor.integer(event), cursor.integer(known), sequence);
      // The later of two equal rows of one table wins: orLater keeps the argument on a tie.
      rows.merge(key(cursor), row, StoredRow::orLater);
    }
  }

  private String key(TableCursor cursor) {
    return types[entity].isString() ? cursor.string(entity) : Long.toString(cursor.integer(entity));
  }

  /** All rows in tables of at most so many. */
  void forEachBatch(int most, Consumer<Table> to) {
    RowBuffer buffer = new RowBuffer(schema);
    Iterator<StoredRow> next = rows.values().iterator();
    while (next.hasNext()) {
      TableBuilder batch = Table.builder(schema);
      for (int i = 0; i < most && next.hasNext(); i++) {
        buffer.clear();
        next.next().copyTo(buffer, types);
        batch.add(buffer);
      }
      to.accept(batch.build());
    }
  }
}
