package io.millwright.eval.card;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people know about one field and a table cannot tell.
 *
 * <p>Thread-safe: yes, immutable; each method gives a changed copy, and replaces what was said
 * before.
 */
public final class FieldNote {

  /** What can be said in words. */
  public enum Part {
    /** What it means. */
    DESCRIPTION("Description"),
    /** Which system it comes from. */
    SOURCE("Source"),
    /** Who answers for it. */
    OWNER("Owner"),
    /** When it is known, compared with the moment of the prediction. */
    AVAILABILITY("Available from"),
    /** How old it may be, and how often it is renewed. */
    FRESHNESS("Freshness"),
    /** What is known about leakage of the label into it. */
    LEAKAGE("Leakage");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    /** What a reader sees. */
    public String label() {
      return label;
    }
  }

  /** Whether it is about a person. */
  public enum Sensitivity {
    /** Not about an identifiable person. */
    NOT_PERSONAL("not personal"),
    /** Personal data: its values are not shown. */
    PERSONAL("personal"),
    /** Personal data of a special category, or a stand-in for one: its values are not shown. */
    SENSITIVE("sensitive");

    private final String label;

    Sensitivity(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    boolean hidesValues() {
      return this != NOT_PERSONAL;
    }
  }

  /** How much the predictions move when the field does. */
  public enum DriftSensitivity {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String label;

    DriftSensitivity(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private final String field;
  private final Map<Part, String> texts;
  private final @Nullable Sensitivity sensitivity;
  private final @Nullable DriftSensitivity drift;
  private final @Nullable Estimate importance;

  private FieldNote(
      String field,
      Map<Part, String> texts,
      @Nullable Sensitivity sensitivity,
      @Nullable DriftSensitivity drift,
      @Nullable Estimate importance) {
    this.field = field;
    this.texts = texts;
    this.sensitivity = sensitivity;
    this.drift = drift;
    this.importance = importance;
  }

  /** A note about a field that says nothing yet. */
  public static FieldNote of(String field) {
    return new FieldNote(
        Require.notBlank("Field", field), new EnumMap<>(Part.class), null, null, null);
  }

  /**
   * The same, saying this.
   *
   * @param text not blank, without personal values
   */
  public FieldNote with(Part part, String text) {
    Map<Part, String> more = new EnumMap<>(texts);
    more.put(part, Require.notBlank(part + " of field '" + field + "'", text));
    return new FieldNote(field, more, sensitivity, drift, importance);
  }

  /** The same, about a person or not. */
  public FieldNote with(Sensitivity personal) {
    return new FieldNote(field, texts, personal, drift, importance);
  }

  /** The same, as sensitive to drift as this. */
  public FieldNote with(DriftSensitivity howMuch) {
    return new FieldNote(field, texts, sensitivity, howMuch, importance);
  }

  /** The same, as important to the model as this; say in the interval's method how measured. */
  public FieldNote withImportance(Estimate measured) {
    return new FieldNote(field, texts, sensitivity, drift, measured);
  }

  /** The field it is about. */
  public String field() {
    return field;
  }

  Optional<String> text(Part part) {
    return Optional.ofNullable(texts.get(part));
  }

  Optional<Sensitivity> sensitivity() {
    return Optional.ofNullable(sensitivity);
  }

  Optional<DriftSensitivity> drift() {
    return Optional.ofNullable(drift);
  }

  Optional<Estimate> importance() {
    return Optional.ofNullable(importance);
  }

  boolean hidesValues() {
    return sensitivity != null && sensitivity.hidesValues();
  }
}
