package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.List;
import java.util.Locale;

/**
 * TER: words to insert, delete or replace and runs of words to move, each of cost 1, over the mean
 * length of the references. 0 is equal, smaller is better; may exceed 1.
 *
 * <p>The least number with moves is hard to find; as in Tercom and sacreBLEU, moves are tried
 * greedily: runs of at most 10 words that the reference has within 50 places, at most 1,000 tries a
 * segment, an edit distance within a band of 25 words around the diagonal. Words are cut at white
 * space; by default in lower case with their punctuation. Of several references the nearest counts,
 * over the mean length of all. Undefined where the references have no word. Memory in proportion to
 * the product of the lengths, time to that for each try: meant for sentences. Immutable and
 * thread-safe.
 *
 * @see <a href="https://aclanthology.org/2006.amta-papers.25/">Snover et al. (2006), A study of
 *     translation edit rate with targeted human annotation</a>
 */
public final class TranslationEditRate implements CorpusMetric {

  private final boolean caseKept;

  private TranslationEditRate(boolean caseKept) {
    this.caseKept = caseKept;
  }

  /** In lower case. */
  public static TranslationEditRate ofDefaults() {
    return new TranslationEditRate(false);
  }

  /** The same with words of other case being other words. */
  public TranslationEditRate withCase() {
    return new TranslationEditRate(true);
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    Require.atLeast("Number of references", references.size(), 1);
    List<String> own = words(hypothesis);
    int least = Integer.MAX_VALUE;
    double length = 0;
    for (String reference : references) {
      List<String> other = words(reference);
      int[][] codes = Texts.codes(own, other);
      least = Math.min(least, new ShiftedEdits(codes[1]).edits(codes[0]));
      length += other.size();
    }
    return new double[] {least, length / references.size()};
  }

  private List<String> words(String text) {
    return Texts.words(caseKept ? text : text.toLowerCase(Locale.ROOT));
  }

  @Override
  public MetricValue score(double[] sums) {
    return MetricValue.ratio(sums[0], sums[1], "the references have no word");
  }

  @Override
  public String signature(String references) {
    return String.join(
        "|",
        "nrefs:" + references,
        "case:" + (caseKept ? "mixed" : "lc"),
        "tok:tercom|norm:no|punct:yes|asian:no",
        Texts.VERSION);
  }
}
