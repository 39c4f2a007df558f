package io.millwright.store;

import io.millwright.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feature is: name, version, owner, description, type, source and unit.
 *
 * <p>Counts are INTEGER; sums, means, extremes and deviations are NUMERIC and have a unit, {@code
 * "1"} if it is a pure number. Texts are 1 to 2,000 characters without control characters.
 * Immutable and thread-safe; equal when all of it is equal.
 */
public final class FeatureDefinition {

  private static final int MOST_TEXT = 2_000;

  private final FeatureName name;
  private final int version;
  private final String owner;
  private final String description;
  private final FieldType type;
  private final String view;
  private final String field;
  private final @Nullable String unit;

  private FeatureDefinition(Builder from) {
    this.name = from.name;
    this.version = Objects.requireNonNull(from.version);
    this.owner = Objects.requireNonNull(from.owner);
    this.description = Objects.requireNonNull(from.description);
    this.type = Objects.requireNonNull(from.type);
    this.view = Objects.requireNonNull(from.view);
    this.field = Objects.requireNonNull(from.field);
    this.unit = from.unit;
  }

  /** A builder of the feature of that name; as {@link FeatureName#parse}. */
  public static Builder of(String name) {
    return new Builder(FeatureName.parse(name));
  }

  /** Its name. */
  public FeatureName name() {
    return name;
  }

  /** Which of its definitions this is, from 1. */
  public int version() {
    return version;
  }

  /** Who answers for it. */
  public String owner() {
    return owner;
  }

  /** What it means, for people. */
  public String description() {
    return description;
  }

  /** What its values are. */
  public FieldType type() {
    return type;
  }

  /** The view whose rows it is made of. */
  public String view() {
    return view;
  }

  /** The field of the view that it is made of. */
  public String field() {
    return field;
  }

  /** The unit of its numbers. */
  public Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  private List<Object> parts() {
    return List.of(name, version, owner, description, type, view, field, unit());
  }

  /** In what it differs from another, in words. */
  public List<String> differences(FeatureDefinition other) {
    List<String> words =
        List.of("name", "version", "owner", "description", "type", "view", "field", "unit");
    List<String> different = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!parts().get(i).equals(other.parts().get(i))) {
        different.add(words.get(i));
      }
    }
    return different;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureDefinition that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return name + " version " + version;
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final FeatureName name;
    private final List<String> faults = new ArrayList<>();
    private @Nullable Integer version;
    private @Nullable String owner;
    private @Nullable String description;
    private @Nullable FieldType type;
    private @Nullable String view;
    private @Nullable String field;
    private @Nullable String unit;

    private Builder(FeatureName name) {
      this.name = name;
    }

    /** Which of its definitions this is; 1 when not set. */
    public Builder version(int number) {
      once("Version", version);
      if (number < 1) {
        faults.add("Version must be at least 1; was " + number + ".");
      }
      version = number;
      return this;
    }

    /** Who answers for it, a team rather than a person. */
    public Builder owner(String who) {
      once("Owner", owner);
      owner = text("Owner", who);
      return this;
    }

    /** What it means, for people. */
    public Builder description(String what) {
      once("Description", description);
      description = text("Description", what);
      return this;
    }

    /** What its values are, without a unit. */
    public Builder type(FieldType values) {
      once("Type", type);
      type = values;
      return this;
    }

    /** NUMERIC values in a unit; {@code "1"} for pure numbers. */
    public Builder numeric(String inUnit) {
      unit = text("Unit", inUnit);
      return type(FieldType.NUMERIC);
    }

    /** Of which field of which view it is made. */
    public Builder source(String ofView, String ofField) {
      once("Source", view);
      view = text("View", ofView);
      field = text("Field", ofField);
      return this;
    }

    private void once(String what, @Nullable Object before) {
      if (before != null) {
        faults.add(what + " must be set once; was set before.");
      }
    }

    private String text(String what, String text) {
      boolean control = text.chars().anyMatch(Character::isISOControl);
      if (text.isBlank() || text.length() > MOST_TEXT || control) {
        faults.add(
            what
                + " must be 1 to "
                + MOST_TEXT
                + " characters, not blank and without control characters; was not.");
      }
      return text;
    }

    private void require(String what, @Nullable Object value) {
      if (value == null) {
        faults.add(what + " must be set; was not.");
      }
    }

    private void checkType(FieldType given) {
      Aggregation aggregation = name.aggregation();
      boolean counts = aggregation == Aggregation.COUNT || aggregation == Aggregation.DISTINCT;
      FieldType wanted = counts ? FieldType.INTEGER : FieldType.NUMERIC;
      if (aggregation != Aggregation.LAST && given != wanted) {
        faults.add(
            "Type must be " + wanted + " for " + aggregation.word() + "; was " + given + ".");
      } else if (given == FieldType.NUMERIC && unit == null) {
        faults.add("Unit must be given for NUMERIC, \"1\" for pure numbers; was not.");
      }
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException if something is absent or does not fit the name; lists all
     *     faults
     */
    public FeatureDefinition build() {
      version = version == null ? Integer.valueOf(1) : version;
      require("Owner", owner);
      require("Description", description);
      require("Type", type);
      require("Source", view);
      if (type != null) {
        checkType(type);
      }
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "Feature '"
                + name
                + "' cannot be defined ("
                + faults.size()
                + "):\n  "
                + String.join("\n  ", faults));
      }
      return new FeatureDefinition(this);
    }
  }
}
