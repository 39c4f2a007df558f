package io.millwright.train;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings of trainers: set once, shown as text. */
final class Settings {

  private Settings() {}

  /** The value, unless there is an earlier one. */
  static <T> T once(String name, @Nullable T earlier, T value) {
    if (earlier != null) {
      throw new IllegalArgumentException(
          name + " must be set once; was " + earlier + " before " + value + ".");
    }
    return value;
  }

  static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** Names and values in turn. */
  static SortedMap<String, String> of(Object... namesAndValues) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return Collections.unmodifiableSortedMap(settings);
  }
}
