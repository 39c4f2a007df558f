package io.millwright.features.text;

import java.util.List;

/**
 * Rows with the fields that were made of their texts.
 *
 * @param rows a table, or one row
 * @param failures rows whose fields are missing because there was no result; by row
 * @param <T> a table or a row
 */
public record Widened<T>(T rows, List<TextFailure> failures) {

  public Widened {
    failures = List.copyOf(failures);
  }
}
