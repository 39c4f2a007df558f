package io.millwright.table;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** All words one after another, where each ends, and its hash: compared without the strings. */
  private char[] pool = new char[1_024];

  private int[] ends = new int[64];
  private int[] hashes = new int[64];

  /** The word found last, since values come in runs. */
  private int last = -1;

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
      if (hashes[found] == hash && words.get(found).equals(word)) {
        return found;
      }
    }
    return crowded(word);
  }

  /** As {@link #position(String)}, for characters of a buffer. */
  int position(char[] text, int offset, int length) {
    if (last >= 0 && same(last, text, offset, length)) {
      return last;
    }
    last = find(hash(text, offset, length), text, offset, length);
    return last;
  }

  /** That of the string, four characters in a step. */
  private static int hash(char[] text, int offset, int length) {
    int hash = 0;
    int i = offset;
    int end = offset + length;
    for (; i + 3 < end; i += 4) {
      hash = 923_521 * hash + 29_791 * text[i] + 961 * text[i + 1] + 31 * text[i + 2] + text[i + 3];
    }
    for (; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  private int find(int hash, char[] text, int offset, int length) {
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      int slot = (spread(hash) + probe) & (slots.length - 1);
      int found = slots[slot] - 1;
      if (found < 0) {
        slots[slot] = words.size() + 1;
        return add(new String(text, offset, length));
      }
      if (hashes[found] == hash && same(found, text, offset, length)) {
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
    int count = words.size();
    int from = count == 0 ? 0 : ends[count - 1];
    int end = Math.addExact(from, word.length());
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(end, Math.addExact(pool.length, pool.length >> 1)));
    }
    word.getChars(0, word.length(), pool, from);
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + (count >> 1));
      hashes = Arrays.copyOf(hashes, count + (count >> 1));
    }
    ends[count] = end;
    hashes[count] = word.hashCode();
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

  private boolean same(int word, char[] text, int offset, int length) {
    int from = word == 0 ? 0 : ends[word - 1];
    return Arrays.equals(pool, from, ends[word], text, offset, offset + length);
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
