package io.millwright.serving;

import java.util.Optional;

/**
 * A prediction and where it came from.
 *
 * @param prediction what is answered
 * @param fallback why the fallback answered; empty when the model did
 * @param <P> what a prediction is
 */
public record Answer<P>(P prediction, Optional<FallbackReason> fallback) {

  /** Why a fallback answers instead of the model. */
  public enum FallbackReason {
    /** The model did not answer within the deadline, or the call waited too long to be started. */
    DEADLINE,
    /** As many calls as allowed were already waiting. */
    OVERLOAD,
    /** The model threw. */
    FAILURE
  }

  /** Whether the model itself answered. */
  public boolean isFromModel() {
    return fallback.isEmpty();
  }
}
