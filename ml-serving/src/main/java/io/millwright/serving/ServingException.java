package io.millwright.serving;

import io.millwright.MillwrightException;

/**
 * A prediction could not be served and there was no fallback. The {@link #code()} tells why and
 * thereby what to do.
 */
public final class ServingException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  /** The deadline passed: try later, or give more time. */
  public static final String DEADLINE = "deadline-exceeded";

  /** Too many calls wait: shed load, or allow more. */
  public static final String OVERLOAD = "overloaded";

  /** The model threw: see the cause. */
  public static final String FAILURE = "model-failed";

  /** The predictor is closed: the caller's lifecycle is wrong. */
  public static final String CLOSED = "closed";

  /** The model file cannot be used. */
  public static final String UNUSABLE_MODEL = "unusable-model";

  /** An exception without a cause. */
  public ServingException(String code, String message) {
    super(code, message);
  }

  /** An exception with its cause. */
  public ServingException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
