package io.millwright.llm.document;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Typed values of a document by which it can be filtered: text, whole numbers, real numbers, flags
 * and dates.
 *
 * <p>A value keeps its type through the index: what was put as a whole number comes back as a whole
 * number. Real numbers must be finite. A key that is absent is just absent, there is no null.
 *
 * <p>Thread-safe: yes, immutable; {@code with} copies.
 */
public final class Metadata {

  /** Longest allowed text value, in UTF-16 units. */
  public static final int MAX_TEXT_LENGTH = 4_000;

  private static final int MAX_KEY_LENGTH = 200;
  private static final Metadata EMPTY = new Metadata(new TreeMap<>());

  private final Map<String, Object> values;

  private Metadata(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** No values. */
  public static Metadata empty() {
    return EMPTY;
  }

  /** A copy with a text value, at most {@value #MAX_TEXT_LENGTH} characters. */
  public Metadata with(String key, String value) {
    Document.wellFormed("metadata value", value);
    if (value.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "Metadata '%s' must have at most %d characters; had %d. Put long text into the document."
              .formatted(key, MAX_TEXT_LENGTH, value.length()));
    }
    return put(key, value);
  }

  /** A copy with a whole number. */
  public Metadata with(String key, long value) {
    return put(key, value);
  }

  /** A copy with a real number, finite. */
  public Metadata with(String key, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Metadata '%s' must be finite; was %s. Leave the key out when the value is unknown."
              .formatted(key, value));
    }
    return put(key, value);
  }

  /** A copy with a flag. */
  public Metadata with(String key, boolean value) {
    return put(key, value);
  }

  /** A copy with a date. */
  public Metadata with(String key, LocalDate value) {
    return put(key, Objects.requireNonNull(value, "value"));
  }

  private Metadata put(String key, Object value) {
    Objects.requireNonNull(key, "key");
    Document.wellFormed("metadata key", key);
    if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "Metadata key must have 1 to %d characters, not all blank; had %d."
              .formatted(MAX_KEY_LENGTH, key.length()));
    }
    TreeMap<String, Object> copy = new TreeMap<>(values);
    if (copy.put(key, value) != null) {
      throw new IllegalArgumentException(
          "Metadata '%s' must be set once; was set before.".formatted(key));
    }
    return new Metadata(copy);
  }

  /**
   * The values by key, in key order; each is a {@link String}, {@link Long}, {@link Double}, {@link
   * Boolean} or {@link LocalDate}.
   */
  public Map<String, Object> values() {
    return values;
  }

  /** The value of a key, if it is there and has this type. */
  public <T> Optional<T> value(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).filter(type::isInstance).map(type::cast);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The keys only: values may be personal. */
  @Override
  public String toString() {
    return "Metadata" + values.keySet();
  }
}
