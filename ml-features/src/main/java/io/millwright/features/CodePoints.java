package io.millwright.features;

/** The order of strings by Unicode code point, which no locale and no encoding changes. */
final class CodePoints {

  private CodePoints() {}

  static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return Integer.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Surrogates stand for code points above U+FFFF, so they come after U+E000 to U+FFFF. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
