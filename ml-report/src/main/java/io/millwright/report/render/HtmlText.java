package io.millwright.report.render;

/** Escapes report text for HTML. */
final class HtmlText {

  private static final char REPLACEMENT = '\uFFFD';

  private HtmlText() {}

  /**
   * Text for element content and quoted attributes. Control characters and halves of surrogate
   * pairs, which HTML cannot hold, become the replacement character.
   */
  static String escape(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\r' -> out.append("&#13;");
        case '\t', '\n' -> out.append(c);
        default -> {
          boolean pair =
              Character.isHighSurrogate(c)
                  && i + 1 < raw.length()
                  && Character.isLowSurrogate(raw.charAt(i + 1));
          if (pair) {
            out.append(c).append(raw.charAt(++i));
          } else {
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? REPLACEMENT : c);
          }
        }
      }
    }
    return out.toString();
  }

  /**
   * JSON for a script element: no {@code <}, {@code >} or {@code &} is left, so that nothing in it
   * can end the element or open a comment. In JSON these stand in strings only, where their Unicode
   * escapes mean the same.
   */
  static String insideScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
