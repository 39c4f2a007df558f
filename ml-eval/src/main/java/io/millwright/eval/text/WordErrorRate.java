package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.List;
import java.util.Locale;

/**
 * WER: the least number of words to replace, insert or delete to make the reference the hypothesis,
 * over the words of the reference; the measure of speech recognition. 0 is equal; may exceed 1.
 *
 * <p>Words are cut at white space and compared as they are; normalise numbers and punctuation
 * before. Of several references the one with the fewest edits counts, of equal ones the longest.
 * Undefined where the references have no word. Time and memory in proportion to the product of the
 * lengths: give long transcripts in utterances. Immutable and thread-safe.
 */
public final class WordErrorRate implements CorpusMetric {

  private final boolean lowercase;

  private WordErrorRate(boolean lowercase) {
    this.lowercase = lowercase;
  }

  /** Case kept. */
  public static WordErrorRate ofDefaults() {
    return new WordErrorRate(false);
  }

  /** The same on texts in lower case. */
  public WordErrorRate withLowercase() {
    return new WordErrorRate(true);
  }

  /**
   * The edits that make a reference the hypothesis; as few as possible, of equally few those that
   * keep or replace most.
   */
  public static Edits edits(List<String> hypothesis, List<String> reference) {
    int[][] codes = Texts.codes(hypothesis, reference);
    return edits(codes[0], codes[1]);
  }

  /** The same for one text each, cut at white space. */
  public Edits edits(String hypothesis, String reference) {
    return edits(words(hypothesis), words(reference));
  }

  private List<String> words(String text) {
    return Texts.words(lowercase ? text.toLowerCase(Locale.ROOT) : text);
  }

  private static Edits edits(int[] own, int[] other) {
    int[][] cost = new int[own.length + 1][other.length + 1];
    for (int i = 0; i <= own.length; i++) {
      for (int j = 0; j <= other.length; j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
        } else {
          int replaced = cost[i - 1][j - 1] + (own[i - 1] == other[j - 1] ? 0 : 1);
          cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        }
      }
    }
    int substitutions = 0;
    int insertions = 0;
    int deletions = 0;
    int i = own.length;
    int j = other.length;
    while (i > 0 && j > 0) {
      int differs = own[i - 1] == other[j - 1] ? 0 : 1;
      if (cost[i][j] == cost[i - 1][j - 1] + differs) {
        substitutions += differs;
        i--;
        j--;
      } else if (cost[i][j] == cost[i - 1][j] + 1) {
        insertions++;
        i--;
      } else {
        deletions++;
        j--;
      }
    }
    return new Edits(substitutions, insertions + i, deletions + j, other.length);
  }

  /** Substitutions, insertions, deletions, words of the reference. */
  @Override
  public double[] count(String hypothesis, List<String> references) {
    Require.atLeast("Number of references", references.size(), 1);
    Edits best = edits(hypothesis, references.get(0));
    for (String reference : references.subList(1, references.size())) {
      Edits edits = edits(hypothesis, reference);
      boolean longer = edits.total() == best.total() && edits.words() > best.words();
      best = edits.total() < best.total() || longer ? edits : best;
    }
    return new double[] {best.substitutions(), best.insertions(), best.deletions(), best.words()};
  }

  @Override
  public MetricValue score(double[] sums) {
    return MetricValue.ratio(sums[0] + sums[1] + sums[2], sums[3], "the references have no word");
  }

  @Override
  public String signature(String references) {
    return "nrefs:"
        + references
        + "|case:"
        + (lowercase ? "lc" : "mixed")
        + "|tok:none|"
        + Texts.VERSION;
  }

  /**
   * Edits from a reference to a hypothesis.
   *
   * @param substitutions words replaced
   * @param insertions words that only the hypothesis has
   * @param deletions words that only the reference has
   * @param words those of the reference
   */
  public record Edits(int substitutions, int insertions, int deletions, int words) {

    /** All of them. */
    public int total() {
      return substitutions + insertions + deletions;
    }

    /** {@code total / words}, undefined for an empty reference. */
    public MetricValue rate() {
      return MetricValue.ratio(total(), words, "the reference has no word");
    }
  }
}
