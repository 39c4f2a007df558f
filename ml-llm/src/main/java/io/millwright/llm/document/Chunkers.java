package io.millwright.llm.document;

import java.util.List;
import java.util.Objects;

/** The chunkers that come with the library. */
public final class Chunkers {

  private Chunkers() {}

  /**
   * A chunker that fills chunks up to {@code size} tokens and cuts at the coarsest boundary it can:
   * between paragraphs (a blank line), else lines, else sentences, else words, else code points.
   *
   * <p>A boundary is taken only if the chunk is then at least half full, so that a short paragraph
   * before a long one does not become a chunk of its own. The next chunk starts at most {@code
   * overlap} tokens before the end of this one, at the start of a word if there is one. Chunks
   * never begin or end with a blank, and a chunk is never wholly inside the one before it.
   *
   * <p>Tokens are counted in the tokenisation of the whole document; a chunk that begins or ends
   * inside a token counts it. No chunk has more than {@code size} tokens, with one exception: a
   * single code point that the counter gives more than {@code size} tokens is a chunk. Where there
   * is no word boundary, a cut is moved by up to 32 characters so as not to part a letter from its
   * combining marks.
   *
   * <p>Cost: O(n) time and memory for a fixed ratio of overlap to size. Deterministic. Thread-safe
   * if the counter is.
   *
   * @param size largest number of tokens in a chunk, at least 1
   * @param overlap largest number of tokens that two neighbours share, from 0 to below {@code size}
   * @param counter what a token is
   */
  public static Chunker recursive(int size, int overlap, TokenCounter counter) {
    Objects.requireNonNull(counter, "counter");
    if (size < 1) {
      throw new IllegalArgumentException(
          "Chunk size must be at least 1 token; was %d.".formatted(size));
    }
    if (overlap < 0 || overlap >= size) {
      throw new IllegalArgumentException(
          "Chunk overlap must be from 0 to below the chunk size %d; was %d."
              .formatted(size, overlap));
    }
    return new RecursiveChunker(size, overlap, counter);
  }

  /** A chunker that makes one chunk of each document, without the blanks at its ends. */
  public static Chunker whole() {
    return document -> {
      String text = document.text();
      int start = Blanks.skip(text, 0, text.length());
      int end = Blanks.trimEnd(text, start, text.length());
      return start == end ? List.of() : List.of(Chunk.of(document, 0, start, end));
    };
  }
}
