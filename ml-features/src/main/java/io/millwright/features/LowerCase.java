package io.millwright.features;

/**
 * Unicode's full lower case without a locale, code point by code point, as {@code str.lower} of
 * Python gives it: İ becomes an i and a combining dot, a capital sigma at the end of a word becomes
 * ς, everything else is {@link Character#toLowerCase(int)}. Allocates nothing.
 *
 * @see <a href="https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf">The Unicode Standard, 3.13
 *     Default Case Algorithms, Final_Sigma</a>
 */
final class LowerCase {

  private static final int DOTTED_I = 0x130;
  private static final int SIGMA = 0x3A3;
  private static final int FINAL_SIGMA = 0x3C2;

  /** Word_Break MidLetter, MidNumLet and Single_Quote of Unicode, which case looks through. */
  private static final String BETWEEN_LETTERS =
      "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

  private LowerCase() {}

  static void append(String text, CodePointBuffer into) {
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      if (c < 0x80) {
        into.add(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      } else if (c == DOTTED_I) {
        into.add('i');
        into.add(0x307);
      } else if (c == SIGMA && endsWord(text, i)) {
        into.add(FINAL_SIGMA);
      } else {
        into.add(Character.toLowerCase(c));
      }
      i += Character.charCount(c);
    }
  }

  /** A cased letter before it and none after, whatever case looks through between them. */
  private static boolean endsWord(String text, int at) {
    int before = at;
    int c = -1;
    while (before > 0) {
      c = text.codePointBefore(before);
      if (!isIgnored(c)) {
        break;
      }
      before -= Character.charCount(c);
    }
    if (before == 0 || !isCased(c)) {
      return false;
    }
    int after = at + 1;
    while (after < text.length()) {
      c = text.codePointAt(after);
      if (!isIgnored(c)) {
        return !isCased(c);
      }
      after += Character.charCount(c);
    }
    return true;
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean isIgnored(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> BETWEEN_LETTERS.indexOf(c) >= 0;
    };
  }
}
