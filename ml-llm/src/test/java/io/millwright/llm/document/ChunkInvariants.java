package io.millwright.llm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;

/** What must hold for every result of the recursive chunker; written without its code. */
final class ChunkInvariants {

  private ChunkInvariants() {}

  static void check(
      Document document, List<Chunk> chunks, int size, int overlap, TokenCounter counter) {
    String source = document.text();
    int[] ends = counter.tokenEnds(source);
    BitSet covered = new BitSet(source.length());
    Chunk previous = null;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      assertThat(chunk.text().equals(source.substring(chunk.start(), chunk.end())))
          .as("verbatim %s", chunk)
          .isTrue();
      assertThat(chunk.ordinal()).isEqualTo(i);
      assertThat(touched(ends, chunk.start(), chunk.end()))
          .as("size %s", chunk)
          .isLessThanOrEqualTo(size);
      assertThat(splits(source, chunk.start()) || splits(source, chunk.end())).isFalse();
      assertThat(blank(source.charAt(chunk.start()))).isFalse();
      assertThat(blank(source.charAt(chunk.end() - 1))).isFalse();
      if (previous != null) {
        assertThat(chunk.start()).isGreaterThan(previous.start());
        assertThat(chunk.end()).isGreaterThan(previous.end());
        if (chunk.start() < previous.end()) {
          assertThat(touched(ends, chunk.start(), previous.end()))
              .as("overlap %s", chunk)
              .isLessThanOrEqualTo(overlap);
        }
      }
      covered.set(chunk.start(), chunk.end());
      previous = chunk;
    }
    for (int at = covered.nextClearBit(0);
        at < source.length();
        at = covered.nextClearBit(at + 1)) {
      if (!blank(source.charAt(at))) {
        throw new AssertionError("Not covered: offset " + at);
      }
    }
  }

  /**
   * Number of tokens that share a character with the range; the slow, plain definition for short
   * texts.
   */
  private static int touched(int[] ends, int from, int to) {
    int low = java.util.Arrays.binarySearch(ends, from + 1);
    int at = low >= 0 ? low : -low - 1;
    int count = 0;
    int start = at == 0 ? 0 : ends[at - 1];
    while (at < ends.length && start < to) {
      count++;
      start = ends[at++];
    }
    return count;
  }

  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
