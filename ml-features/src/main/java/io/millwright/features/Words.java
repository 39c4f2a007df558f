package io.millwright.features;

/**
 * Where words begin and end: the longest runs of Unicode letters and digits, with the combining
 * marks that follow them.
 */
final class Words {

  private Words() {}

  /** The first position of a word at or after this one; the length of the text if there is none. */
  static int start(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return text.length();
  }

  /** The position after the word that starts here. */
  static int end(String text, int start) {
    int i = start;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!Character.isLetterOrDigit(c) && !isMark(c)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isMark(int c) {
    if (c < 0x300) { // the first combining mark
      return false;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
