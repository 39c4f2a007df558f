package io.millwright.eval.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How texts are cut at white space: the characters that Python's {@code str.split()} cuts at. */
final class Texts {

  /** Revision of the definitions in this package; named in every signature. */
  static final String VERSION = "version:millwright-1";

  private Texts() {}

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      boolean space = isSpace(text.charAt(i));
      if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** All of them are in the basic plane. */
  static boolean isSpace(int c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || c == 0xa0
        || (c > 0xff && Character.isSpaceChar(c));
  }

  /** ASCII's. */
  static boolean isPunctuation(int c) {
    return (c >= '!' && c <= '/')
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }

  /** The same number for the same word, in both lists. */
  static int[][] codes(List<String> one, List<String> other) {
    Map<String, Integer> codes = new HashMap<>();
    return new int[][] {codes(one, codes), codes(other, codes)};
  }

  private static int[] codes(List<String> words, Map<String, Integer> codes) {
    int[] numbers = new int[words.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = codes.computeIfAbsent(words.get(i), w -> codes.size());
    }
    return numbers;
  }
}
