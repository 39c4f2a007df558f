package io.millwright.quality;

import io.millwright.quality.SimilarCategories.Likeness;
import io.millwright.quality.internal.FirstRows;
import io.millwright.table.CategoricalColumn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.regex.Pattern;

/**
 * Categories of one field that look alike: {@code variants} counts the cells whose category is not
 * the most frequent spelling of its kind, {@code typos} those one letter from a more frequent one.
 */
record Spelling(
    List<SimilarCategories> pairs,
    long variants,
    List<Long> variantRows,
    long typos,
    List<Long> typoRows) {

  /** Shorter words one letter apart are mostly different words. */
  private static final int LONG_WORD = 8;

  /** Beyond that many kinds, one letter is not looked for: names differ by one letter by nature. */
  private static final int MOST_KINDS = 10_000;

  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  static Spelling of(String field, CategoricalColumn column, IntToLongFunction rowNumber) {
    Finder finder = new Finder(field, column);
    finder.spellings();
    finder.letters();
    FirstRows variantRows = new FirstRows();
    FirstRows typoRows = new FirstRows();
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        int code = column.code(row);
        if (finder.variant[code]) {
          variantRows.add(rowNumber.applyAsLong(row));
        } else if (finder.typo[code]) {
          typoRows.add(rowNumber.applyAsLong(row));
        }
      }
    }
    return new Spelling(
        List.copyOf(finder.pairs),
        finder.rows(finder.variant),
        variantRows.list(),
        finder.rows(finder.typo),
        typoRows.list());
  }

  /** NFKC, one blank for white space, none at the ends, one case. */
  static String plain(String category) {
    String composed = Normalizer.normalize(category, Normalizer.Form.NFKC);
    String upper = BLANKS.matcher(composed.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  /** One letter inserted, left out or replaced; no digit, for numbers differ by one by nature. */
  static boolean isOneLetterApart(String a, String b) {
    String longer = a.length() >= b.length() ? a : b;
    String shorter = a.length() >= b.length() ? b : a;
    if (longer.length() - shorter.length() > 1) {
      return false;
    }
    int at = 0;
    while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
      at++;
    }
    boolean replaced = longer.length() == shorter.length();
    if (at == longer.length() || !Character.isLetter(longer.charAt(at))) {
      return false;
    }
    if (replaced && !Character.isLetter(shorter.charAt(at))) {
      return false;
    }
    return longer.substring(at + 1).equals(shorter.substring(replaced ? at + 1 : at));
  }

  /** The search in one column. */
  private static final class Finder {

    private final String field;
    private final List<String> words;
    private final long[] counts;
    private final boolean[] variant;
    private final boolean[] typo;
    private final List<SimilarCategories> pairs = new ArrayList<>();

    /** Plain form to the code of its most frequent spelling. */
    private final Map<String, Integer> kinds = new TreeMap<>();

    Finder(String field, CategoricalColumn column) {
      this.field = field;
      this.words = column.dictionary();
      this.counts = new long[words.size()];
      this.variant = new boolean[words.size()];
      this.typo = new boolean[words.size()];
      for (int row = 0; row < column.size(); row++) {
        if (!column.isMissing(row)) {
          counts[column.code(row)]++;
        }
      }
    }

    long rows(boolean[] marked) {
      long rows = 0;
      for (int code = 0; code < marked.length; code++) {
        rows += marked[code] ? counts[code] : 0;
      }
      return rows;
    }

    /** Negative if the first is more frequent, or earlier in the alphabet. */
    private int order(int a, int b) {
      return counts[a] != counts[b]
          ? Long.compare(counts[b], counts[a])
          : words.get(a).compareTo(words.get(b));
    }

    void spellings() {
      Map<String, List<Integer>> members = new TreeMap<>();
      for (int code = 0; code < counts.length; code++) {
        if (counts[code] > 0) {
          members.computeIfAbsent(plain(words.get(code)), k -> new ArrayList<>()).add(code);
        }
      }
      members.forEach(
          (plain, codes) -> {
            codes.sort(this::order);
            int main = codes.get(0);
            kinds.put(plain, main);
            for (int code : codes.subList(1, codes.size())) {
              variant[code] = true;
              pair(code, main, Likeness.SPELLING);
            }
          });
    }

    private void pair(int rare, int frequent, Likeness likeness) {
      pairs.add(
          new SimilarCategories(
              field, words.get(rare), words.get(frequent), counts[rare], likeness));
    }

    /** Words one letter apart share what is left when a letter is taken from either. */
    void letters() {
      if (kinds.size() > MOST_KINDS) {
        return;
      }
      Map<String, List<String>> neighbours = new HashMap<>();
      for (String plain : kinds.keySet()) {
        if (plain.length() >= LONG_WORD - 1) {
          remainders(plain)
              .forEach(r -> neighbours.computeIfAbsent(r, k -> new ArrayList<>()).add(plain));
        }
      }
      Set<List<String>> seen = new HashSet<>();
      for (List<String> candidates : neighbours.values()) {
        for (int i = 0; i < candidates.size(); i++) {
          for (int j = i + 1; j < candidates.size(); j++) {
            compare(candidates.get(i), candidates.get(j), seen);
          }
        }
      }
      pairs.sort(
          Comparator.comparing(SimilarCategories::likeness)
              .thenComparing(SimilarCategories::category)
              .thenComparing(SimilarCategories::like));
    }

    private static Set<String> remainders(String word) {
      Set<String> remainders = new HashSet<>();
      remainders.add(word);
      for (int i = 0; i < word.length() && i < 64; i++) {
        remainders.add(word.substring(0, i) + word.substring(i + 1));
      }
      return remainders;
    }

    private void compare(String a, String b, Set<List<String>> seen) {
      boolean longEnough = Math.max(a.length(), b.length()) >= LONG_WORD;
      if (longEnough && isOneLetterApart(a, b) && seen.add(List.of(a, b))) {
        int first = kinds.getOrDefault(a, 0);
        int second = kinds.getOrDefault(b, 0);
        int rare = order(first, second) < 0 ? second : first;
        typo[rare] = true;
        pair(rare, rare == first ? second : first, Likeness.ONE_LETTER);
      }
    }
  }
}
