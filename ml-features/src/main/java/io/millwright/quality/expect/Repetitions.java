package io.millwright.quality.expect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a regular expression repeats what may be empty: such repetitions look at no character,
 * so that counting steps cannot end them.
 */
final class Repetitions {

  /** The greatest product of least counts. */
  static final long MOST = 1_000;

  private static final Pattern COUNTED = Pattern.compile("\\{([0-9]{1,10})");
  private static final String CLASSES = "dDsSwWhHvV.";

  private Repetitions() {}

  /**
   * The product of the least counts, {@code 3} in <code>{3,9}</code>, that follow anything but a
   * character, an escaped class or a bracket of characters; at most somewhat above {@link #MOST}.
   */
  static long demanded(String regex) {
    long product = 1;
    Matcher counts = COUNTED.matcher(regex);
    while (counts.find() && product <= MOST) {
      if (!consumes(regex, counts.start())) {
        product *= Math.max(1, Long.parseLong(counts.group(1)));
      }
    }
    return product;
  }

  private static boolean consumes(String regex, int brace) {
    if (brace == 0) {
      return true;
    }
    char before = regex.charAt(brace - 1);
    boolean escaped = brace > 1 && regex.charAt(brace - 2) == '\\';
    return escaped
        ? CLASSES.indexOf(before) >= 0
        : before == ']' || before == '.' || Character.isLetter(before);
  }
}
