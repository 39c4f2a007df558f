package io.millwright.eval.ranking;

import static io.millwright.eval.ranking.RankingMetrics.averagePrecision;
import static io.millwright.eval.ranking.RankingMetrics.ndcg;
import static io.millwright.eval.ranking.RankingMetrics.precision;
import static io.millwright.eval.ranking.RankingMetrics.recall;
import static io.millwright.eval.ranking.RankingMetrics.reciprocalRank;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.eval.ranking.RankingEvaluator.Ties;
import io.millwright.eval.ranking.RankingMetrics.Denominator;
import io.millwright.eval.ranking.RankingMetrics.Gain;
import io.millwright.eval.ranking.RankingMetrics.Ideal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference figures of public collections, to their four digits. */
@Tag("real-data")
class RankingRealDataTest {

  private static final Pattern TOKEN = Pattern.compile("[a-z0-9]+");

  private static Path file(String name) {
    Path folder = Path.of(System.getProperty("millwright.data", "../shared/data"));
    Path file = folder.resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    return file;
  }

  private static List<String> zipped(String name) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cranfield, 225, 0.3437, 0.2774, 0.2244, 0.6959, 0.4959",
    "cacm, 52, 0.4494, 0.3242, 0.2923, 0.6404, 0.7281",
    "adi, 35, 0.3968, 0.3393, 0.1886, 0.9710, 0.5408",
    "scifact, 300, 0.6622, 0.6232, 0.0867, 0.8826, 0.6302"
  })
  void bm25_publicCollection_givesTheReference(
      String name, int queries, double ndcg, double map, double p, double r, double mrr)
      throws IOException {
    Judgements judged = TrecFiles.readJudgements(file(name + "/qrels.txt"));
    RankingMetric map1000 = averagePrecision(1000, Denominator.ALL_RELEVANT);
    RankingEvaluation found =
        RankingEvaluator.of(judged)
            .withTies(Ties.GIVEN)
            .evaluate(
                bm25(name), ndcg(10), map1000, precision(10), recall(100), reciprocalRank(10));
    QueryValues values = found.values(ndcg(10));
    assertThat(values.values().size() - values.undefined()).isEqualTo(queries);
    assertThat(mean(found, ndcg(10))).isEqualTo(ndcg, within(5e-5));
    assertThat(mean(found, map1000)).isEqualTo(map, within(5e-5));
    assertThat(mean(found, precision(10))).isEqualTo(p, within(5.1e-5));
    assertThat(mean(found, recall(100))).isEqualTo(r, within(5e-5));
    assertThat(mean(found, reciprocalRank(10))).isEqualTo(mrr, within(5e-5));
  }

  private static double mean(RankingEvaluation found, RankingMetric metric) {
    return found.values(metric).mean().orElse(-1);
  }

  /** BM25 with k1 = 1.2 and b = 0.75, equal scores in the order of the file. */
  private static Run bm25(String name) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> ids = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    Map<String, Map<Integer, Integer>> postings = new HashMap<>();
    for (String line : zipped(name + "/docs.jsonl.gz")) {
      JsonNode doc = mapper.readTree(line);
      List<String> tokens = tokens(doc.path("title").asText() + " " + doc.path("text").asText());
      for (String token : tokens) {
        postings
            .computeIfAbsent(token, t -> new LinkedHashMap<>())
            .merge(ids.size(), 1, Integer::sum);
      }
      ids.add(doc.path("id").asText());
      lengths.add(tokens.size());
    }
    Map<String, List<Retrieved>> lists = new HashMap<>();
    for (String line : Files.readAllLines(file(name + "/queries.tsv"))) {
      String[] query = line.split("\t", -1);
      double[] scores = scores(tokens(query[1]), postings, lengths);
      List<Retrieved> list = new ArrayList<>();
      for (int d = 0; d < scores.length; d++) {
        if (scores[d] > 0) {
          list.add(new Retrieved(ids.get(d), scores[d]));
        }
      }
      lists.put(query[0], list);
    }
    return Run.of(lists);
  }

  private static double[] scores(
      List<String> query, Map<String, Map<Integer, Integer>> postings, List<Integer> lengths) {
    int n = lengths.size();
    double average = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
    double[] scores = new double[n];
    for (String token : query) {
      Map<Integer, Integer> found = postings.getOrDefault(token, Map.of());
      double idf = Math.log(1 + (n - found.size() + 0.5) / (found.size() + 0.5));
      found.forEach(
          (d, count) -> {
            double norm = 1.2 * (1 - 0.75 + 0.75 * lengths.get(d) / average);
            scores[d] += idf * count * 2.2 / (count + norm);
          });
    }
    return scores;
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  @Test
  void lambdarank_fileOrder_givesTheReference() throws IOException {
    List<String> lines = zipped("lambdarank/rank.test.gz");
    Map<String, Map<String, Double>> grades = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    int row = 0;
    int queries = 0;
    for (String size : Files.readAllLines(file("lambdarank/rank.test.query"))) {
      String query = "q" + queries++;
      List<String> list = new ArrayList<>();
      Map<String, Double> ofQuery = new HashMap<>();
      for (int i = 0; i < Integer.parseInt(size.trim()); i++) {
        String document = "d" + row;
        list.add(document);
        ofQuery.put(document, Double.parseDouble(lines.get(row++).split(" ", 2)[0]));
      }
      lists.put(query, list);
      grades.put(query, ofQuery);
    }
    double[] expected = {0.3099, 0.4084, 0.4783, 0.5736};
    int[] cuts = {1, 3, 5, 10};
    for (int i = 0; i < cuts.length; i++) {
      RankingMetric metric = ndcg(cuts[i], Gain.EXPONENTIAL, Ideal.JUDGED);
      QueryValues values =
          RankingEvaluator.of(Judgements.of(grades))
              .evaluate(Run.ranked(lists), metric)
              .values(metric);
      // Theirs counts a query without relevant documents 1.
      int defined = queries - values.undefined();
      assertThat((values.mean().orElse(-1) * defined + values.undefined()) / queries)
          .isEqualTo(expected[i], within(5e-5));
    }
  }
}
