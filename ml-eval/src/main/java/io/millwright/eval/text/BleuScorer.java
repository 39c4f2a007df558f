package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BLEU of plain texts under named settings, defined as sacreBLEU's, in [0, 1] where that gives
 * percent.
 *
 * <p>By default: orders 1 to 4, {@link TextTokens#V13A}, case kept, exponential smoothing, an order
 * that no hypothesis is long enough for makes the score 0. The counts of a segment are its matches
 * and n-grams by order, its length and that of the nearest reference. For texts that are cut
 * already, and for the details behind a score, see {@link Bleu}. Immutable and thread-safe.
 *
 * @see <a href="https://aclanthology.org/W18-6319/">Post (2018), A call for clarity in reporting
 *     BLEU scores</a>
 * @see <a href="https://aclanthology.org/W14-3346/">Chen, Cherry (2014), A systematic comparison of
 *     smoothing techniques for sentence-level BLEU</a>
 */
public final class BleuScorer implements CorpusMetric {

  /** What an order without a match counts as. */
  private enum Smoothing {
    NONE,
    EXP,
    FLOOR,
    ADD_K
  }

  private final TextTokens tokens;
  private final int maxOrder;
  private final boolean lowercase;
  private final boolean effectiveOrder;
  private final Smoothing smoothing;
  private final double amount;

  private BleuScorer(
      TextTokens tokens,
      int maxOrder,
      boolean lowercase,
      boolean effectiveOrder,
      Smoothing smoothing,
      double amount) {
    this.tokens = tokens;
    this.maxOrder = maxOrder;
    this.lowercase = lowercase;
    this.effectiveOrder = effectiveOrder;
    this.smoothing = smoothing;
    this.amount = amount;
  }

  /** For a corpus. */
  public static BleuScorer ofDefaults() {
    return new BleuScorer(TextTokens.V13A, 4, false, false, Smoothing.EXP, 0);
  }

  /** For single sentences: with {@link #withEffectiveOrder() effective order}. */
  public static BleuScorer ofSentences() {
    return ofDefaults().withEffectiveOrder();
  }

  /** The same with another cut. */
  public BleuScorer withTokens(TextTokens cut) {
    return new BleuScorer(cut, maxOrder, lowercase, effectiveOrder, smoothing, amount);
  }

  /**
   * The same up to another order.
   *
   * @param order at least 1
   */
  public BleuScorer withMaxOrder(int order) {
    Require.atLeast("Largest order", order, 1);
    return new BleuScorer(tokens, order, lowercase, effectiveOrder, smoothing, amount);
  }

  /** The same on texts in lower case. */
  public BleuScorer withLowercase() {
    return new BleuScorer(tokens, maxOrder, true, effectiveOrder, smoothing, amount);
  }

  /** The same without the orders that the texts are too short for. */
  public BleuScorer withEffectiveOrder() {
    return new BleuScorer(tokens, maxOrder, lowercase, true, smoothing, amount);
  }

  /** The same with an order without a match making the score 0. */
  public BleuScorer withoutSmoothing() {
    return new BleuScorer(tokens, maxOrder, lowercase, effectiveOrder, Smoothing.NONE, 0);
  }

  /** The same with the k-th order without a match as {@code 1 / (2^k n-grams)}; the default. */
  public BleuScorer withExponentialSmoothing() {
    return new BleuScorer(tokens, maxOrder, lowercase, effectiveOrder, Smoothing.EXP, 0);
  }

  /**
   * The same with an order without a match as if it had a part of one.
   *
   * @param matches that part, greater than 0; 0.1 is usual
   */
  public BleuScorer withFloor(double matches) {
    Require.positive("Floor", matches);
    return new BleuScorer(tokens, maxOrder, lowercase, effectiveOrder, Smoothing.FLOOR, matches);
  }

  /**
   * The same with k added to matches and n-grams of orders from 2.
   *
   * @param k greater than 0; 1 is usual
   */
  public BleuScorer withAdded(double k) {
    Require.positive("Added", k);
    return new BleuScorer(tokens, maxOrder, lowercase, effectiveOrder, Smoothing.ADD_K, k);
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    List<List<String>> texts = new ArrayList<>();
    texts.add(cut(hypothesis));
    references.forEach(r -> texts.add(cut(r)));
    int length = texts.get(0).size();
    double[] counts = new double[2 * maxOrder + 2];
    double[] matches = GramMatches.ofWords(texts).matches(maxOrder);
    for (int n = 0; n < maxOrder; n++) {
      counts[n] = matches[n];
      counts[maxOrder + n] = Math.max(0, length - n);
    }
    counts[2 * maxOrder] = length;
    counts[2 * maxOrder + 1] = Bleu.nearestLength(length, texts.subList(1, texts.size()));
    return counts;
  }

  private List<String> cut(String text) {
    return tokens.of(lowercase ? text.toLowerCase(Locale.ROOT) : text);
  }

  @Override
  public MetricValue score(double[] sums) {
    double length = sums[2 * maxOrder];
    double nearest = sums[2 * maxOrder + 1];
    double mean = meanLog(sums);
    if (mean == Double.NEGATIVE_INFINITY) {
      return MetricValue.of(0);
    }
    double penalty = length < nearest ? 1 - nearest / length : 0;
    return MetricValue.of(StrictMath.exp(penalty + mean));
  }

  /** Negative infinity where the score is 0. */
  private double meanLog(double[] sums) {
    double sum = 0;
    double halves = 1;
    boolean any = false;
    for (int n = 0; n < maxOrder; n++) {
      any |= sums[n] > 0;
    }
    int order = 0;
    for (; any && order < maxOrder; order++) {
      double added = smoothing == Smoothing.ADD_K && order > 0 ? amount : 0;
      double matches = sums[order] + added;
      double total = sums[maxOrder + order] + added;
      if (total == 0) {
        break;
      }
      if (matches == 0) {
        halves *= 2;
        matches = ofNone(halves);
      }
      sum += StrictMath.log(matches / total);
    }
    boolean isWhole = order == maxOrder || effectiveOrder;
    return any && isWhole ? sum / order : Double.NEGATIVE_INFINITY;
  }

  private double ofNone(double halves) {
    return switch (smoothing) {
      case EXP -> 1 / halves;
      case FLOOR -> amount;
      case NONE, ADD_K -> 0;
    };
  }

  @Override
  public String signature(String references) {
    String smooth =
        switch (smoothing) {
          case NONE -> "none";
          case EXP -> "exp";
          case FLOOR -> String.format(Locale.ROOT, "floor[%.2f]", amount);
          case ADD_K -> String.format(Locale.ROOT, "add-k[%.2f]", amount);
        };
    return String.join(
        "|",
        "nrefs:" + references,
        "case:" + (lowercase ? "lc" : "mixed"),
        "eff:" + (effectiveOrder ? "yes" : "no"),
        "tok:" + tokens.sign(),
        "smooth:" + smooth,
        (maxOrder == 4 ? "" : "order:" + maxOrder + "|") + Texts.VERSION);
  }
}
