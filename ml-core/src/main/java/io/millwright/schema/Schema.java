package io.millwright.schema;

import io.millwright.Sha256;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row, in order, with at most one label, one event time, one group and one weight.
 *
 * <p>Three ways to one: {@link #builder()}, {@link #from(Class)} a record, or inferred from a file
 * by {@code Csv.infer}. {@link #edit()} starts a builder from an existing schema. Immutable and
 * thread-safe; equal when fields and label are equal.
 */
public final class Schema {

  private final List<Field> fields;
  private final @Nullable Label label;
  private final Map<String, Integer> index;
  private final String fingerprint;

  private Schema(List<Field> fields, @Nullable Label label) {
    this.fields = List.copyOf(fields);
    this.label = label;
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      positions.put(fields.get(i).name(), i);
    }
    this.index = Map.copyOf(positions);
    this.fingerprint = Sha256.hex(SchemaJson.write(this));
  }

  /** A builder without fields. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A builder that has a field for each component of the record, in order: floating point becomes
   * NUMERIC, whole numbers INTEGER, {@code String} and enums CATEGORICAL, {@code LocalDate} DATE,
   * {@code Instant} TIMESTAMP in UTC. A component annotated {@code @Nullable} (JSpecify) and every
   * boxed component is optional. All are features until given another role.
   *
   * @throws SchemaMismatchException if a component has a type that no field can hold; lists all of
   *     them
   */
  public static Builder from(Class<? extends Record> record) {
    Builder builder = new Builder();
    for (Field field : RecordFields.of(record)) {
      builder.drafts.put(field.name(), new Draft(field, false));
    }
    return builder;
  }

  /** The schema that {@link #toJson()} wrote. */
  public static Schema fromJson(String json) {
    return SchemaJson.read(json);
  }

  /** Canonical JSON: the same schema gives the same characters. */
  public String toJson() {
    return SchemaJson.write(this);
  }

  /** A builder that starts with these fields and this label; each may be set anew once. */
  public Builder edit() {
    Builder builder = new Builder();
    for (Field field : fields) {
      builder.drafts.put(field.name(), new Draft(field, false));
    }
    builder.label = label;
    return builder;
  }

  /** All fields in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The fields a model may read, in order. */
  public List<Field> features() {
    return withRole(Role.FEATURE);
  }

  /** The fields of a role, in order. */
  public List<Field> withRole(Role role) {
    return fields.stream().filter(f -> f.role() == role).toList();
  }

  /**
   * The only field of the role, if there is one; EVENT_TIME, GROUP, LABEL and WEIGHT have at most
   * one.
   */
  public Optional<Field> only(Role role) {
    List<Field> found = withRole(role);
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** What is to be predicted, if the schema says so. */
  public Optional<Label> label() {
    return Optional.ofNullable(label);
  }

  /** Position of the field, or empty. */
  public OptionalInt find(String name) {
    Integer position = index.get(name);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /**
   * Position of the field.
   *
   * @throws IllegalArgumentException if there is none; names the fields there are
   */
  public int indexOf(String name) {
    Integer position = index.get(name);
    if (position == null) {
      throw new IllegalArgumentException(
          "Field '" + name + "' must be in the schema; it has " + shown() + ".");
    }
    return position;
  }

  /** The field of that name; as {@link #indexOf}. */
  public Field field(String name) {
    return fields.get(indexOf(name));
  }

  /** SHA-256 over {@link #toJson()}, 64 hexadecimal digits. */
  public String fingerprint() {
    return fingerprint;
  }

  private String shown() {
    List<String> names = fields.stream().map(Field::name).limit(20).toList();
    return String.join(", ", names)
        + (fields.size() > 20 ? ", … (" + fields.size() + " in all)" : "");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schema that
        && fields.equals(that.fields)
        && Objects.equals(label, that.label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields, label);
  }

  /** One field a line: name, type, role, unit. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Schema of ").append(fields.size()).append(" fields");
    for (Field f : fields) {
      text.append("\n  ")
          .append(f.name())
          .append(": ")
          .append(f.type())
          .append(f.optional() ? ", optional" : "");
      if (f.role() != Role.FEATURE) {
        text.append(", ").append(f.role());
      }
      f.unit().ifPresent(u -> text.append(", ").append(u));
      f.zone().ifPresent(z -> text.append(", ").append(z));
    }
    return text.toString();
  }

  record Draft(Field field, boolean explicit) {}

  /**
   * Collects fields and reports all faults at {@link #build()}. Single use, not thread-safe.
   * Declaring a field twice is a fault, unless the first came from {@link #from} or {@link
   * #edit()}.
   */
  public static final class Builder {

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Label label;
    private boolean labelSet;

    private Builder() {}

    /** A NUMERIC feature. */
    public Builder numeric(String name) {
      return declare(name, FieldType.NUMERIC, Role.FEATURE, null, null);
    }

    /** A NUMERIC feature in a unit, for example {@code EUR/year}. */
    public Builder numeric(String name, String unit) {
      return declare(name, FieldType.NUMERIC, Role.FEATURE, unit, null);
    }

    /** An INTEGER feature. */
    public Builder integer(String name) {
      return declare(name, FieldType.INTEGER, Role.FEATURE, null, null);
    }

    /** An INTEGER feature in a unit. */
    public Builder integer(String name, String unit) {
      return declare(name, FieldType.INTEGER, Role.FEATURE, unit, null);
    }

    /** A BOOLEAN feature. */
    public Builder bool(String name) {
      return declare(name, FieldType.BOOLEAN, Role.FEATURE, null, null);
    }

    /** A CATEGORICAL feature. */
    public Builder categorical(String name) {
      return declare(name, FieldType.CATEGORICAL, Role.FEATURE, null, null);
    }

    /** A TEXT feature. */
    public Builder text(String name) {
      return declare(name, FieldType.TEXT, Role.FEATURE, null, null);
    }

    /** A DATE feature. */
    public Builder date(String name) {
      return declare(name, FieldType.DATE, Role.FEATURE, null, null);
    }

    /** A TIMESTAMP feature whose calendar parts are read in the zone. */
    public Builder timestamp(String name, ZoneId zone) {
      return declare(name, FieldType.TIMESTAMP, Role.FEATURE, null, zone);
    }

    /** A TEXT field that identifies the row; an existing field keeps its type and becomes a key. */
    public Builder key(String name) {
      return role(name, Role.KEY, FieldType.TEXT);
    }

    /** The TIMESTAMP at which the row happened, its calendar parts read in the zone. */
    public Builder eventTime(String name, ZoneId zone) {
      return declare(name, FieldType.TIMESTAMP, Role.EVENT_TIME, null, zone);
    }

    /** The DATE on which the row happened. */
    public Builder eventDate(String name) {
      return declare(name, FieldType.DATE, Role.EVENT_TIME, null, null);
    }

    /**
     * A CATEGORICAL field whose equal values stay on one side of a split; an existing field keeps
     * its type.
     */
    public Builder group(String name) {
      return role(name, Role.GROUP, FieldType.CATEGORICAL);
    }

    /** The NUMERIC weight of the row; an existing field keeps its type. */
    public Builder weight(String name) {
      return role(name, Role.WEIGHT, FieldType.NUMERIC);
    }

    /** A field that is kept and not used; an existing field keeps its type, a new one is TEXT. */
    public Builder ignore(String name) {
      return role(name, Role.IGNORED, FieldType.TEXT);
    }

    /** A BOOLEAN label; true is positive. */
    public Builder binaryLabel(String name) {
      return declare(name, FieldType.BOOLEAN, Role.LABEL, null, null)
          .label(new Label.Binary(name, "true"));
    }

    /**
     * A label with a positive value, every other value being negative; an existing field keeps its
     * type, a new one is CATEGORICAL.
     */
    public Builder binaryLabel(String name, String positive) {
      return role(name, Role.LABEL, FieldType.CATEGORICAL).label(new Label.Binary(name, positive));
    }

    /** A label of several classes; an existing field keeps its type, a new one is CATEGORICAL. */
    public Builder multiclassLabel(String name) {
      return role(name, Role.LABEL, FieldType.CATEGORICAL).label(new Label.Multiclass(name));
    }

    /** A real label; an existing field keeps its type, a new one is NUMERIC. */
    public Builder realLabel(String name) {
      return role(name, Role.LABEL, FieldType.NUMERIC).label(new Label.Real(name));
    }

    /** These fields, declared before, may be missing. */
    public Builder optional(String... names) {
      return setOptional(true, names);
    }

    /** These fields, declared before, are never missing. */
    public Builder required(String... names) {
      return setOptional(false, names);
    }

    private Builder setOptional(boolean optional, String... names) {
      for (String name : names) {
        Draft draft = drafts.get(name);
        if (draft == null) {
          faults.add(
              "Field '"
                  + name
                  + "' must be declared before it is made "
                  + (optional ? "optional." : "required."));
        } else {
          drafts.put(name, new Draft(draft.field().withOptional(optional), draft.explicit()));
        }
      }
      return this;
    }

    /** Adds a field as it is. */
    public Builder add(Field field) {
      return put(field);
    }

    private Builder declare(
        String name, FieldType type, Role role, @Nullable String unit, @Nullable ZoneId zone) {
      Draft before = drafts.get(name);
      boolean optional = before != null && before.field().optional();
      return put(
          new Field(
              name, type, role, optional, Optional.ofNullable(unit), Optional.ofNullable(zone)));
    }

    private Builder role(String name, Role role, FieldType typeWhenNew) {
      Draft before = drafts.get(name);
      return before == null || before.explicit()
          ? declare(name, typeWhenNew, role, null, null)
          : put(before.field().withRole(role));
    }

    private Builder put(Field field) {
      Draft before = drafts.get(field.name());
      if (before != null && before.explicit()) {
        faults.add(
            "Field '"
                + field.name()
                + "' must be declared once; it was "
                + before.field().type()
                + " "
                + before.field().role()
                + " before.");
        return this;
      }
      drafts.put(field.name(), new Draft(field, true));
      return this;
    }

    private Builder label(Label newLabel) {
      if (labelSet) {
        faults.add(
            "Label must be set once; it was '"
                + Objects.requireNonNull(label).field()
                + "' before '"
                + newLabel.field()
                + "'.");
        return this;
      }
      if (label != null && !label.field().equals(newLabel.field())) {
        Draft former = drafts.get(label.field());
        if (former != null && !former.explicit()) {
          drafts.put(label.field(), new Draft(former.field().withRole(Role.FEATURE), false));
        }
      }
      label = newLabel;
      labelSet = true;
      return this;
    }

    /**
     * The schema.
     *
     * @throws IllegalArgumentException if anything declared cannot hold; lists all faults
     */
    public Schema build() {
      List<String> all = new ArrayList<>(faults);
      List<Field> fields = drafts.values().stream().map(Draft::field).toList();
      for (Role single : Arrays.asList(Role.EVENT_TIME, Role.GROUP, Role.LABEL, Role.WEIGHT)) {
        List<String> names =
            fields.stream().filter(f -> f.role() == single).map(Field::name).toList();
        if (names.size() > 1) {
          all.add(
              "Role "
                  + single
                  + " must be given to at most one field; was given to "
                  + String.join(", ", names)
                  + ".");
        }
      }
      for (Field f : fields) {
        if (f.role() == Role.WEIGHT && !f.type().isNumber()) {
          all.add("Weight '" + f.name() + "' must be a number; was " + f.type() + ".");
        }
        if (f.role() == Role.EVENT_TIME && !f.type().isTime()) {
          all.add(
              "Event time '" + f.name() + "' must be a DATE or TIMESTAMP; was " + f.type() + ".");
        }
      }
      Draft labelled = label == null ? null : drafts.get(label.field());
      if (label != null && labelled != null) {
        checkLabel(label, labelled.field(), all);
      }
      if (fields.isEmpty()) {
        all.add("Schema must have at least one field; had none.");
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Schema cannot be built (" + all.size() + "):\n  " + String.join("\n  ", all));
      }
      return new Schema(fields, label);
    }

    private static void checkLabel(Label label, Field field, List<String> faults) {
      FieldType type = field.type();
      String wanted =
          label.match(
              b ->
                  type == FieldType.NUMERIC || type == FieldType.TEXT || type.isTime()
                      ? "BOOLEAN, CATEGORICAL or INTEGER"
                      : "",
              m ->
                  type == FieldType.CATEGORICAL || type == FieldType.INTEGER
                      ? ""
                      : "CATEGORICAL or INTEGER",
              r ->
                  type == FieldType.NUMERIC || type == FieldType.INTEGER
                      ? ""
                      : "NUMERIC or INTEGER");
      if (!wanted.isEmpty()) {
        faults.add(
            "Label '"
                + field.name()
                + "' must be "
                + wanted
                + " for this kind of label; was "
                + type
                + ".");
      }
    }
  }
}
