package io.millwright.llm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

  @Test
  void ofPages_joinsWithALineFeedThatBelongsToTheEarlierPage() {
    Document document = Document.ofPages("d", "T", List.of("ab", "c"));
    assertThat(document.text()).isEqualTo("ab\nc");
    assertThat(document.pageStarts()).containsExactly(0, 3);
    assertThat(document.pagesOf(2, 3)).isEqualTo(new PageSpan(1, 1));
    assertThat(document.pagesOf(1, 4)).isEqualTo(new PageSpan(1, 2));
    assertThat(Document.of("d", "T", "ab").pagesOf(0, 1).isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00a", "\ud83d\ud83d\ude00", "\ude00\ud83d"})
  void of_unpairedSurrogate_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.of("d", "", text))
        .withMessageContaining("unpaired surrogate (offset");
    assertThatIllegalArgumentException().isThrownBy(() -> Document.of(text, "", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Document.of("d", text, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Metadata.empty().with("key", text));
  }

  @Test
  void of_badIdOrPages_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Document.of(" ", "", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Document.of("x".repeat(1_001), "", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Document.ofPages("d", "", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.ofOffsets("d", "", "abc", List.of(0, 4)))
        .withMessageContaining("was 4 (page 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.ofOffsets("d", "", "abc", List.of(1)));
  }

  @Test
  void toString_showsNoContent() {
    Document document =
        Document.of("d", "secret title", "secret text")
            .withMetadata(Metadata.empty().with("who", "secret name"));
    assertThat(document + " " + document.metadata() + Chunk.of(document, 0, 0, 6))
        .doesNotContain("secret");
  }

  @Test
  void metadata_keepsTypes_andRefusesASecondSet() {
    Metadata metadata =
        Metadata.empty()
            .with("year", 2024)
            .with("score", 0.5)
            .with("draft", true)
            .with("day", LocalDate.of(2024, 2, 29))
            .with("author", "Ada");
    assertThat(metadata.value("year", Long.class)).hasValue(2024L);
    assertThat(metadata.value("year", String.class)).isEmpty();
    assertThat(metadata.values().keySet())
        .containsExactly("author", "day", "draft", "score", "year");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metadata.with("year", "2025"))
        .withMessageContaining("set once");
    assertThatIllegalArgumentException().isThrownBy(() -> metadata.with("nan", Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> metadata.with("", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> metadata.with("long", "x".repeat(4_001)));
    assertThatThrownBy(() -> metadata.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void chunkOf_splitPair_isRefused() {
    Document document = Document.of("d", "", "a\ud83d\ude00b");
    assertThatIllegalArgumentException().isThrownBy(() -> Chunk.of(document, 0, 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Chunk.of(document, 0, 2, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> Chunk.of(document, 0, 1, 1));
    assertThatThrownBy(() -> Chunk.of(document, 0, 0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Chunk.of(document, 0, 1, 3).text()).isEqualTo("\ud83d\ude00");
  }

  @Test
  void words_countsWordsSignsAndIdeographs() {
    TokenCounter words = TokenCounter.words();
    assertThat(words.tokenEnds("Hi, there_2 \u4e2d\u6587! ")).containsExactly(2, 3, 11, 13, 14, 15);
    assertThat(words.count("x".repeat(65))).isEqualTo(3);
    assertThat(words.id()).isEqualTo("words");
    assertThat(TokenCounter.characters().count("a \ud83d\ude00")).isEqualTo(3);
  }
}
