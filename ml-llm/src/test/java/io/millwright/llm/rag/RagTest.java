package io.millwright.llm.rag;

import static io.millwright.llm.index.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.Metadata;
import io.millwright.llm.document.TokenCounter;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.Retrieval;
import io.millwright.llm.index.TextAnalysis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RagTest {

  private final LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH);
  private final Rag rag =
      Rag.extractive()
          .index(index)
          .chunk(Chunkers.recursive(40, 5, TokenCounter.words()))
          .retrieve(Retrieval.bm25(10))
          .build();

  private static final Document MANUAL =
      Document.ofPages(
              "manual",
              "Pump [v2] manual",
              List.of(
                  "The pump must be switched off before cleaning. Keep the lid closed.",
                  "The drive belt is tightened with the brass screw. It takes two turns. The warranty of the\npump ends after",
                  "three years. Spare parts are ordered by post."))
          .withMetadata(Metadata.empty().with("year", 2024));

  @AfterEach
  void close() {
    index.close();
  }

  private static Answer.Grounded grounded(Answer answer) {
    return answer.match(
        g -> g,
        i -> {
          throw new AssertionError("insufficient, support " + i.support());
        },
        r -> {
          throw new AssertionError("refused: " + r.text());
        });
  }

  private static String kind(Answer answer) {
    return answer.match(g -> "grounded", i -> "insufficient", r -> "refused " + r.reason());
  }

  @Test
  void ask_supported_quotesTheSentenceWithItsPage() {
    rag.add(MANUAL);
    Answer.Grounded answer = grounded(rag.ask("How is the drive belt tightened?"));
    assertThat(answer.text())
        .isEqualTo(
            "The drive belt is tightened with the brass screw. [Source: Pump (v2) manual, page 2]");
    assertThat(answer.support()).isEqualTo(1.0);
    assertThat(answer.notice()).contains("No language model was used");
    assertThat(answer.citations()).allMatch(c -> c.isVerifiedBy(MANUAL));
  }

  @Test
  void ask_sentenceOverAPageBreak_citesBothPages() {
    rag.add(MANUAL);
    Answer.Grounded answer = grounded(rag.ask("When does the warranty of the pump end?"));
    Citation citation = answer.citations().get(0);
    assertThat(citation.label()).isEqualTo("[Source: Pump (v2) manual, pages 2-3]");
    assertThat(citation.quote())
        .isEqualTo("The warranty of the\npump ends after\nthree years.")
        .isEqualTo(MANUAL.text().substring(citation.start(), citation.end()));
  }

  @Test
  void ask_documentWithoutPagesOrTitle_citesTheId() {
    rag.add(Document.of("notes.txt", "", "The gasket is made of cork."));
    assertThat(grounded(rag.ask("What is the gasket made of?")).text())
        .isEqualTo("The gasket is made of cork. [Source: notes.txt]");
  }

  @Test
  void ask_headingThatRepeatsTheQuestion_isNotTheAnswer() {
    rag.add(
        Document.of(
            "faq", "FAQ", "# FAQ\n\n## How do I reset the valve?\n\nPress the red knob twice.\n"));
    assertThat(grounded(rag.ask("How do I reset the valve?")).text())
        .startsWith("Press the red knob twice.");
  }

  @Test
  void ask_sentenceThatAnnouncesAList_quotesTheListToo() {
    rag.add(
        Document.of(
            "d",
            "",
            "The valve works with these fluids:\n\n- water\n- oil\n\nSomething else follows here."));
    assertThat(
            grounded(rag.ask("Which fluids does the valve work with?")).citations().get(0).quote())
        .isEqualTo("The valve works with these fluids:\n\n- water\n- oil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Who won the football match?",
        "What is the voltage of the pump in Brazil?",
        "what is it?",
        "the of and to",
        "zzz"
      })
  void ask_unsupported_isInsufficient(String question) {
    rag.add(MANUAL);
    Answer answer = rag.ask(question);
    assertThat(kind(answer)).isEqualTo("insufficient");
    assertThat(answer.text()).isEqualTo("I don't have enough information");
    assertThat(answer.notice()).contains("No language model was used");
  }

  @Test
  void ask_emptyIndex_isInsufficient() {
    assertThat(kind(rag.ask("How is the drive belt tightened?"))).isEqualTo("insufficient");
  }

  @Test
  void ask_deletedDocument_isInsufficient() {
    rag.add(MANUAL);
    index.delete("manual");
    index.commit();
    assertThat(kind(rag.ask("How is the drive belt tightened?"))).isEqualTo("insufficient");
  }

  @Test
  void ask_withFilter_usesOnlyDocumentsThatPass() {
    rag.add(MANUAL);
    String question = "How is the drive belt tightened?";
    assertThat(kind(rag.ask(question, where("year").atLeast(2024)))).isEqualTo("grounded");
    assertThat(kind(rag.ask(question, where("year").atLeast(2025)))).isEqualTo("insufficient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t", "?!...", "\u3000"})
  void ask_blank_isRefused(String question) {
    assertThat(kind(rag.ask(question))).isEqualTo("refused BLANK");
  }

  @Test
  void ask_tooLong_isRefused_andTheLongestAllowedIsNot() {
    rag.add(MANUAL);
    assertThat(kind(rag.ask("x".repeat(2_001)))).isEqualTo("refused TOO_LONG");
    StringBuilder words = new StringBuilder();
    for (int i = 0; words.length() < 1_990; i++) {
      words.append(Character.toChars(0x4e00 + i)).append(' ');
    }
    assertThat(kind(rag.ask(words.toString()))).isEqualTo("insufficient");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"belt\" OR *:*", "title:drive AND belt (", "\\belt~ ^2 [drive TO *", "belt /d.*/"})
  void ask_querySyntax_isNotInterpretedAndDoesNotFail(String question) {
    rag.add(MANUAL, Document.of("other", "", "Nothing of that kind."));
    rag.ask(question)
        .match(
            g -> assertThat(g.citations()).allMatch(c -> c.documentId().equals("manual")),
            i -> assertThat(i.support()).isLessThan(i.required()),
            r -> {
              throw new AssertionError(r.text());
            });
  }

  @Test
  void ask_minSupport_isTheBoundary() {
    rag.add(MANUAL);
    double support =
        rag.ask("drive belt unknownword").match(g -> g.support(), i -> i.support(), r -> -1.0);
    assertThat(support).isBetween(0.2, 0.9);
    assertThat(kind(withMinSupport(support).ask("drive belt unknownword"))).isEqualTo("grounded");
    assertThat(kind(withMinSupport(Math.nextUp(support)).ask("drive belt unknownword")))
        .isEqualTo("insufficient");
  }

  private Rag withMinSupport(double share) {
    return Rag.extractive()
        .index(index)
        .chunk(Chunkers.recursive(40, 5, TokenCounter.words()))
        .retrieve(Retrieval.bm25(10))
        .minSupport(share)
        .build();
  }

  @Test
  void isVerifiedBy_forgedCitation_isFalse() {
    Citation good = Citation.of(MANUAL, 4, 8);
    assertThat(good.isVerifiedBy(MANUAL)).isTrue();
    assertThat(good.isVerifiedBy(Document.of("manual", MANUAL.title(), MANUAL.text()))).isFalse();
    assertThat(
            new Citation("manual", MANUAL.title(), good.pages(), 5, 9, good.quote())
                .isVerifiedBy(MANUAL))
        .isFalse();
    assertThat(
            new Citation("manual", MANUAL.title(), MANUAL.pagesOf(70, 71), 4, 8, good.quote())
                .isVerifiedBy(MANUAL))
        .isFalse();
    assertThat(
            new Citation("manual", MANUAL.title(), good.pages(), 9_000, 9_004, good.quote())
                .isVerifiedBy(MANUAL))
        .isFalse();
    assertThat(good.toString()).doesNotContain(good.quote());
  }

  @Test
  void build_faultySettings_areRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Rag.extractive().index(index).build())
        .withMessageContaining("[chunk, retrieve]");
    assertThatIllegalStateException()
        .isThrownBy(() -> Rag.extractive().index(index).index(index))
        .withMessageContaining("set once");
    assertThatIllegalArgumentException().isThrownBy(() -> Rag.extractive().minSupport(1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> Rag.extractive().minSupport(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Rag.extractive().maxSentences(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rag.extractive().maxQuestionLength(2_001));
  }
}
