package io.millwright.features;

import io.millwright.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a token of a text is: a longest run of characters of a set, of at least some length; all
 * between is dropped.
 *
 * <p>Runs instead of regular expressions, so that reading a text takes time proportional to its
 * length whatever the text and whatever a stored rule says. {@code words()} finds what {@code
 * (?u)\b\w\w+\b} finds in Python; {@code runsOf("a-z0-9")} what {@code [a-z0-9]+} finds. Immutable
 * and thread-safe.
 */
public final class TokenRule {

  private static final String WORD = "\\w";
  private static final int LONGEST = 256;

  private final String characters;
  private final int[] ranges;
  private final int least;

  private TokenRule(String characters, int[] ranges, int least) {
    this.characters = characters;
    this.ranges = ranges;
    this.least = least;
  }

  /**
   * Runs of at least two Unicode letters, numbers (any character that stands for one: digits, ², Ⅳ,
   * ½) and underscores. Combining marks end a run, and so do apostrophes and hyphens. What is a
   * letter is the JDK's Unicode version.
   */
  public static TokenRule words() {
    return new TokenRule(WORD, new int[0], 2);
  }

  /**
   * Runs of at least one of these characters.
   *
   * @param characters single characters and ranges, such as {@code "a-z0-9_"}; a hyphen is itself
   *     at the start or end; from 1 to 256 characters, no backslash
   */
  public static TokenRule runsOf(String characters) {
    return new TokenRule(characters, parse(characters), 1);
  }

  /** The same characters, in runs of at least this many code points (at least 1). */
  public TokenRule atLeast(int length) {
    return new TokenRule(characters, ranges, Require.atLeast("Length of a token", length, 1));
  }

  /** The rule that {@link #characters()} and {@link #least()} tell. */
  static TokenRule of(String characters, int least) {
    return (characters.equals(WORD) ? words() : runsOf(characters)).atLeast(least);
  }

  private static int[] parse(String text) {
    int[] points = text.codePoints().toArray();
    if (points.length == 0 || points.length > LONGEST) {
      throw Require.violated(
          "Characters of a token", "from 1 to " + LONGEST, points.length + " characters");
    }
    int[] ranges = new int[2 * points.length];
    int size = 0;
    for (int i = 0; i < points.length; i++) {
      int low = single(points[i], text);
      int high = low;
      if (i + 2 < points.length && points[i + 1] == '-') {
        high = single(points[i + 2], text);
        i += 2;
      }
      if (high < low) {
        throw Require.violated("Characters of a token", "in ascending ranges", "'" + text + "'");
      }
      ranges[size++] = low;
      ranges[size++] = high;
    }
    return Arrays.copyOf(ranges, size);
  }

  private static int single(int c, String text) {
    if (c == '\\' || Character.getType(c) == Character.SURROGATE) {
      throw Require.violated(
          "Characters of a token", "without backslashes and lone surrogates", "'" + text + "'");
    }
    return c;
  }

  String characters() {
    return characters;
  }

  /** The fewest code points of a token. */
  int least() {
    return least;
  }

  /** Whether the code point can stand in a token. */
  boolean has(int c) {
    if (ranges.length == 0) {
      return isWord(c);
    }
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenRule that
        && characters.equals(that.characters)
        && least == that.least;
  }

  @Override
  public int hashCode() {
    return 31 * characters.hashCode() + least;
  }

  /** For example {@code runs of [a-z0-9], at least 1}. */
  @Override
  public String toString() {
    return "runs of [" + characters + "], at least " + least;
  }
}
