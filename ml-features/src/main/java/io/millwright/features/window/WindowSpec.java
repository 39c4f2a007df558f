package io.millwright.features.window;

import io.millwright.Sha256;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition of features from history over a schema: it widens a table, and a stream of live
 * rows, by the same fields with the same numbers.
 *
 * <p>The law: {@link #apply} gives every row, bit for bit, what a {@link WindowStream} gives that
 * has observed all earlier rows in order of event time. Rows of one entity and one event time do
 * not see each other, in whatever order they stand, unless a feature is {@link
 * WindowFeature#closedRight()}; then those before it in the table, or observed before it, are seen.
 *
 * <p>Nothing is learnt, so a table may be widened before it is split by time: a later row sees
 * earlier rows, as it will live. Split by time then, not at random: features of the label let a
 * row's label reach other rows of its entity. Immutable and thread-safe.
 */
public final class WindowSpec {

  private final Schema schema;
  private final Schema wider;
  private final List<WindowFeature> features;
  private final WindowPlan plan;
  private final String fingerprint;

  private WindowSpec(Schema schema, @Nullable String entity, List<WindowFeature> features) {
    this.schema = schema;
    this.features = List.copyOf(features);
    this.plan = new WindowPlan(schema, entity, features);
    this.wider = widen();
    this.fingerprint =
        Sha256.hex(
            "windows 1\n"
                + schema.fingerprint()
                + "\n"
                + (entity == null ? "one series" : "per " + entity)
                + "\n"
                + describe());
  }

  /** A builder without features. */
  public static Builder over(Schema schema) {
    return new Builder(schema);
  }

  private Schema widen() {
    Schema.Builder builder = schema.edit();
    for (int i = 0; i < features.size(); i++) {
      builder.add(field(features.get(i), plan.isText(i)));
    }
    return builder.build();
  }

  private Field field(WindowFeature feature, boolean text) {
    Shape shape = feature.shape();
    Optional<String> unit = Optional.empty();
    if (shape instanceof Shape.Since) {
      unit = Optional.of("h");
    } else if (shape instanceof Shape.Holiday holiday) {
      unit = holiday.asked() == Shape.Holiday.Asked.IS_HOLIDAY ? unit : Optional.of("d");
    } else if (isInUnit(shape)) {
      unit = schema.field(feature.field(plan.timeName())).unit();
    }
    return new Field(
        feature.name(),
        text ? FieldType.CATEGORICAL : FieldType.NUMERIC,
        shape instanceof Shape.Lead ? Role.IGNORED : Role.FEATURE,
        true,
        unit,
        Optional.empty());
  }

  private static boolean isInUnit(Shape shape) {
    if (shape instanceof Shape.Roll roll) {
      return roll.stat().inUnit();
    }
    return !(shape instanceof Shape.Expand expand) || expand.stat().inUnit();
  }

  /** The rows it reads. */
  public Schema inputSchema() {
    return schema;
  }

  /**
   * The fields of the rows it reads and then one optional field for each feature, in order:
   * NUMERIC, or CATEGORICAL where a CATEGORICAL field is lagged or filled; in the field's unit, in
   * h for time since, in d for days.
   */
  public Schema schema() {
    return wider;
  }

  /** The features in order. */
  public List<WindowFeature> features() {
    return features;
  }

  /**
   * SHA-256 over schema, entity and features: equal for equal definitions. Keep it with a model, to
   * be sure that a service widens as training did.
   */
  public String fingerprint() {
    return fingerprint;
  }

  WindowPlan plan() {
    return plan;
  }

  /**
   * The table with the features' fields. Rows may come in any order and keep it. Cost: {@code O(n
   * log n)} time, {@code O(n)} memory.
   *
   * @throws IllegalArgumentException if the table is of another schema
   * @throws io.millwright.table.InvalidRowException if a number is not finite or beyond 1e120, or
   *     an event time beyond the years 1678 to 2261; names field and row
   */
  public Table apply(Table table) {
    checkSchema("Table", table.schema());
    return new TableWidening(this, table).run();
  }

  /** A stream that has observed nothing and refuses late rows. */
  public WindowStream stream() {
    return stream(LateRows.REFUSE);
  }

  /**
   * A stream that has observed nothing.
   *
   * @throws IllegalStateException if a feature is a lead, which needs the future
   */
  public WindowStream stream(LateRows late) {
    checkOnline();
    return new WindowStream(this, late);
  }

  /**
   * The stream that {@link WindowStream#snapshot()} wrote; it goes on with the same bits.
   *
   * @param snapshot taken for hostile: digest, counts and every value are checked
   * @throws IllegalArgumentException if it is not what {@code snapshot()} writes, is damaged, or is
   *     of another definition
   * @throws IllegalStateException if a feature is a lead
   */
  public WindowStream restore(byte[] snapshot, LateRows late) {
    WindowStream stream = stream(late);
    new SnapshotReader(this, snapshot).into(stream);
    return stream;
  }

  private void checkOnline() {
    for (WindowFeature feature : features) {
      if (feature.shape() instanceof Shape.Lead) {
        throw new IllegalStateException(
            "Windows of a stream must not look ahead; '"
                + feature.name()
                + "' does. Define leads in a spec of their own, for tables.");
      }
    }
  }

  void checkSchema(String subject, Schema rows) {
    if (!rows.fingerprint().equals(schema.fingerprint())) {
      throw new IllegalArgumentException(
          subject
              + " must be of the windows' schema "
              + schema.fingerprint()
              + "; was of "
              + rows.fingerprint()
              + ".");
    }
  }

  /** One feature a line. */
  public String describe() {
    StringBuilder text = new StringBuilder("Windows (" + features.size() + " features)");
    features.forEach(f -> text.append("\n  ").append(f.describe()));
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }

  /** Collects features and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final Schema schema;
    private final List<WindowFeature> features = new ArrayList<>();
    private @Nullable String entity;
    private boolean oneSeries;

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /**
     * Rows with the same value of this field share a history.
     *
     * @param field required; CATEGORICAL, TEXT or INTEGER
     */
    public Builder perEntity(String field) {
      if (entity != null) {
        throw new IllegalStateException(
            "Entity must be set once; was set before to '" + entity + "'.");
      }
      entity = field;
      return this;
    }

    /** All rows share one history. */
    public Builder asOneSeries() {
      oneSeries = true;
      return this;
    }

    /** Adds these features, in this order. */
    public Builder add(WindowFeature... added) {
      features.addAll(Arrays.asList(added));
      return this;
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException if there is no required event time, entity or feature; if a
     *     field is unknown, of a type that does not suit, or not to be read without a delay; or if
     *     two fields would have one name; lists all faults
     */
    public WindowSpec build() {
      WindowChecks checks = new WindowChecks(schema);
      checks.time();
      checks.entity(entity, oneSeries);
      checks.features(features);
      if (!checks.faults().isEmpty()) {
        throw new IllegalArgumentException(
            "Windows cannot be built ("
                + checks.faults().size()
                + "):\n  "
                + String.join("\n  ", checks.faults()));
      }
      return new WindowSpec(schema, entity, features);
    }
  }
}
