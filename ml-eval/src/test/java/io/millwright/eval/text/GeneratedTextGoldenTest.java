package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of generated text; its folder is given by {@code -Dmillwright.goldens}. The
 * cases of retrieval in the same file are run by ml-llm.
 */
class GeneratedTextGoldenTest {

  private static final Set<String> HERE =
      Set.of("bleu", "rouge_n", "rouge_l", "token_f1", "edit_distance", "perplexity");
  private static final Set<String> IN_LLM = Set.of("bm25", "rrf", "cosine", "mmr");

  static Stream<JsonNode> cases() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));
    JsonNode all = new ObjectMapper().readTree(folder.resolve("text.json").toFile());
    List<JsonNode> here = new ArrayList<>();
    for (JsonNode c : all) {
      String op = c.path("op").textValue();
      assertThat(HERE.contains(op) || IN_LLM.contains(op)).as(op).isTrue();
      if (HERE.contains(op)) {
        here.add(c);
      }
    }
    assertThat(here).extracting(c -> c.path("op").textValue()).containsAll(HERE);
    return here.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void metric_referenceCase_matches(JsonNode c) {
    JsonNode in = c.path("input");
    List<String> candidate = tokens(in.path("candidate"));
    List<String> reference = tokens(in.path("reference"));
    switch (c.path("op").textValue()) {
      case "bleu" -> bleu(c);
      case "rouge_n" ->
          overlap(c, Rouge.nGrams(c.path("params").path("n").intValue(), candidate, reference));
      case "rouge_l" -> overlap(c, Rouge.longestCommonSubsequence(candidate, reference));
      case "token_f1" -> overlap(c, TokenOverlap.ofTokens(candidate, reference));
      case "edit_distance" ->
          number(
              c,
              c.path("expected"),
              EditDistance.of(in.path("a").textValue(), in.path("b").textValue()));
      case "perplexity" -> perplexity(c);
      default -> throw new AssertionError(c);
    }
  }

  private static void perplexity(JsonNode c) {
    double[] logs =
        StreamSupport.stream(c.path("input").path("log_probabilities").spliterator(), false)
            .mapToDouble(GeneratedTextGoldenTest::value)
            .toArray();
    if (c.path("expected").has("undefined")) {
      assertThatThrownBy(() -> Perplexity.of(logs)).isInstanceOf(IllegalArgumentException.class);
    } else {
      number(c, c.path("expected"), Perplexity.of(logs));
    }
  }

  private static void bleu(JsonNode c) {
    List<List<String>> hypotheses = new ArrayList<>();
    c.path("input").path("hypotheses").forEach(h -> hypotheses.add(tokens(h)));
    List<List<List<String>>> references = new ArrayList<>();
    for (JsonNode segment : c.path("input").path("references")) {
      List<List<String>> of = new ArrayList<>();
      segment.forEach(r -> of.add(tokens(r)));
      references.add(of);
    }
    Bleu.Smoothing smoothing =
        switch (c.path("params").path("smoothing").textValue()) {
          case "none" -> Bleu.Smoothing.NONE;
          case "add1" -> Bleu.Smoothing.ADD_ONE;
          case "exp" -> Bleu.Smoothing.EXP;
          default -> throw new AssertionError(c);
        };
    Bleu got =
        Bleu.corpus(hypotheses, references, c.path("params").path("max_n").intValue(), smoothing);
    JsonNode expected = c.path("expected");
    number(c, expected.path("score"), got.score());
    number(c, expected.path("brevity_penalty"), got.brevityPenalty());
    assertThat(got.hypothesisLength()).isEqualTo(expected.path("hyp_len").longValue());
    assertThat(got.referenceLength()).isEqualTo(expected.path("ref_len").longValue());
    assertThat(got.matches()).containsExactlyElementsOf(longs(expected.path("matches")));
    assertThat(got.totals()).containsExactlyElementsOf(longs(expected.path("totals")));
  }

  private static void overlap(JsonNode c, TokenOverlap got) {
    number(c, c.path("expected").path("precision"), got.precision());
    number(c, c.path("expected").path("recall"), got.recall());
    number(c, c.path("expected").path("f1"), got.f1());
  }

  private static void number(JsonNode c, JsonNode expected, double got) {
    double e = value(expected);
    if (Double.isInfinite(e)) {
      assertThat(got).isEqualTo(e);
      return;
    }
    double rel = c.path("tolerance").path("rel").doubleValue();
    double abs = c.path("tolerance").path("abs").doubleValue();
    assertThat(got)
        .as(String.format(Locale.ROOT, "%s", c.path("id")))
        .isCloseTo(e, offset(abs + rel * Math.abs(e)));
  }

  /** A number; infinities are written as text. */
  private static double value(JsonNode number) {
    assertThat(number.isNumber() || number.isTextual()).as("%s", number).isTrue();
    return number.isNumber() ? number.doubleValue() : Double.parseDouble(number.textValue());
  }

  private static List<Long> longs(JsonNode array) {
    List<Long> values = new ArrayList<>();
    array.forEach(v -> values.add(v.longValue()));
    return values;
  }

  private static List<String> tokens(JsonNode array) {
    List<String> tokens = new ArrayList<>();
    array.forEach(t -> tokens.add(t.textValue()));
    return tokens;
  }
}
