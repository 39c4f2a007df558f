package io.millwright.report.render;

import java.util.List;

/** Escapes report text for Markdown. */
final class MarkdownText {

  /** ASCII punctuation that can mean something inside a line, also links without brackets. */
  private static final String SPECIAL = "\\`*_{}[]<>#|&~@$";

  private static final char REPLACEMENT = '\uFFFD';

  private MarkdownText() {}

  /** Text on one line: line breaks become spaces. */
  static String inline(String raw) {
    return escape(String.join(" ", raw.lines().map(String::strip).toList()));
  }

  /** Text with its line breaks, and nothing at a line's start that opens a list or a rule. */
  static String block(String raw) {
    List<String> lines =
        raw.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(MarkdownText::line)
            .toList();
    return String.join("\\\n", lines);
  }

  private static String line(String stripped) {
    String text = escape(stripped);
    if ("+-=".indexOf(text.charAt(0)) >= 0) {
      return "\\" + text;
    }
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean numbered = digits > 0 && digits < text.length() && text.charAt(digits) == '.';
    return numbered ? text.substring(0, digits) + "\\" + text.substring(digits) : text;
  }

  private static String escape(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        out.append('\\');
      } else if (c == ':' && i + 1 < raw.length() && !Character.isWhitespace(raw.charAt(i + 1))) {
        // Addresses and emoji names.
        out.append('\\');
      } else if (c == '.' && raw.regionMatches(true, i - 3, "www", 0, 3)) {
        out.append('\\');
      }
      out.append(Character.isISOControl(c) && c != '\t' ? REPLACEMENT : c);
    }
    return out.toString();
  }
}
