package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

/**
 * Answers to questions beside known ones, as the SQuAD benchmark: exact match, or F1 of shared
 * words, after lower case and without ASCII punctuation, the English articles a, an, the, and
 * surplus white space. The best reference counts; a corpus is scored by the mean. Two answers that
 * are empty after that match. For English; other languages keep their articles. Immutable and
 * thread-safe.
 *
 * @see <a href="https://aclanthology.org/D16-1264/">Rajpurkar et al. (2016), SQuAD</a>
 */
public final class AnswerMatch implements CorpusMetric {

  private static final Pattern ARTICLE =
      Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);

  private final String name;
  private final ToDoubleBiFunction<String, String> one;

  private AnswerMatch(String name, ToDoubleBiFunction<String, String> one) {
    this.name = name;
    this.one = one;
  }

  /** 1 where the normalised texts are equal, otherwise 0. */
  public static AnswerMatch exact() {
    return new AnswerMatch("exact", (a, b) -> normalized(a).equals(normalized(b)) ? 1 : 0);
  }

  /** F1 of the words as a multiset, in [0, 1]. */
  public static AnswerMatch tokenF1() {
    return new AnswerMatch(
        "f1",
        (a, b) ->
            TokenOverlap.ofTokens(Texts.words(normalized(a)), Texts.words(normalized(b))).f1());
  }

  /** The text that is compared. */
  public static String normalized(String answer) {
    StringBuilder kept = new StringBuilder();
    answer
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> !Texts.isPunctuation(c))
        .forEach(kept::appendCodePoint);
    return String.join(" ", Texts.words(ARTICLE.matcher(kept).replaceAll(" ")));
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    Require.atLeast("Number of references", references.size(), 1);
    double best = 0;
    for (String reference : references) {
      best = Math.max(best, one.applyAsDouble(hypothesis, reference));
    }
    return new double[] {best, 1};
  }

  @Override
  public MetricValue score(double[] sums) {
    return MetricValue.ratio(sums[0], sums[1], "no segment of positive weight");
  }

  @Override
  public String signature(String references) {
    return "nrefs:" + references + "|match:" + name + "|norm:squad|" + Texts.VERSION;
  }
}
