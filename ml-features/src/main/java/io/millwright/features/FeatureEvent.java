package io.millwright.features;

/** Something that a transform met in a row and that its numbers alone no longer show. */
public enum FeatureEvent {
  /** A field that it reads had no value. */
  MISSING(1),
  /** A value was put in place of one that was missing. */
  IMPUTED(2),
  /** A category of which there was no training row. */
  UNSEEN(4),
  /** A category grouped with others for having had few training rows. */
  RARE(8),
  /** A value beyond the bounds was brought to the nearest of them. */
  CLIPPED(16),
  /** The row could not be used. */
  REFUSED(32);

  private final int bit;

  FeatureEvent(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
