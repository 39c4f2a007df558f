package io.millwright.llm.index;

import io.millwright.llm.document.Chunk;
import java.util.Objects;

/**
 * A chunk that a search found.
 *
 * <p>Thread-safe: immutable.
 *
 * @param rank position in the result, from 1
 * @param score BM25 score, above 0; comparable within one search only
 * @param chunk the chunk with its offsets and pages
 * @param title title of the document; may be empty
 */
public record Hit(int rank, double score, Chunk chunk, String title) {

  /** Checks the parts. */
  public Hit {
    Objects.requireNonNull(chunk, "chunk");
    Objects.requireNonNull(title, "title");
    if (rank < 1) {
      throw new IllegalArgumentException("Hit rank must be at least 1; was %d.".formatted(rank));
    }
  }

  /** Id of the document the chunk comes from. */
  public String documentId() {
    return chunk.documentId();
  }
}
