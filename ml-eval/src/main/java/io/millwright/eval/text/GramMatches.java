package io.millwright.eval.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shared n-grams of a text and its references. Tokens become numbers; an n-gram is the number of
 * its first n - 1 tokens and that of its last, and becomes a number in turn, by an exact hash
 * table.
 */
final class GramMatches {

  private final int[][] tokens;
  private final int distinct;

  /** The first is the hypothesis. */
  private GramMatches(int[][] tokens, int distinct) {
    this.tokens = tokens;
    this.distinct = distinct;
  }

  static GramMatches ofWords(List<List<String>> texts) {
    Map<String, Integer> codes = new HashMap<>();
    int[][] tokens = new int[texts.size()][];
    for (int t = 0; t < tokens.length; t++) {
      List<String> words = texts.get(t);
      tokens[t] = new int[words.size()];
      for (int i = 0; i < tokens[t].length; i++) {
        Integer next = codes.size();
        Integer known = codes.putIfAbsent(words.get(i), next);
        tokens[t][i] = known == null ? next : known;
      }
    }
    return new GramMatches(tokens, codes.size());
  }

  static GramMatches ofCodePoints(int[]... texts) {
    int length = Arrays.stream(texts).mapToInt(t -> t.length).sum();
    Codes codes = new Codes(length);
    int[][] tokens =
        Arrays.stream(texts)
            .map(t -> Arrays.stream(t).map(codes::of).toArray())
            .toArray(int[][]::new);
    return new GramMatches(tokens, codes.size());
  }

  /**
   * For orders 1, 2, … the hypothesis' n-grams that a reference has, each at most as often as in
   * the reference that has it most.
   */
  double[] matches(int maxOrder) {
    double[] matches = new double[maxOrder];
    int[][] grams = tokens.clone();
    int kinds = distinct;
    for (int n = 1; n <= maxOrder; n++) {
      if (n > 1) {
        kinds = longer(grams, n);
      }
      if (grams[0].length == 0) {
        break;
      }
      matches[n - 1] = shared(grams, kinds);
    }
    return matches;
  }

  /** Makes each text's (n-1)-grams n-grams; returns how many kinds there are. */
  private int longer(int[][] grams, int n) {
    Codes codes = new Codes(Arrays.stream(grams).mapToInt(g -> g.length).sum());
    for (int t = 0; t < grams.length; t++) {
      int[] longer = new int[Math.max(0, grams[t].length - 1)];
      for (int i = 0; i < longer.length; i++) {
        longer[i] = codes.of((long) grams[t][i] * distinct + tokens[t][i + n - 1]);
      }
      grams[t] = longer;
    }
    return codes.size();
  }

  private static int shared(int[][] grams, int kinds) {
    int[] most = new int[kinds];
    for (int t = 1; t < grams.length; t++) {
      int[] counts = new int[kinds];
      for (int gram : grams[t]) {
        most[gram] = Math.max(most[gram], ++counts[gram]);
      }
    }
    int shared = 0;
    for (int gram : grams[0]) {
      shared += most[gram]-- > 0 ? 1 : 0;
    }
    return shared;
  }

  /** Numbers from 0 for long keys, by open addressing. */
  private static final class Codes {

    private final long[] keys;
    private final int[] codes;
    private int size;

    Codes(int most) {
      int slots = Integer.highestOneBit(Math.max(4, most)) * 4;
      keys = new long[slots];
      codes = new int[slots];
      Arrays.fill(codes, -1);
    }

    int of(long key) {
      int mask = keys.length - 1;
      int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
      while (codes[slot] >= 0 && keys[slot] != key) {
        slot = (slot + 1) & mask;
      }
      if (codes[slot] < 0) {
        keys[slot] = key;
        codes[slot] = size++;
      }
      return codes[slot];
    }

    int size() {
      return size;
    }
  }
}
