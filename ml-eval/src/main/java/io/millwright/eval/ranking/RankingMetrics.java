package io.millwright.eval.ranking;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a ranking, each a number for one query.
 *
 * <p>R is how many judged documents are relevant: those whose grade reaches the evaluator's floor.
 * Unjudged documents count as not relevant. A query without relevant documents has no value, except
 * for DCG and the judged share; the evaluator says whether it is left out of the mean or counts 0.
 * Ranks start at 1; k is at least 1 and may be larger than the list. Cost: O(documents of the
 * query).
 */
public final class RankingMetrics {

  private static final int ALL = Integer.MAX_VALUE;
  private static final String NONE = "no relevant documents";

  private RankingMetrics() {}

  /** What a grade is worth. */
  public enum Gain {
    /** The grade itself, as Järvelin and Kekäläinen, scikit-learn and trec_eval. */
    LINEAR,
    /** {@code 2^grade - 1}, as Burges et al. and most learners to rank. */
    EXPONENTIAL;

    double of(double grade) {
      return this == LINEAR ? grade : StrictMath.pow(2, grade) - 1;
    }
  }

  /** What order nDCG compares with. */
  public enum Ideal {
    /** The best order of all judged documents: missing one costs. */
    JUDGED,
    /** The best order of the retrieved documents: judges the order alone, for re-ranking. */
    RETRIEVED
  }

  /** What a sum over the first k is divided by. */
  public enum Denominator {
    /** R: a query with more relevant documents than k cannot reach 1. */
    ALL_RELEVANT,
    /** {@code min(k, R)}: a perfect first k gives 1. */
    BEST_POSSIBLE
  }

  /** nDCG of the whole list: {@link #ndcg(int, Gain, Ideal)} with linear gain. */
  public static RankingMetric ndcg() {
    return ndcg(ALL, Gain.LINEAR, Ideal.JUDGED);
  }

  /** nDCG of the first k with linear gain, against all judged documents. */
  public static RankingMetric ndcg(int k) {
    return ndcg(k, Gain.LINEAR, Ideal.JUDGED);
  }

  /**
   * Normalised discounted cumulative gain, {@code sum gain_i / log2(rank_i + 1)} over the first k,
   * divided by that of the ideal order. 0..1; undefined if the ideal is 0.
   *
   * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin, Kekäläinen (2002)</a>
   */
  public static RankingMetric ndcg(int k, Gain gain, Ideal ideal) {
    String name =
        "ndcg"
            + (gain == Gain.LINEAR ? "" : "_exponential")
            + (ideal == Ideal.JUDGED ? "" : "_of_retrieved");
    return cut(
        name,
        k,
        list -> {
          double[] best = ideal == Ideal.JUDGED ? list.ideal() : list.idealOfRetrieved();
          return MetricValue.ratio(
              RankKernels.discountedGain(list, k, gain),
              RankKernels.discountedGain(best, k, gain),
              ideal == Ideal.JUDGED ? NONE : "no relevant documents were retrieved");
        });
  }

  /** Discounted cumulative gain of the first k, not normalised: not comparable between queries. */
  public static RankingMetric dcg(int k, Gain gain) {
    return cut(
        gain == Gain.LINEAR ? "dcg" : "dcg_exponential",
        k,
        list -> MetricValue.of(RankKernels.discountedGain(list, k, gain)));
  }

  /**
   * Average precision of the whole list: the sum of the precision at each relevant document,
   * divided by R. Its mean is MAP.
   */
  public static RankingMetric averagePrecision() {
    return ofRelevant("map", ALL, list -> RankKernels.precisions(list, ALL) / list.relevant());
  }

  /** Average precision of the first k; the denominator must be named, tools differ. */
  public static RankingMetric averagePrecision(int k, Denominator by) {
    return ofRelevant(
        by == Denominator.ALL_RELEVANT ? "map" : "map_of_best",
        k,
        list -> RankKernels.precisions(list, k) / by(by, k, list));
  }

  /** 1 / rank of the first relevant document, 0 if none was retrieved. Its mean is MRR. */
  public static RankingMetric reciprocalRank() {
    return reciprocalRank(ALL);
  }

  /** 1 / rank of the first relevant document, 0 if it is not among the first k. */
  public static RankingMetric reciprocalRank(int k) {
    return ofRelevant("mrr", k, list -> RankKernels.reciprocalRank(list, k));
  }

  /** Relevant documents among the first k, divided by k even if fewer were retrieved. */
  public static RankingMetric precision(int k) {
    return ofRelevant("precision", k, list -> RankKernels.found(list, k) / k);
  }

  /** Share of the relevant documents that are among the first k: divided by R. */
  public static RankingMetric recall(int k) {
    return recall(k, Denominator.ALL_RELEVANT);
  }

  /** Relevant documents among the first k, by R or by the most there could be. */
  public static RankingMetric recall(int k, Denominator by) {
    return ofRelevant(
        by == Denominator.ALL_RELEVANT ? "recall" : "recall_of_best",
        k,
        list -> RankKernels.found(list, k) / by(by, k, list));
  }

  /** 1 if a relevant document is among the first k, else 0; also called success. */
  public static RankingMetric hitRate(int k) {
    return ofRelevant("hit_rate", k, list -> RankKernels.hit(list, k));
  }

  /** Precision of the first R, where precision and recall are equal. */
  public static RankingMetric rPrecision() {
    return ofRelevant(
        "r_precision", ALL, list -> RankKernels.found(list, list.relevant()) / list.relevant());
  }

  /**
   * Rank-biased precision, {@code (1 - p) sum p^(rank - 1)} over relevant documents: what a reader
   * gains who goes on to the next document with probability p. A lower bound: documents that were
   * not retrieved or judged could add to it.
   *
   * @param persistence p, strictly between 0 and 1; 0.8 is usual
   * @see <a href="https://doi.org/10.1145/1416950.1416952">Moffat, Zobel (2008)</a>
   */
  public static RankingMetric rankBiasedPrecision(double persistence) {
    Require.openShare("Persistence", persistence);
    return new RankingMetric(
        "rbp@" + persistence,
        list -> relevant(list, l -> (1 - persistence) * RankKernels.persistence(l, persistence)));
  }

  /**
   * Binary preference as trec_eval: the mean over the relevant documents of {@code 1 - min(n, R) /
   * min(N, R)}, n being the judged irrelevant documents ranked before it and N all of them; 0 for
   * one that was not retrieved. Unjudged documents do not matter, so it is fair where judgements
   * are few.
   *
   * @see <a href="https://doi.org/10.1145/1008992.1009000">Buckley, Voorhees (2004)</a>
   */
  public static RankingMetric binaryPreference() {
    return ofRelevant("bpref", ALL, list -> RankKernels.preferences(list) / list.relevant());
  }

  /**
   * Share of the first k (or of all, if fewer were retrieved) that somebody judged. Where it is low
   * or differs between systems, metrics that count the unjudged as irrelevant are unfair.
   */
  public static RankingMetric judgedShare(int k) {
    return cut(
        "judged",
        k,
        list -> {
          double judged = 0;
          int start = 0;
          int first = Math.min(k, list.size());
          for (int end : list.ends()) {
            int here = 0;
            for (int i = start; i < end; i++) {
              here += list.isJudged(i) ? 1 : 0;
            }
            int inside = Math.max(0, Math.min(end, first) - start);
            judged += here * inside / (double) (end - start);
            start = end;
          }
          return MetricValue.ratio(judged, first, "nothing was retrieved");
        });
  }

  private static double by(Denominator by, int k, JudgedList list) {
    return by == Denominator.ALL_RELEVANT ? list.relevant() : Math.min(k, list.relevant());
  }

  private static RankingMetric ofRelevant(String name, int k, ToDoubleFunction<JudgedList> kernel) {
    return cut(name, k, list -> relevant(list, kernel));
  }

  private static MetricValue relevant(JudgedList list, ToDoubleFunction<JudgedList> kernel) {
    return list.relevant() == 0
        ? MetricValue.undefined(NONE)
        : MetricValue.of(kernel.applyAsDouble(list));
  }

  private static RankingMetric cut(
      String name, int k, java.util.function.Function<JudgedList, MetricValue> kernel) {
    Require.atLeast("k", k, 1);
    return new RankingMetric(
        k == ALL ? name : String.format(Locale.ROOT, "%s@%d", name, k), kernel);
  }
}
