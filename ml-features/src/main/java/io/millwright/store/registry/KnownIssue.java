package io.millwright.store.registry;

import io.millwright.Require;
import java.time.Instant;

/**
 * Something that users of a feature should know.
 *
 * @param at when it was noted
 * @param text 1 to 2,000 characters, not blank
 */
public record KnownIssue(Instant at, String text) {

  private static final int MOST = 2_000;

  public KnownIssue {
    Require.notBlank("Issue", text);
    if (text.length() > MOST) {
      throw Require.violated("Issue", "at most " + MOST + " characters", text.length());
    }
  }
}
