package io.millwright.llm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursiveChunkerPropertiesTest {

  private static final List<String> PIECES =
      List.of(
          "a",
          "bc",
          "word",
          "Sentence.",
          "Why?",
          " ",
          "  ",
          "\n",
          "\n\n",
          "\r\n",
          "\r\n\r\n",
          "\t",
          "\ud83d\ude00",
          "\ud83d\udc68\u200d\ud83d\udc69",
          "e\u0301",
          "\u0301\u0302",
          "\u4e2d\u6587\u3002",
          "\u30ab\u30bf",
          "\u00a0",
          "\u2028",
          "\u3000",
          "\"quoted.\"",
          "3.14",
          "x_y-z",
          "\ufeff",
          "\u0000",
          "averyveryverylongwordwithoutanybreakinitatallthatgoeson");

  static String randomText(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(200);
    for (int i = 0; i < pieces; i++) {
      if (random.nextInt(10) == 0) {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        text.appendCodePoint(surrogate ? 'q' : point);
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void chunk_randomText_isVerbatimCoveringAndBounded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      Document document = Document.of("d", "", randomText(random));
      int size = 1 + random.nextInt(random.nextBoolean() ? 8 : 60);
      int overlap = random.nextInt(size);
      TokenCounter counter =
          random.nextBoolean() ? TokenCounter.characters() : TokenCounter.words();
      Chunker chunker = Chunkers.recursive(size, overlap, counter);
      List<Chunk> chunks = chunker.chunk(document);
      ChunkInvariants.check(document, chunks, size, overlap, counter);
      assertThat(chunker.chunk(document)).isEqualTo(chunks);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void pagesOf_randomPages_agreeWithCounting(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      List<String> pages =
          java.util.stream.IntStream.range(0, 1 + random.nextInt(6))
              .mapToObj(i -> "p".repeat(random.nextInt(4)))
              .toList();
      Document document = Document.ofPages("d", "", pages);
      int offset = 0;
      for (int page = 1; page <= pages.size(); page++) {
        int length = pages.get(page - 1).length() + (page < pages.size() ? 1 : 0);
        for (int at = offset; at < offset + length; at++) {
          assertThat(document.pagesOf(at, at + 1)).isEqualTo(new PageSpan(page, page));
        }
        offset += length;
      }
      assertThat(offset).isEqualTo(document.text().length());
    }
  }
}
