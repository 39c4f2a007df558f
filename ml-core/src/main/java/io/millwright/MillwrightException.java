package io.millwright;

import java.util.Objects;

/**
 * The root of all exceptions that Millwright throws on purpose.
 *
 * <p>The message has the form <em>subject must be constraint; was value (where). Next step.</em> It
 * never contains a personal value: fields, rows and reasons only.
 */
public abstract class MillwrightException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  protected MillwrightException(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  protected MillwrightException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A stable, machine-readable word for the kind of fault, for example {@code schema-mismatch}. */
  public final String code() {
    return code;
  }
}
