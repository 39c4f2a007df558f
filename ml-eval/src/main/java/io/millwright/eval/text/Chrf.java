package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * chrF: the F score of shared character n-grams, {@code (1 + b^2) P R / (b^2 P + R)}, with
 * precision and recall averaged over orders; chrF++ adds n-grams of words. In [0, 1] where
 * sacreBLEU gives percent.
 *
 * <p>By default: characters of orders 1 to 6 without white space, beta 2 (recall counts twice),
 * case kept. Orders that one of the texts is too short for are left out of the average. Words are
 * cut at white space, and one ASCII punctuation mark at their end, or else at their start, is a
 * word. Of several references the one with the best score of the segment counts. 0 where nothing is
 * shared. Knows no word boundaries, so it suits languages with rich endings better than BLEU.
 * Immutable and thread-safe.
 *
 * @see <a href="https://aclanthology.org/W15-3049/">Popović (2015), chrF</a>
 * @see <a href="https://aclanthology.org/W17-4770/">Popović (2017), chrF++</a>
 */
public final class Chrf implements CorpusMetric {

  private static final int CHARACTERS = 6;

  private final int words;
  private final double beta;
  private final boolean lowercase;

  private Chrf(int words, double beta, boolean lowercase) {
    this.words = words;
    this.beta = beta;
    this.lowercase = lowercase;
  }

  /** chrF: characters alone. */
  public static Chrf characters() {
    return new Chrf(0, 2, false);
  }

  /** chrF++: with words of orders 1 and 2. */
  public static Chrf withWords() {
    return new Chrf(2, 2, false);
  }

  /**
   * The same with another weight of recall.
   *
   * @param weight finite and greater than 0
   */
  public Chrf withBeta(double weight) {
    return new Chrf(words, Require.positive("Beta", weight), lowercase);
  }

  /** The same on texts in lower case. */
  public Chrf withLowercase() {
    return new Chrf(words, beta, true);
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    Require.atLeast("Number of references", references.size(), 1);
    double[] best = new double[0];
    double bestScore = -1;
    for (String reference : references) {
      double[] counts = counts(cased(hypothesis), cased(reference));
      double score = f(counts);
      if (score > bestScore) {
        bestScore = score;
        best = counts;
      }
    }
    return best;
  }

  private String cased(String text) {
    return lowercase ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** For each order: n-grams of the hypothesis, of the reference, and shared. */
  private double[] counts(String hypothesis, String reference) {
    double[] counts = new double[3 * (CHARACTERS + words)];
    int[] a = hypothesis.codePoints().filter(c -> !Texts.isSpace(c)).toArray();
    int[] b = reference.codePoints().filter(c -> !Texts.isSpace(c)).toArray();
    double[] shared = GramMatches.ofCodePoints(a, b).matches(CHARACTERS);
    put(counts, 0, a.length, b.length, shared);
    if (words > 0) {
      List<String> c = words(hypothesis);
      List<String> d = words(reference);
      shared = GramMatches.ofWords(List.of(c, d)).matches(words);
      put(counts, CHARACTERS, c.size(), d.size(), shared);
    }
    return counts;
  }

  private static void put(double[] counts, int from, int own, int other, double[] shared) {
    for (int n = 0; n < shared.length; n++) {
      int at = 3 * (from + n);
      // As sacreBLEU: without any in the reference, those of the hypothesis do not count either.
      counts[at] = other > n ? Math.max(0, own - n) : 0;
      counts[at + 1] = Math.max(0, other - n);
      counts[at + 2] = shared[n];
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Texts.words(text)) {
      int last = word.length() - 1;
      if (last > 0 && Texts.isPunctuation(word.charAt(last))) {
        words.addAll(List.of(word.substring(0, last), word.substring(last)));
      } else if (last > 0 && Texts.isPunctuation(word.charAt(0))) {
        words.addAll(List.of(word.substring(0, 1), word.substring(1)));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  @Override
  public MetricValue score(double[] sums) {
    return Arrays.stream(sums).allMatch(s -> s == 0)
        ? MetricValue.undefined("the references are empty or weigh nothing")
        : MetricValue.of(f(sums));
  }

  private double f(double[] sums) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int at = 0; at < sums.length; at += 3) {
      if (sums[at] > 0 && sums[at + 1] > 0) {
        precision += sums[at + 2] / sums[at];
        recall += sums[at + 2] / sums[at + 1];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    double factor = beta * beta;
    return (1 + factor) * precision * recall / (factor * precision + recall);
  }

  @Override
  public String signature(String references) {
    return String.join(
        "|",
        "nrefs:" + references,
        "case:" + (lowercase ? "lc" : "mixed"),
        "eff:yes",
        "nc:" + CHARACTERS,
        "nw:" + words,
        "space:no",
        (beta == 2 ? "" : "beta:" + beta + "|") + Texts.VERSION);
  }
}
