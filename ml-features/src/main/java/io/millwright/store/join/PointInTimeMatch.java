package io.millwright.store.join;

/**
 * Which row each query is answered with, and why the others have none.
 *
 * <p>Immutable and thread-safe.
 */
public final class PointInTimeMatch {

  /** The row of a query without one. */
  public static final int NONE = -1;

  private final int[] rows;
  private final int notYetKnown;
  private final int expired;
  private final int heldBack;
  private final int matched;

  PointInTimeMatch(int[] rows, int notYetKnown, int expired, int heldBack) {
    this.rows = rows;
    this.notYetKnown = notYetKnown;
    this.expired = expired;
    this.heldBack = heldBack;
    int found = 0;
    for (int row : rows) {
      found += row == NONE ? 0 : 1;
    }
    this.matched = found;
  }

  /** How many queries. */
  public int size() {
    return rows.length;
  }

  /** The row of the view for a query, or {@link #NONE}. */
  public int row(int query) {
    return rows[query];
  }

  /** All rows by query, a copy. */
  public int[] rows() {
    return rows.clone();
  }

  /** Queries that have a row. */
  public int matched() {
    return matched;
  }

  /** Queries without a row because every row that had happened became known only later. */
  public int notYetKnown() {
    return notYetKnown;
  }

  /** Queries without a row because the latest one had outlived its time to live. */
  public int expired() {
    return expired;
  }

  /** Queries without a row because nothing had happened to the entity yet, or never does. */
  public int absent() {
    return rows.length - matched - notYetKnown - expired;
  }

  /**
   * Queries that a join on event time alone would have answered with a row nobody knew at the time:
   * what the known time kept from leaking.
   */
  public int heldBack() {
    return heldBack;
  }

  @Override
  public String toString() {
    return "PointInTimeMatch of "
        + rows.length
        + " queries: "
        + matched
        + " matched, "
        + absent()
        + " absent, "
        + notYetKnown
        + " not yet known, "
        + expired
        + " expired; "
        + heldBack
        + " leaks held back";
  }
}
