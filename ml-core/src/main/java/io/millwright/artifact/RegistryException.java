package io.millwright.artifact;

import io.millwright.MillwrightException;

/**
 * The registry refused a request; nothing changed.
 *
 * <p>Codes: {@code unknown-model}, {@code unknown-version}, {@code illegal-transition}, {@code
 * evaluation-missing}, {@code concurrent-change}, {@code rollback-impossible}, {@code
 * registry-damaged}.
 */
public final class RegistryException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  RegistryException(String code, String message) {
    super(code, message);
  }
}
