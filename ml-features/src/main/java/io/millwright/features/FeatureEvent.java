package io.millwright.features;

/** Something that a transform met in a row and that its numbers alone no longer show. */
public enum FeatureEvent {
  /** A field that it reads had no value. */
  MISSING,
  /** A value was put in place of one that was missing. */
  IMPUTED,
  /** A category of which there was no training row. */
  UNSEEN,
  /** A category grouped with others for having had few training rows. */
  RARE,
  /** A value beyond the bounds was brought to the nearest of them. */
  CLIPPED,
  /** The row could not be used. */
  REFUSED;

  int bit() {
    return 1 << ordinal();
  }
}
