package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * ROUGE of plain texts as the package rouge-score computes it: F1 of the best reference, and over a
 * corpus its mean.
 *
 * <p>Words are runs of ASCII letters and digits in lower case; everything else, accented letters
 * too, separates, so it is for English. Stemmed, words of more than 3 letters lose their endings by
 * Porter's algorithm. 0 where a text has no word. For other languages cut the texts yourself and
 * use {@link Rouge}. Immutable and thread-safe.
 *
 * @see <a href="https://aclanthology.org/W04-1013/">Lin (2004), ROUGE: a package for automatic
 *     evaluation of summaries</a>
 */
public final class RougeF1 implements CorpusMetric {

  private static final int STEMMED_FROM = 4;

  /** 0 for L, -1 for Lsum. */
  private final int order;

  private final boolean stemmed;

  private RougeF1(int order, boolean stemmed) {
    this.order = order;
    this.stemmed = stemmed;
  }

  /**
   * ROUGE-N.
   *
   * @param n at least 1
   */
  public static RougeF1 nGrams(int n) {
    return new RougeF1(Require.atLeast("n", n, 1), false);
  }

  /** ROUGE-L: line breaks are white space. */
  public static RougeF1 longestCommonSubsequence() {
    return new RougeF1(0, false);
  }

  /** ROUGE-Lsum: each line is a sentence, see {@link Rouge#summary}. */
  public static RougeF1 summary() {
    return new RougeF1(-1, false);
  }

  /** The same on stems of words. */
  public RougeF1 withStemmer() {
    return new RougeF1(order, true);
  }

  /** Precision, recall and F1 of one candidate against one reference. */
  public TokenOverlap overlap(String candidate, String reference) {
    if (order < 0) {
      return Rouge.summary(lines(candidate), lines(reference));
    }
    List<String> own = words(candidate);
    List<String> other = words(reference);
    return order == 0
        ? Rouge.longestCommonSubsequence(own, other)
        : Rouge.nGrams(order, own, other);
  }

  private List<List<String>> lines(String text) {
    return Arrays.stream(text.split("\n", -1)).map(this::words).toList();
  }

  private List<String> words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || !isWord(lower.charAt(i))) {
        if (i > start) {
          String word = lower.substring(start, i);
          words.add(stemmed && word.length() >= STEMMED_FROM ? PorterStemmer.stem(word) : word);
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    Require.atLeast("Number of references", references.size(), 1);
    double best = 0;
    for (String reference : references) {
      best = Math.max(best, overlap(hypothesis, reference).f1());
    }
    return new double[] {best, 1};
  }

  @Override
  public MetricValue score(double[] sums) {
    return MetricValue.ratio(sums[0], sums[1], "no segment of positive weight");
  }

  @Override
  public String signature(String references) {
    return String.join(
        "|",
        "nrefs:" + references,
        "rouge:" + (order > 0 ? "" + order : order == 0 ? "L" : "Lsum"),
        "stat:f1",
        "tok:ascii",
        "stem:" + (stemmed ? "porter" : "no"),
        Texts.VERSION);
  }
}
