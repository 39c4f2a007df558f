package io.millwright.llm.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.llm.index.Bm25;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of retrieval; the folder is given by {@code -Dmillwright.goldens}. The cases
 * of generated text in the same file are run by ml-eval.
 */
class RetrievalGoldenTest {

  private static final Set<String> HERE = Set.of("bm25", "rrf", "cosine", "mmr");

  static Stream<JsonNode> cases() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));
    JsonNode all = new ObjectMapper().readTree(folder.resolve("text.json").toFile());
    List<JsonNode> here =
        StreamSupport.stream(all.spliterator(), false)
            .filter(c -> HERE.contains(c.path("op").textValue()))
            .toList();
    assertThat(here).extracting(c -> c.path("op").textValue()).containsAll(HERE);
    return here.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ranking_referenceCase_matches(JsonNode c) {
    switch (c.path("op").textValue()) {
      case "bm25" -> bm25(c);
      case "rrf" -> fusion(c);
      case "cosine" ->
          close(
              c,
              c.path("expected").doubleValue(),
              CosineSimilarity.of(numbers(c, "u"), numbers(c, "v")));
      case "mmr" -> diversity(c);
      default -> throw new AssertionError(c);
    }
  }

  private static void bm25(JsonNode c) {
    List<List<String>> texts = new ArrayList<>();
    c.path("input").path("docs").forEach(d -> texts.add(texts(d)));
    JsonNode params = c.path("params");
    double[] scores =
        Bm25.of(params.path("k1").doubleValue(), params.path("b").doubleValue())
            .scores(texts, texts(c.path("input").path("query")));
    JsonNode expected = c.path("expected").path("scores");
    assertThat(scores).hasSize(expected.size());
    for (int i = 0; i < scores.length; i++) {
      close(c, expected.get(i).doubleValue(), scores[i]);
    }
    List<Integer> ranking =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .toList();
    List<Integer> wanted = new ArrayList<>();
    c.path("expected").path("ranking").forEach(i -> wanted.add(i.intValue()));
    assertThat(ranking).isEqualTo(wanted);
  }

  private static void fusion(JsonNode c) {
    List<List<String>> lists = new ArrayList<>();
    c.path("input").path("lists").forEach(l -> lists.add(texts(l)));
    ReciprocalRankFusion fusion = ReciprocalRankFusion.of(c.path("params").path("k").doubleValue());
    JsonNode weights = c.path("params").path("weights");
    List<Ranked> fused =
        weights.isNull() ? fusion.fuse(lists) : fusion.fuse(lists, numbers(weights));
    JsonNode expected = c.path("expected");
    assertThat(fused)
        .extracting(Ranked::id)
        .containsExactlyElementsOf(texts(expected.path("order")));
    for (int i = 0; i < fused.size(); i++) {
      close(c, expected.path("scores").get(i).doubleValue(), fused.get(i).score());
    }
  }

  private static void diversity(JsonNode c) {
    List<double[]> items = new ArrayList<>();
    c.path("input").path("docs").forEach(d -> items.add(numbers(d)));
    List<Integer> picked =
        MaximalMarginalRelevance.of(c.path("params").path("lambda").doubleValue())
            .select(items, numbers(c, "query"), c.path("params").path("k").intValue());
    List<Integer> expected = new ArrayList<>();
    c.path("expected").forEach(i -> expected.add(i.intValue()));
    assertThat(picked).isEqualTo(expected);
  }

  private static void close(JsonNode c, double expected, double got) {
    double rel = c.path("tolerance").path("rel").doubleValue();
    double abs = c.path("tolerance").path("abs").doubleValue();
    assertThat(got)
        .as("%s", c.path("id"))
        .isCloseTo(expected, offset(abs + rel * Math.abs(expected)));
  }

  private static double[] numbers(JsonNode c, String name) {
    return numbers(c.path("input").path(name));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.textValue()));
    return texts;
  }
}
