package io.millwright.store.online;

/** What a read of a live row found. */
public enum ServedState {
  /** A row no older than the view's objective, or of a view without one. */
  FRESH,
  /** A row that is older than the objective, and still within its time to live. */
  STALE,
  /** A row that has outlived its time to live: missing, as in a point-in-time join. */
  EXPIRED,
  /** No row of the entity. */
  ABSENT;

  /** Whether there are values. */
  public boolean hasValues() {
    return this == FRESH || this == STALE;
  }
}
