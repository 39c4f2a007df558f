package io.millwright.llm.document;

import java.util.Arrays;

/** The counters that need no vocabulary. */
enum SimpleTokenCounter implements TokenCounter {
  CHARACTERS("characters") {
    @Override
    public int[] tokenEnds(String text) {
      int[] ends = new int[text.length()];
      int size = 0;
      int at = 0;
      while (at < text.length()) {
        at += Character.charCount(text.codePointAt(at));
        ends[size++] = at;
      }
      return size == ends.length ? ends : Arrays.copyOf(ends, size);
    }
  },
  WORDS("words") {
    @Override
    public int[] tokenEnds(String text) {
      int[] ends = new int[Math.max(16, text.length() / 4)];
      int size = 0;
      int at = 0;
      while (true) {
        at = Blanks.skip(text, at, text.length());
        if (at == text.length()) {
          return Arrays.copyOf(ends, size);
        }
        if (size == ends.length) {
          ends = Arrays.copyOf(ends, size + (size >> 1));
        }
        at = wordEnd(text, at);
        ends[size++] = at;
      }
    }
  };

  private static final int LONGEST_WORD = 32;

  private final String label;

  SimpleTokenCounter(String label) {
    this.label = label;
  }

  @Override
  public String id() {
    return label;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    for (int n = 0; n < LONGEST_WORD && at < text.length(); n++) {
      int c = text.codePointAt(at);
      if (!isWordPart(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at > from ? at : from + Character.charCount(text.codePointAt(from));
  }

  private static boolean isWordPart(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    if (c >= 0x3040 && (Character.isIdeographic(c) || (c <= 0x30ff))) {
      return false;
    }
    return Character.isLetterOrDigit(c) || isMark(c);
  }

  static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
