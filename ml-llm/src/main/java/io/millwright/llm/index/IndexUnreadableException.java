package io.millwright.llm.index;

import io.millwright.MillwrightException;

/**
 * A stored index cannot be used: it is damaged, of another format or analysis, or locked by another
 * writer.
 *
 * <p>Nothing was changed on disk. Rebuild the index from its sources, restore a copy, or close the
 * other writer; the message says which.
 */
public final class IndexUnreadableException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  IndexUnreadableException(String message) {
    super("index-unreadable", message);
  }

  IndexUnreadableException(String message, Throwable cause) {
    super("index-unreadable", message, cause);
  }
}
