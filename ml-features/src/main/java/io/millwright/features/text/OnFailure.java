package io.millwright.features.text;

/** What becomes of a row for whose text there is no result. */
public enum OnFailure {
  /** A {@link TextFailureException} that lists all such rows. */
  REFUSE,

  /** The result's fields are missing in the row, and the failure is listed beside the rows. */
  MISSING
}
