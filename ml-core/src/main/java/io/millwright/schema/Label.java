package io.millwright.schema;

import java.util.function.Function;

/** What is to be predicted, and as what kind of question. */
public sealed interface Label {

  /** The name of the label field. */
  String field();

  /**
   * Yes or no.
   *
   * @param field a BOOLEAN, CATEGORICAL or INTEGER field
   * @param positive the value that counts as yes, as text ({@code "true"} for a BOOLEAN field);
   *     every other value counts as no
   */
  record Binary(String field, String positive) implements Label {}

  /**
   * One of several classes.
   *
   * @param field a CATEGORICAL or INTEGER field
   */
  record Multiclass(String field) implements Label {}

  /**
   * A real number.
   *
   * @param field a NUMERIC or INTEGER field
   */
  record Real(String field) implements Label {}

  /** Exactly one of the functions, by kind. */
  default <T> T match(
      Function<Binary, T> binary, Function<Multiclass, T> multiclass, Function<Real, T> real) {
    if (this instanceof Binary b) {
      return binary.apply(b);
    }
    if (this instanceof Multiclass m) {
      return multiclass.apply(m);
    }
    return real.apply((Real) this);
  }
}
