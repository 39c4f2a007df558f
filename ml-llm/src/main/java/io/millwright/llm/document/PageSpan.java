package io.millwright.llm.document;

/**
 * The pages a piece of text lies on, first to last, both included.
 *
 * <p>Pages count from 1. A document without pages has the span {@link #none()}. Thread-safe:
 * immutable.
 *
 * @param first first page, at least 1, or 0 for no pages
 * @param last last page, at least {@code first}, or 0 for no pages
 */
public record PageSpan(int first, int last) {

  private static final PageSpan NONE = new PageSpan(0, 0);

  /** Checks the bounds. */
  public PageSpan {
    boolean none = first == 0 && last == 0;
    if (!none && (first < 1 || last < first)) {
      throw new IllegalArgumentException(
          "Page span must be 1 <= first <= last, or 0 and 0 for no pages; was %d and %d."
              .formatted(first, last));
    }
  }

  /** The span of text in a document that has no pages. */
  public static PageSpan none() {
    return NONE;
  }

  /** Whether the document has pages at all. */
  public boolean isKnown() {
    return first > 0;
  }
}
