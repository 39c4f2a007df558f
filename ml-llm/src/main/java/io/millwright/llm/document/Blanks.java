package io.millwright.llm.document;

/** What a blank is, and how to step over a run of them. */
final class Blanks {

  private Blanks() {}

  static boolean isBlank(char c) {
    if (c < 128) {
      return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isLineBreak(String text, int at) {
    char c = text.charAt(at);
    if (c == '\r') {
      return at + 1 >= text.length() || text.charAt(at + 1) != '\n';
    }
    return c == '\n' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** First offset from {@code from} that is not blank, or {@code to}. */
  static int skip(String text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** End of the text between the offsets without the blanks at its end, at least {@code from}. */
  static int trimEnd(String text, int from, int to) {
    int at = to;
    while (at > from && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
