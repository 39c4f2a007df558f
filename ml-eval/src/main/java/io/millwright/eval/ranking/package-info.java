/**
 * Rankings judged per query: nDCG, MAP, MRR, precision, recall, hit rate, RBP and bpref of
 * retrieval and recommendation, the figures of {@code trec_eval}, label ranking, coverage and
 * novelty.
 *
 * <p>Entry: {@link io.millwright.eval.ranking.RankingEvaluator}. Metrics are named in {@link
 * io.millwright.eval.ranking.RankingMetrics}; every one gives a value for each query, and the mean
 * comes with an interval from resampling queries.
 *
 * <pre>{@code
 * Judgements judged = TrecFiles.readJudgements(Path.of("qrels.txt"));
 * Run run = TrecFiles.readRun(Path.of("run.txt"));
 * RankingEvaluation found = RankingEvaluator.trecEval(judged).evaluate(run, ndcg(10), averagePrecision());
 * Estimate mean = found.values(ndcg(10)).estimate(Bootstrap.of(Seed.of(42)));
 * }</pre>
 *
 * <p>It retrieves nothing, and tests no hypotheses: two systems are compared by the paired values
 * of {@link io.millwright.eval.ranking.QueryValues#pairedWith}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.ranking;
