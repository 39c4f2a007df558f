package io.millwright.llm.document;

import java.util.List;

/**
 * A way to cut a document into chunks.
 *
 * <p>An implementation must cover every character that is not blank, in source order, and must be
 * deterministic and thread-safe. A blank is a character for which {@link
 * Character#isWhitespace(char)} or {@link Character#isSpaceChar(char)} holds.
 */
@FunctionalInterface
public interface Chunker {

  /**
   * Cuts a document.
   *
   * @return chunks in source order, ordinals 0, 1, 2 and so on; empty if the text is all blank
   */
  List<Chunk> chunk(Document document);
}
