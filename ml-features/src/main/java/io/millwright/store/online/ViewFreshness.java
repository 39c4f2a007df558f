package io.millwright.store.online;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old the live rows of a view are.
 *
 * @param view its name
 * @param at when this was measured
 * @param entities how many have a row
 * @param stale how many rows are older than the objective; 0 without one
 * @param expired how many rows have outlived their time to live, stale ones among them
 * @param oldest age of the oldest row, empty without rows
 * @param objective the view's {@code freshWithin}
 */
public record ViewFreshness(
    String view,
    Instant at,
    long entities,
    long stale,
    long expired,
    Optional<Duration> oldest,
    Optional<Duration> objective) {

  /** Whether every row meets the objective; also without rows or objective. */
  public boolean isMet() {
    return stale == 0;
  }
}
