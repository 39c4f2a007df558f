package io.millwright.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct strings in the order of their first occurrence, found from characters without making a
 * string of them. Strings whose hashes were chosen to collide go to a tree-binned map. Not
 * thread-safe.
 */
final class WordTable {

  private static final int MAX_PROBES = 32;

  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> crowded = new HashMap<>();
  private int[] slots = new int[64];

  List<String> words() {
    return words;
  }

  /** Position of the string, which is added if it is new. */
  int position(String word) {
    int hash = word.hashCode();
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      int slot = (spread(hash) + probe) & (slots.length - 1);
      int found = slots[slot] - 1;
      if (found < 0) {
        slots[slot] = words.size() + 1;
        return add(word);
      }
      if (words.get(found).equals(word)) {
        return found;
      }
    }
    return crowded(word);
  }

  /** As {@link #position(String)}, for characters of a buffer. */
  int position(char[] text, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      int slot = (spread(hash) + probe) & (slots.length - 1);
      int found = slots[slot] - 1;
      if (found < 0) {
        slots[slot] = words.size() + 1;
        return add(new String(text, offset, length));
      }
      if (same(words.get(found), text, offset, length)) {
        return found;
      }
    }
    return crowded(new String(text, offset, length));
  }

  private int crowded(String word) {
    Integer known = crowded.get(word);
    if (known != null) {
      return known;
    }
    crowded.put(word, words.size());
    return add(word);
  }

  private int add(String word) {
    words.add(word);
    if (words.size() * 2 > slots.length) {
      grow();
    }
    return words.size() - 1;
  }

  private void grow() {
    slots = new int[Math.multiplyExact(slots.length, 2)];
    crowded.clear();
    for (int i = 0; i < words.size(); i++) {
      if (!placed(i)) {
        crowded.put(words.get(i), i);
      }
    }
  }

  private boolean placed(int word) {
    int hash = words.get(word).hashCode();
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      int slot = (spread(hash) + probe) & (slots.length - 1);
      if (slots[slot] == 0) {
        slots[slot] = word + 1;
        return true;
      }
    }
    return false;
  }

  private static boolean same(String word, char[] text, int offset, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
