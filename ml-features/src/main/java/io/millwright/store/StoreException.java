package io.millwright.store;

import io.millwright.MillwrightException;

/**
 * The feature store refused a request or found a file that it cannot trust; nothing changed.
 *
 * <p>Codes: {@code damaged-file} (cut, changed, too large or not ours), {@code view-changed}
 * (stored under another schema), {@code already-defined} (a version is immutable), {@code
 * unknown-feature}, {@code unknown-view}, {@code store-in-use} (open elsewhere), {@code
 * store-failed} (a write failed before; open it anew), {@code store-closed}, {@code too-large},
 * {@code time-order} (a time goes back or lies ahead), {@code skew} (served and recomputed differ).
 */
public final class StoreException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  /** An exception of a code of the list above. */
  public StoreException(String code, String message) {
    super(code, message);
  }

  /** As {@link #StoreException(String, String)}, with what caused it. */
  public StoreException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
