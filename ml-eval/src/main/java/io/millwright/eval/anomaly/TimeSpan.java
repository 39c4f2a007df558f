package io.millwright.eval.anomaly;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time: what was observed, or an incident that somebody labelled.
 *
 * @param start first instant
 * @param end after {@code start}; not included
 */
public record TimeSpan(Instant start, Instant end) {

  public TimeSpan {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "Span must end after its start; was from " + start + " to " + end + ".");
    }
  }

  /** Whether the instant is inside. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /** How long it is, above 0. */
  public Duration length() {
    return Duration.between(start, end);
  }
}
