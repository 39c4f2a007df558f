package io.millwright.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Texts that share most of their word triples: candidates by MinHash with 8 bands of 4 rows (Broder
 * 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4), then the exact Jaccard
 * similarity, 0.8 or more. Texts of fewer than five words are not compared; of long ones the first
 * 400 words are.
 */
final class TextShingles {

  private static final int BANDS = 8;
  private static final int ROWS = 4;
  private static final int MIN_WORDS = 5;
  private static final int MAX_WORDS = 400;
  private static final int MAX_CANDIDATES = 20;
  private static final double SIMILAR = 0.8;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Rows beyond which only evenly spread ones are compared. */
  private static final int MAX_TEXTS = 200_000;

  private TextShingles() {}

  /** How many test texts were compared, and the similar pairs: test row, training row. */
  record Similar(int compared, Map<Integer, Integer> pairs) {}

  static Similar find(AuditData data, AuditColumn column) {
    int[] train = spread(0, data.train());
    int[] test = spread(data.train(), data.test());
    long[][] trainSets = sets(column, train);
    long[][] testSets = sets(column, test);
    List<Map<Long, List<Integer>>> bands = bands(trainSets);
    int[] found =
        IntStream.range(0, test.length)
            .parallel()
            .map(t -> similar(testSets[t], trainSets, bands))
            .toArray();
    Map<Integer, Integer> pairs = new TreeMap<>();
    int compared = 0;
    for (int t = 0; t < test.length; t++) {
      compared += testSets[t].length > 0 ? 1 : 0;
      if (found[t] >= 0) {
        pairs.put(test[t], train[found[t]]);
      }
    }
    return new Similar(compared, pairs);
  }

  private static int[] spread(int from, int count) {
    int n = Math.min(count, MAX_TEXTS);
    return IntStream.range(0, n).map(k -> from + (int) ((long) k * count / n)).toArray();
  }

  private static long[][] sets(AuditColumn column, int[] rows) {
    return Arrays.stream(rows)
        .parallel()
        .mapToObj(i -> column.isMissing(i) ? new long[0] : shingles(column.string(i)))
        .toArray(long[][]::new);
  }

  /** Hashes of the word triples, ascending and distinct; none of a short text. */
  static long[] shingles(String text) {
    String[] words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(w -> !w.isEmpty())
            .limit(MAX_WORDS)
            .toArray(String[]::new);
    if (words.length < MIN_WORDS) {
      return new long[0];
    }
    return IntStream.range(0, words.length - 2)
        .mapToLong(k -> mix(mix(mix(hash(words[k])) + hash(words[k + 1])) + hash(words[k + 2])))
        .sorted()
        .distinct()
        .toArray();
  }

  private static long hash(String word) {
    long hash = word.length();
    for (int i = 0; i < word.length(); i++) {
      hash = mix(hash * 31 + word.charAt(i));
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + MIX;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long band(long[] set, int band) {
    long key = band;
    for (int r = 0; r < ROWS; r++) {
      long salt = mix(band * (long) ROWS + r);
      long least = Long.MAX_VALUE;
      for (long shingle : set) {
        least = Math.min(least, mix(shingle ^ salt));
      }
      key = mix(key ^ least);
    }
    return key;
  }

  private static List<Map<Long, List<Integer>>> bands(long[][] sets) {
    return IntStream.range(0, BANDS)
        .parallel()
        .mapToObj(
            b -> {
              Map<Long, List<Integer>> buckets = new HashMap<>();
              for (int i = 0; i < sets.length; i++) {
                if (sets[i].length > 0) {
                  List<Integer> bucket =
                      buckets.computeIfAbsent(band(sets[i], b), k -> new ArrayList<>(1));
                  if (bucket.size() < MAX_CANDIDATES) {
                    bucket.add(i);
                  }
                }
              }
              return buckets;
            })
        .toList();
  }

  private static int similar(long[] set, long[][] sets, List<Map<Long, List<Integer>>> bands) {
    if (set.length == 0) {
      return -1;
    }
    for (int b = 0; b < BANDS; b++) {
      for (int candidate : bands.get(b).getOrDefault(band(set, b), List.of())) {
        if (jaccard(set, sets[candidate]) >= SIMILAR) {
          return candidate;
        }
      }
    }
    return -1;
  }

  /** Share of the elements of two ascending sets that both have. */
  static double jaccard(long[] a, long[] b) {
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        both++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    int either = a.length + b.length - both;
    return either == 0 ? 0 : both / (double) either;
  }
}
