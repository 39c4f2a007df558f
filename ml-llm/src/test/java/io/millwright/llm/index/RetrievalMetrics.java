package io.millwright.llm.index;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Retrieval metrics for tests: linear gain, log2 discount; only documents of positive grade are
 * relevant.
 *
 * @param ndcg10 normalised discounted cumulative gain at 10
 * @param map1000 average precision over the first 1,000
 * @param precision10 share of relevant documents among the first 10, over 10
 * @param recall100 share of the relevant documents among the first 100
 * @param mrr10 reciprocal rank of the first relevant document among the first 10, or 0
 */
record RetrievalMetrics(
    double ndcg10, double map1000, double precision10, double recall100, double mrr10) {

  static RetrievalMetrics of(List<String> ranked, Map<String, Integer> relevant) {
    double dcg = 0;
    double precisions = 0;
    int found = 0;
    int inTen = 0;
    int inHundred = 0;
    double reciprocal = 0;
    for (int i = 0; i < Math.min(ranked.size(), 1_000); i++) {
      int grade = relevant.getOrDefault(ranked.get(i), 0);
      if (grade <= 0) {
        continue;
      }
      precisions += ++found / (i + 1.0);
      inHundred += i < 100 ? 1 : 0;
      if (i < 10) {
        inTen++;
        dcg += grade * discount(i);
        reciprocal = reciprocal == 0 ? 1.0 / (i + 1) : reciprocal;
      }
    }
    List<Integer> best =
        relevant.values().stream().sorted(Comparator.reverseOrder()).limit(10).toList();
    double ideal = 0;
    for (int i = 0; i < best.size(); i++) {
      ideal += best.get(i) * discount(i);
    }
    return new RetrievalMetrics(
        dcg / ideal,
        precisions / relevant.size(),
        inTen / 10.0,
        inHundred / (double) relevant.size(),
        reciprocal);
  }

  private static double discount(int index) {
    return StrictMath.log(2) / StrictMath.log(index + 2.0);
  }

  static RetrievalMetrics mean(List<RetrievalMetrics> all) {
    return new RetrievalMetrics(
        all.stream().mapToDouble(RetrievalMetrics::ndcg10).average().orElseThrow(),
        all.stream().mapToDouble(RetrievalMetrics::map1000).average().orElseThrow(),
        all.stream().mapToDouble(RetrievalMetrics::precision10).average().orElseThrow(),
        all.stream().mapToDouble(RetrievalMetrics::recall100).average().orElseThrow(),
        all.stream().mapToDouble(RetrievalMetrics::mrr10).average().orElseThrow());
  }

  static Map<String, Integer> binary(Set<String> relevant) {
    return relevant.stream().collect(java.util.stream.Collectors.toMap(id -> id, id -> 1));
  }
}
