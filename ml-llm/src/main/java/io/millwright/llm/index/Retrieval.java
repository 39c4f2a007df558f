package io.millwright.llm.index;

import java.util.Objects;

/**
 * How many chunks are fetched and how they are ranked.
 *
 * <p>Thread-safe: immutable.
 *
 * @param limit largest number of chunks, 1 to {@value #MAX_LIMIT}
 * @param bm25 the ranking function
 */
public record Retrieval(int limit, Bm25 bm25) {

  /** Largest number of chunks one search may ask for. */
  public static final int MAX_LIMIT = 100_000;

  /** Checks the limit. */
  public Retrieval {
    Objects.requireNonNull(bm25, "bm25");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "Retrieval limit must be 1 to %d chunks; was %d.".formatted(MAX_LIMIT, limit));
    }
  }

  /** BM25 with the usual parameters. */
  public static Retrieval bm25(int limit) {
    return new Retrieval(limit, Bm25.ofDefaults());
  }

  /** BM25 with these parameters. */
  public static Retrieval bm25(int limit, Bm25 bm25) {
    return new Retrieval(limit, bm25);
  }
}
