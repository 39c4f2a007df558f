package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerAndRougeTest {

  private static double value(CorpusMetric metric, String hypothesis, String... references) {
    return metric.segment(hypothesis, List.of(references)).orElse(Double.NaN);
  }

  @Test
  void normalized_caseArticlesPunctuation_areGone() {
    assertThat(AnswerMatch.normalized(" The U.S.  Army,\tan \"Army\" ")).isEqualTo("us army army");
    assertThat(AnswerMatch.normalized("Theatre äthe")).isEqualTo("theatre äthe");
  }

  @Test
  void exact_normalisedTexts_areCompared() {
    assertThat(value(AnswerMatch.exact(), "The Beatles.", "Queen", "beatles")).isEqualTo(1);
    assertThat(value(AnswerMatch.exact(), "the beatles band", "beatles")).isZero();
    assertThatThrownBy(() -> AnswerMatch.exact().count("a", List.of()))
        .hasMessageContaining("references");
  }

  @Test
  void tokenF1_bestReference_counts() {
    // beatles band / beatles: precision 1/2, recall 1.
    assertThat(value(AnswerMatch.tokenF1(), "the Beatles band", "Queen", "Beatles"))
        .isCloseTo(2 / 3.0, within(1e-15));
    assertThat(value(AnswerMatch.tokenF1(), "the", "a")).isEqualTo(1);
    assertThat(value(AnswerMatch.tokenF1(), "the", "b")).isZero();
  }

  @Test
  void rouge_documentedExample_equalsRougeScore() {
    String candidate = "The quick brown dog jumps on the log.";
    String reference = "The quick brown fox jumps over the lazy dog";
    TokenOverlap one = RougeF1.nGrams(1).withStemmer().overlap(candidate, reference);
    assertThat(one.precision()).isEqualTo(0.75);
    assertThat(one.recall()).isCloseTo(6 / 9.0, within(1e-15));
    TokenOverlap l = RougeF1.longestCommonSubsequence().overlap(candidate, reference);
    assertThat(l.precision()).isEqualTo(0.625);
    assertThat(l.recall()).isCloseTo(5 / 9.0, within(1e-15));
    assertThat(value(RougeF1.nGrams(1), candidate, "x", reference)).isEqualTo(one.f1());
  }

  /** Lin (2004), section 3.2: of w1 w2 w3 w4 w5 the union of subsequences has four words. */
  @Test
  void summary_examplePaper_takesTheUnion() {
    TokenOverlap sum =
        RougeF1.summary().overlap("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5");
    assertThat(sum.recall()).isEqualTo(0.8);
    assertThat(sum.precision()).isEqualTo(0.4);
  }

  @Test
  void summary_repeatedWord_countsAsOftenAsEitherTextHasIt() {
    TokenOverlap sum = RougeF1.summary().overlap("a b", "a\n\na b\nb a");
    assertThat(sum.precision()).isEqualTo(1);
    assertThat(sum.recall()).isEqualTo(2 / 5.0);
    assertThat(RougeF1.summary().overlap("", "a").f1()).isZero();
  }

  @Test
  void words_otherCharacters_separate() {
    assertThat(RougeF1.nGrams(1).overlap("naïve-1st", "na ve 1ST").f1()).isEqualTo(1);
    assertThat(RougeF1.nGrams(1).overlap("running runs", "run run").f1()).isZero();
    assertThat(RougeF1.nGrams(1).withStemmer().overlap("running runs", "run run").f1())
        .isEqualTo(1);
    // Three letters stay as they are.
    assertThat(RougeF1.nGrams(1).withStemmer().overlap("gas", "ga").f1()).isZero();
    assertThatThrownBy(() -> RougeF1.nGrams(0)).hasMessageContaining("n must be");
    assertThatThrownBy(() -> RougeF1.nGrams(1).count("a", List.of()))
        .hasMessageContaining("references");
  }

  /** Words of Porter's paper and of NLTK's changes, with the stems of nltk 3.8. */
  private static final String STEMS =
      "skies:sky dying:die ties:tie died:die flies:fli spied:spi agreed:agre feed:feed"
          + " plastered:plaster bled:bled motoring:motor sing:sing conflated:conflat"
          + " troubled:troubl sized:size hopping:hop tanned:tan falling:fall hissing:hiss"
          + " fizzed:fizz failing:fail filing:file happy:happi sky:sky enjoy:enjoy spy:spi"
          + " relational:relat conditional:condit rational:ration valency:valenc"
          + " hesitancy:hesit digitizer:digit conformably:conform radically:radic"
          + " differently:differ vilely:vile analogously:analog vietnamization:vietnam"
          + " predication:predic operator:oper feudalism:feudal decisiveness:decis"
          + " hopefulness:hope callousness:callous formality:formal sensitivity:sensit"
          + " sensibility:sensibl geology:geolog archaeology:archaeolog carefully:care"
          + " triplicate:triplic formative:form formalize:formal electricity:electr"
          + " electrical:electr goodness:good revival:reviv allowance:allow inference:infer"
          + " airliner:airlin gyroscopic:gyroscop adjustable:adjust defensible:defens"
          + " irritant:irrit replacement:replac adjustment:adjust dependent:depend"
          + " adoption:adopt homologous:homolog communism:commun activate:activ"
          + " angularity:angular effective:effect bowdlerize:bowdler probate:probat rate:rate"
          + " cease:ceas controlling:control roll:roll oed:o";

  @Test
  void stem_wordsOfThePaper_areThoseOfNltk() {
    assertThat(Arrays.asList(STEMS.split(" ", -1)))
        .allSatisfy(
            pair -> {
              String[] parts = pair.split(":", -1);
              assertThat(PorterStemmer.stem(parts[0])).as(parts[0]).isEqualTo(parts[1]);
            });
  }
}
