package io.millwright.store.window;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.Aggregation;
import io.millwright.store.FeatureDefinition;
import io.millwright.store.FeatureName;
import io.millwright.store.FeatureView;
import io.millwright.store.internal.EntityCodes;
import io.millwright.store.internal.Grouping;
import io.millwright.store.internal.QueryFields;
import io.millwright.store.internal.TimeSort;
import io.millwright.table.Column;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregations of a view's events, defined once: of history at the times of queries, and live.
 *
 * <p>A feature's value at time t is its aggregation over the field's values in the events of the
 * entity with {@code t − w ≤ event < t} and {@code known ≤ t}; missing values are left out, and the
 * view's time to live does not apply. The event at t itself never counts, so a label's own event
 * cannot leak. {@link #at} and {@link #stream()} give the same bits: both run one state over the
 * same events, and sums are exact before their rounding.
 *
 * <p>Counts are INTEGER, all else NUMERIC; which are missing for an empty window says {@link
 * Aggregation}. Whole numbers beyond ±2^53 are rounded before they are summed. Immutable and
 * thread-safe, but for a growing memory of the strings, times and whole numbers that DISTINCT has
 * met.
 */
public final class WindowFeatures {

  record Feature(FeatureName name, Field field, ValueReader reader) {}

  private final FeatureView view;
  private final List<Feature> features;
  private final List<Field> fields;

  private WindowFeatures(FeatureView view, List<Feature> features) {
    this.view = view;
    this.features = features;
    this.fields = features.stream().map(WindowFeatures::field).toList();
  }

  private static Field field(Feature feature) {
    Aggregation aggregation = feature.name().aggregation();
    FieldType type = type(aggregation);
    return new Field(
        feature.name().toString(),
        type,
        Role.FEATURE,
        !aggregation.hasValueOfNothing(),
        type == FieldType.INTEGER ? Optional.empty() : feature.field().unit(),
        Optional.empty());
  }

  private static FieldType type(Aggregation aggregation) {
    return aggregation == Aggregation.COUNT || aggregation == Aggregation.DISTINCT
        ? FieldType.INTEGER
        : FieldType.NUMERIC;
  }

  /** A builder over the events of a view. */
  public static Builder over(FeatureView view) {
    return new Builder(view);
  }

  /** The view whose events are aggregated. */
  public FeatureView view() {
    return view;
  }

  /** The features as fields, in the order they were added. */
  public List<Field> fields() {
    return fields;
  }

  List<Feature> features() {
    return features;
  }

  /**
   * The queries, in their order, with the features behind. Cost: O((n + q) log n) for n events and
   * q queries, times the number of features; STD some microseconds a query more.
   *
   * @param queries with one EVENT_TIME, a TIMESTAMP, and a field named as the view's entity
   * @param events of the view
   * @throws SchemaMismatchException if a query field is absent or unsuited; lists all faults
   */
  public Table at(Table queries, Table events) {
    check(queries.schema());
    view.check(events);
    EntityCodes entities = EntityCodes.of(events.column(view.entity()));
    Grouping rows = Grouping.of(entities.codes(), entities.count());
    Column times = queries.column(queries.schema().only(Role.EVENT_TIME).orElseThrow().name());
    int[] codes = entities.codesOf(queries.column(view.entity()));
    ResultColumns results = new ResultColumns(fields, codes.length);
    fillUnseen(results, codes);
    Grouping asked = Grouping.of(codes, entities.count());
    long[] askedTimes = new long[asked.rows().length];
    for (int i = 0; i < askedTimes.length; i++) {
      askedTimes[i] = times.integer(asked.rows()[i]);
    }
    TimeSort byTime = new TimeSort(askedTimes, new long[askedTimes.length], asked.rows());
    for (int e = 0; e < entities.count(); e++) {
      if (asked.start(e) < asked.end(e)) {
        byTime.sort(asked.start(e), asked.end(e));
        EntityState state = filled(events.cursor(), rows, e);
        for (int i = asked.start(e); i < asked.end(e); i++) {
          state.moveTo(askedTimes[i]);
          results.set(asked.rows()[i], state);
        }
      }
    }
    return results.behind(queries);
  }

  private void fillUnseen(ResultColumns results, int[] codes) {
    EntityState empty = new EntityState(features, Long.MIN_VALUE);
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == EntityCodes.UNSEEN) {
        results.set(i, empty);
      }
    }
  }

  private EntityState filled(TableCursor cursor, Grouping rows, int entity) {
    EntityState state = new EntityState(features, Long.MIN_VALUE);
    int event = view.schema().indexOf(view.eventTime());
    int known = view.schema().indexOf(view.knownTime());
    for (int i = rows.start(entity); i < rows.end(entity); i++) {
      cursor.moveTo(rows.rows()[i]);
      state.add(cursor, cursor.integer(event), cursor.integer(known));
    }
    return state;
  }

  /** A stream that has seen no event; fill it with what the windows still hold, then go live. */
  public FeatureStream stream() {
    return new FeatureStream(this);
  }

  private void check(Schema queries) {
    List<String> faults = new ArrayList<>();
    QueryFields.checkTime(queries, faults);
    QueryFields.checkKey(queries, view, faults);
    for (Field field : fields) {
      if (queries.find(field.name()).isPresent()) {
        faults.add("Field '" + field.name() + "' must not be in the queries yet; is there.");
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Window features", faults);
    }
  }

  /** Collects features and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final FeatureView view;
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Builder(FeatureView view) {
      this.view = view;
    }

    /**
     * A feature.
     *
     * @param name by the grammar of {@link FeatureName}
     * @param field of the view; a number, or anything for count and distinct
     */
    public Builder add(String name, String field) {
      try {
        add(FeatureName.parse(name), field);
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
      return this;
    }

    /**
     * A feature as it was defined, so that the registry, history and the stream compute one thing.
     *
     * @param definition made of this view; of the type that {@link WindowFeatures} gives
     */
    public Builder add(FeatureDefinition definition) {
      if (!definition.view().equals(view.name())) {
        faults.add(
            "Feature '"
                + definition.name()
                + "' must be made of view '"
                + view.name()
                + "'; is of '"
                + definition.view()
                + "'.");
        return this;
      }
      add(definition.name(), definition.field());
      FieldType type = type(definition.name().aggregation());
      if (definition.type() != type) {
        faults.add(
            "Feature '"
                + definition.name()
                + "' must be "
                + type
                + " to be computed over a window; was "
                + definition.type()
                + ". Join the view instead.");
      }
      return this;
    }

    /** As {@link #add(String, String)}. */
    public Builder add(FeatureName name, String field) {
      if (!names.add(name.toString())) {
        faults.add("Feature '" + name + "' must be added once; was added before.");
      }
      if (view.schema().find(field).isEmpty()) {
        faults.add("Field '" + field + "' of '" + name + "' must be in the view; is absent.");
        return this;
      }
      Field of = view.schema().field(field);
      if (!of.type().isNumber() && !name.aggregation().takesStrings()) {
        faults.add(
            "Field '"
                + field
                + "' of '"
                + name
                + "' must be a number for "
                + name.aggregation().word()
                + "; was "
                + of.type()
                + ".");
        return this;
      }
      int position = view.schema().indexOf(field);
      features.add(new Feature(name, of, new ValueReader(position, of, name.aggregation())));
      return this;
    }

    /**
     * The features.
     *
     * @throws IllegalArgumentException if there is none or one cannot be; lists all faults
     */
    public WindowFeatures build() {
      if (features.isEmpty() && faults.isEmpty()) {
        faults.add("Features must be at least one; was none.");
      }
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "Window features cannot be built ("
                + faults.size()
                + "):\n  "
                + String.join("\n  ", faults));
      }
      return new WindowFeatures(view, List.copyOf(features));
    }
  }
}
