package io.millwright.llm.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursiveChunkerTest {

  private static List<String> texts(Chunker chunker, String text) {
    return chunker.chunk(Document.of("d", "", text)).stream().map(Chunk::text).toList();
  }

  private static Chunker characters(int size, int overlap) {
    return Chunkers.recursive(size, overlap, TokenCounter.characters());
  }

  private static Chunker words(int size, int overlap) {
    return Chunkers.recursive(size, overlap, TokenCounter.words());
  }

  @Test
  void chunk_shortText_isOneChunkWithoutBlanksAtItsEnds() {
    List<Chunk> chunks = characters(100, 10).chunk(Document.of("d", "", " \n one two \t\n"));
    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).text()).isEqualTo("one two");
    assertThat(chunks.get(0).start()).isEqualTo(3);
    assertThat(chunks.get(0).end()).isEqualTo(10);
  }

  @Test
  void chunk_severalBoundariesInReach_takesTheCoarsest() {
    assertThat(texts(characters(30, 0), "The first part here.\n\nLine\nmore. And more words"))
        .containsExactly("The first part here.", "Line\nmore. And more words");
    assertThat(texts(characters(20, 0), "Line one here\nok. And more words"))
        .containsExactly("Line one here", "ok. And more words");
    assertThat(texts(characters(20, 0), "One is here now. And more words"))
        .containsExactly("One is here now.", "And more words");
    assertThat(texts(characters(12, 0), "alpha beta gamma delta"))
        .containsExactly("alpha beta", "gamma delta");
    assertThat(texts(characters(4, 0), "abcdefghij")).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void chunk_boundaryBelowHalf_isNotTaken() {
    assertThat(texts(characters(20, 0), "a\n\nbcdefg hijklm nopqrs tuvw"))
        .containsExactly("a\n\nbcdefg hijklm", "nopqrs tuvw");
  }

  @Test
  void chunk_carriageReturnLineFeeds_countAsOneBreak() {
    assertThat(texts(characters(16, 0), "abcde fghi\r\njkl mno"))
        .containsExactly("abcde fghi", "jkl mno");
    assertThat(texts(characters(24, 0), "abcde fghi\r\njk\r\n\r\nlm nop qrs tuv"))
        .containsExactly("abcde fghi\r\njk", "lm nop qrs tuv");
  }

  @Test
  void chunk_overlap_startsAtAWordAtMostThatManyTokensBack() {
    List<Chunk> chunks = words(4, 2).chunk(Document.of("d", "", "a b c d e f g h"));
    assertThat(chunks.stream().map(Chunk::text)).containsExactly("a b c d", "c d e f", "e f g h");
    assertThat(chunks.stream().map(Chunk::start)).containsExactly(0, 4, 8);
    assertThat(chunks.stream().map(Chunk::ordinal)).containsExactly(0, 1, 2);
  }

  @Test
  void chunk_repeatedText_hasTheOffsetsOfEachOccurrence() {
    assertThat(
            characters(5, 0).chunk(Document.of("d", "", "chunk chunk")).stream().map(Chunk::start))
        .containsExactly(0, 6);
  }

  @Test
  void chunk_tailThatFits_isNotCutTwice() {
    String text = "w ".repeat(991).strip();
    assertThat(words(1024, 256).chunk(Document.of("d", "", text))).hasSize(1);
  }

  @Test
  void chunk_emoji_areNeverSplit() {
    String text = "\ud83d\ude00".repeat(10);
    assertThat(texts(characters(3, 1), text))
        .allSatisfy(t -> assertThat(t.codePoints()).allMatch(c -> c == 0x1f600))
        .first()
        .isEqualTo("\ud83d\ude00".repeat(3));
  }

  @Test
  void chunk_combiningMarks_stayWithTheirLetter() {
    String text = "e\u0301".repeat(20);
    assertThat(texts(characters(5, 0), text)).allMatch(t -> t.charAt(0) == 'e');
  }

  @Test
  void chunk_fullWidthStop_endsASentenceWithoutABlank() {
    assertThat(
            texts(characters(8, 0), "\u4f60\u597d\u4e16\u754c\u3002\u518d\u89c1\u4e16\u754c\u3002"))
        .containsExactly("\u4f60\u597d\u4e16\u754c\u3002", "\u518d\u89c1\u4e16\u754c\u3002");
  }

  @Test
  void chunk_pages_areThoseTheChunkLiesOn() {
    Document document =
        Document.ofPages("d", "", List.of("one two three", "four five six", "", "seven"));
    List<Chunk> chunks = words(4, 0).chunk(document);
    assertThat(chunks.get(0).text()).isEqualTo("one two three");
    assertThat(chunks.get(0).pages()).isEqualTo(new PageSpan(1, 1));
    assertThat(chunks.get(1).text()).isEqualTo("four five six\n\nseven");
    assertThat(chunks.get(1).pages()).isEqualTo(new PageSpan(2, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\r\n", "\u00a0\u2003\u3000\u2028\t"})
  void chunk_blankText_givesNoChunk(String text) {
    assertThat(texts(characters(5, 2), text)).isEmpty();
    assertThat(texts(words(5, 2), text)).isEmpty();
    assertThat(texts(Chunkers.whole(), text)).isEmpty();
  }

  @Test
  void chunk_millionCharactersWithoutBoundary_terminatesAndCoversAll() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String unit :
              List.of("a", " ", "\n", ".", "\ud83d\ude00", "\u0301", "a\u200d", "\u4e00")) {
            String text = "x" + unit.repeat(1_000_000 / unit.length()) + "y";
            for (TokenCounter counter : List.of(TokenCounter.characters(), TokenCounter.words())) {
              Document document = Document.of("d", "", text);
              List<Chunk> chunks = Chunkers.recursive(512, 50, counter).chunk(document);
              ChunkInvariants.check(document, chunks, 512, 50, counter);
            }
          }
        });
  }

  @Test
  void chunk_counterWithTokensInsidePairs_neverSplitsThem() {
    TokenCounter units =
        new TokenCounter() {
          @Override
          public String id() {
            return "units";
          }

          @Override
          public int[] tokenEnds(String text) {
            return java.util.stream.IntStream.rangeClosed(1, text.length()).toArray();
          }
        };
    for (int size = 1; size < 6; size++) {
      for (int overlap = 0; overlap < size; overlap++) {
        List<Chunk> chunks =
            Chunkers.recursive(size, overlap, units)
                .chunk(Document.of("d", "", "\ud83d\ude00a\ud83d\ude00\ud83d\ude00 b"));
        int longest = Math.max(2, size);
        assertThat(chunks).isNotEmpty().allMatch(c -> c.text().length() <= longest);
        assertThat(chunks).allMatch(c -> !Character.isLowSurrogate(c.text().charAt(0)));
      }
    }
  }

  @Test
  void chunk_counterWithFallingEnds_isRefused() {
    TokenCounter bad =
        new TokenCounter() {
          @Override
          public String id() {
            return "bad";
          }

          @Override
          public int[] tokenEnds(String text) {
            return new int[] {2, 1};
          }
        };
    assertThatThrownBy(() -> texts(Chunkers.recursive(2, 0, bad), "abc"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rise strictly")
        .hasMessageContaining("bad");
  }

  @Test
  void recursive_impossibleSizes_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words(0, 0))
        .withMessageContaining("was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words(5, 5))
        .withMessageContaining("was 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words(5, -1))
        .withMessageContaining("was -1");
  }
}
