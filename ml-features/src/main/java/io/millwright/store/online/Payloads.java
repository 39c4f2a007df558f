package io.millwright.store.online;

import io.millwright.schema.Schema;
import io.millwright.store.FeatureView;
import io.millwright.store.internal.ByteSink;
import io.millwright.store.internal.ByteSource;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.internal.TableBytes;
import io.millwright.table.Table;
import java.nio.ByteBuffer;
import java.util.Map;

/** What records of the log say, and what they do to the live views. */
final class Payloads {

  private static final int DEFINE = 1;
  private static final int ROWS = 2;
  private static final int MARK = 3;
  private static final int CHECKPOINT = 4;

  private Payloads() {}

  static ByteBuffer define(LiveView view) {
    ByteSink to = named(DEFINE, view.name());
    to.putText(view.schema().toJson());
    to.putText(view.knownTime());
    return to.written();
  }

  static ByteBuffer rows(String view, Table rows) {
    ByteSink to = named(ROWS, view);
    TableBytes.write(rows, to);
    return to.written();
  }

  static ByteBuffer mark(String view, Watermark watermark) {
    ByteSink to = named(MARK, view);
    to.putLong(EpochNanos.of(watermark.until()));
    to.putLong(watermark.rows());
    return to.written();
  }

  /** Says nothing; that it is there says that all before was forced. */
  static ByteBuffer checkpoint() {
    ByteSink to = new ByteSink(LogRecord.MOST_PAYLOAD);
    to.putByte(CHECKPOINT);
    return to.written();
  }

  private static ByteSink named(int kind, String view) {
    ByteSink to = new ByteSink(LogRecord.MOST_PAYLOAD);
    to.putByte(kind);
    to.putText(view);
    return to;
  }

  /**
   * Does what a record says.
   *
   * @throws IllegalArgumentException if it says nothing that can be done
   */
  static void apply(LogRecord record, Map<String, LiveView> views) {
    ByteSource from = record.payload();
    int kind = from.takeByte();
    if (kind != CHECKPOINT) {
      String name = from.takeText();
      if (kind == DEFINE) {
        define(name, from, views);
      } else {
        change(kind, name, from, record.sequence(), views);
      }
    }
    from.end();
  }

  private static void define(String name, ByteSource from, Map<String, LiveView> views) {
    Schema schema = Schema.fromJson(from.takeText());
    String known = from.takeText();
    // A view checks that the schema can be one.
    FeatureView view = FeatureView.over(name, schema).knownTime(known).build();
    if (views.putIfAbsent(name, new LiveView(view.name(), schema, view.knownTime())) != null) {
      throw ByteSource.fault("a view must be defined once");
    }
  }

  private static void change(
      int kind, String name, ByteSource from, long sequence, Map<String, LiveView> views) {
    LiveView view = views.get(name);
    if (view == null) {
      throw ByteSource.fault("a view must be defined before it is used");
    }
    switch (kind) {
      case ROWS -> view.apply(TableBytes.read(view.schema(), from), sequence);
      case MARK ->
          view.watermark(new Watermark(EpochNanos.instant(from.takeLong()), from.takeLong()));
      default -> throw ByteSource.fault("the kind of a record must be from 1 to 4");
    }
  }
}
