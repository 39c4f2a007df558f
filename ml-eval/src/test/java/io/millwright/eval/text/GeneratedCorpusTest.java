package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedCorpusTest {

  /** The example of sacreBLEU's documentation; figures from there, to their two digits. */
  private static final List<String> HYPOTHESES =
      List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");

  private static final List<List<String>> REFERENCES =
      List.of(
          List.of("The dog bit the man.", "The dog had bit the man."),
          List.of("It was not unexpected.", "No one was surprised."),
          List.of("The man bit him first.", "The man had bitten the dog."));

  private final GeneratedCorpus corpus = GeneratedCorpus.of(HYPOTHESES, REFERENCES);

  private double percent(CorpusMetric metric) {
    return 100 * corpus.score(metric).value().orElse(Double.NaN);
  }

  @Test
  void score_documentedExample_equalsSacreBleu() {
    BleuScorer bleu = BleuScorer.ofDefaults();
    assertThat(percent(bleu)).isCloseTo(48.53, within(0.005));
    assertThat(percent(bleu.withTokens(TextTokens.INTERNATIONAL))).isCloseTo(43.92, within(0.005));
    assertThat(percent(bleu.withTokens(TextTokens.NONE))).isCloseTo(49.19, within(0.005));
    assertThat(percent(Chrf.characters())).isCloseTo(59.73, within(0.005));
  }

  @Test
  void score_anyMetric_saysHowItWasMade() {
    assertThat(corpus.score(BleuScorer.ofDefaults()).signature())
        .isEqualTo("nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:millwright-1");
    assertThat(
            corpus
                .score(
                    BleuScorer.ofSentences()
                        .withFloor(0.1)
                        .withLowercase()
                        .withMaxOrder(2)
                        .withTokens(TextTokens.CHARACTERS))
                .signature())
        .isEqualTo(
            "nrefs:2|case:lc|eff:yes|tok:char|smooth:floor[0.10]|order:2|version:millwright-1");
    assertThat(BleuScorer.ofDefaults().withAdded(1).signature("1")).contains("smooth:add-k[1.00]");
    assertThat(BleuScorer.ofDefaults().withoutSmoothing().signature("1")).contains("smooth:none");
    assertThat(corpus.score(Chrf.withWords().withBeta(3).withLowercase()).signature())
        .isEqualTo("nrefs:2|case:lc|eff:yes|nc:6|nw:2|space:no|beta:3.0|version:millwright-1");
    assertThat(corpus.score(Chrf.characters()).signature())
        .isEqualTo("nrefs:2|case:mixed|eff:yes|nc:6|nw:0|space:no|version:millwright-1");
    assertThat(corpus.score(TranslationEditRate.ofDefaults()).signature())
        .isEqualTo("nrefs:2|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:millwright-1");
    assertThat(corpus.score(WordErrorRate.ofDefaults()).signature())
        .isEqualTo("nrefs:2|case:mixed|tok:none|version:millwright-1");
    assertThat(corpus.score(RougeF1.summary().withStemmer()).signature())
        .isEqualTo("nrefs:2|rouge:Lsum|stat:f1|tok:ascii|stem:porter|version:millwright-1");
    assertThat(RougeF1.longestCommonSubsequence().signature("1")).contains("rouge:L|", "stem:no");
    assertThat(corpus.score(AnswerMatch.tokenF1()).signature())
        .isEqualTo("nrefs:2|match:f1|norm:squad|version:millwright-1");
  }

  @Test
  void signature_unequalNumbersOfReferences_saysSo() {
    GeneratedCorpus uneven =
        GeneratedCorpus.of(List.of("a", "b"), List.of(List.of("a"), List.of("b", "c")));
    assertThat(uneven.score(AnswerMatch.exact()).signature()).startsWith("nrefs:var|match:exact");
    assertThat(uneven.segments()).isEqualTo(2);
  }

  @Test
  void score_weightTwo_equalsSegmentTwice() {
    List<String> more = new ArrayList<>(HYPOTHESES);
    more.add(HYPOTHESES.get(1));
    List<List<String>> moreReferences = new ArrayList<>(REFERENCES);
    moreReferences.add(REFERENCES.get(1));
    GeneratedCorpus twice = GeneratedCorpus.of(more, moreReferences);
    GeneratedCorpus heavy = corpus.withWeights(new double[] {1, 2, 1});
    for (CorpusMetric metric :
        List.of(
            BleuScorer.ofDefaults(),
            Chrf.withWords(),
            TranslationEditRate.ofDefaults(),
            WordErrorRate.ofDefaults(),
            AnswerMatch.tokenF1(),
            RougeF1.nGrams(1))) {
      assertThat(heavy.score(metric)).isEqualTo(twice.score(metric));
      assertThat(heavy.score(metric)).isNotEqualTo(corpus.score(metric));
    }
  }

  @Test
  void estimate_resampledSegments_coversTheScoreAndIsReproducible() {
    List<String> hypotheses = new ArrayList<>();
    List<List<String>> references = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      hypotheses.add(HYPOTHESES.get(i % 3));
      references.add(REFERENCES.get(i % 3));
    }
    GeneratedCorpus many = GeneratedCorpus.of(hypotheses, references);
    Bootstrap bootstrap = Bootstrap.of(Seed.of(5)).withReplicates(200);
    Estimate.Measured bleu =
        (Estimate.Measured) many.estimate(BleuScorer.ofDefaults(), bootstrap.withThreads(1));
    assertThat(bleu.value())
        .isEqualTo(many.score(BleuScorer.ofDefaults()).value().orElse(Double.NaN));
    assertThat(bleu.interval().low()).isLessThan(bleu.value() - 0.02);
    assertThat(bleu.interval().high()).isGreaterThan(bleu.value() + 0.02);
    assertThat(bleu.support()).isEqualTo(40);
    assertThat(many.estimate(BleuScorer.ofDefaults(), bootstrap.withThreads(4))).isEqualTo(bleu);
  }

  @Test
  void estimate_emptyReferences_isUndefined() {
    GeneratedCorpus none = GeneratedCorpus.of(List.of("a", "b"), List.of(List.of(""), List.of("")));
    assertThat(none.estimate(WordErrorRate.ofDefaults(), Bootstrap.of(Seed.of(1))))
        .isInstanceOf(Estimate.Undefined.class);
    assertThat(none.score(Chrf.characters()).value()).isInstanceOf(MetricValue.Undefined.class);
    assertThat(corpus.withWeights(new double[3]).score(AnswerMatch.exact()).value())
        .isEqualTo(MetricValue.undefined("no segment of positive weight"));
  }

  @Test
  void of_badInput_isRefused() {
    assertThatThrownBy(() -> GeneratedCorpus.of(List.of(), List.of()))
        .hasMessageContaining("Number of segments");
    assertThatThrownBy(() -> GeneratedCorpus.of(List.of("a"), List.of()))
        .hasMessage("Number of references must be that of hypotheses, 1; was 0.");
    assertThatThrownBy(() -> GeneratedCorpus.of(List.of("a"), List.of(List.of())))
        .hasMessageContaining("References of segment 0");
    assertThatThrownBy(() -> corpus.withWeights(new double[2])).hasMessageContaining("Weights");
    assertThatThrownBy(() -> corpus.withWeights(new double[] {1, -1, 1}))
        .hasMessageContaining("Weight of segment 1");
    assertThatThrownBy(() -> corpus.withWeights(new double[] {1, 1, Double.NaN}))
        .hasMessageContaining("Weight of segment 2");
  }
}
