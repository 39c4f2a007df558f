package io.millwright.llm.document;

import java.util.Objects;

/**
 * A piece of a document, word for word, with its place in the source.
 *
 * <p>Always {@code text.equals(source.substring(start, end))}. Offsets are UTF-16 indices; neither
 * end lies inside a surrogate pair. Thread-safe: immutable.
 *
 * @param documentId id of the source document
 * @param ordinal position among the chunks of its document, from 0
 * @param start offset of the first character in the source
 * @param end offset after the last character in the source
 * @param text the characters from {@code start} to before {@code end}; not empty
 * @param pages the pages the chunk lies on
 */
public record Chunk(
    String documentId, int ordinal, int start, int end, String text, PageSpan pages) {

  /** Checks that the offsets fit the text. */
  public Chunk {
    Objects.requireNonNull(documentId, "documentId");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(pages, "pages");
    if (ordinal < 0 || start < 0 || end <= start || text.length() != end - start) {
      throw new IllegalArgumentException(
          "Chunk must have 0 <= start < end, as long as its text, and an ordinal from 0; was ordinal %d, %d to %d with %d characters."
              .formatted(ordinal, start, end, text.length()));
    }
  }

  /**
   * Cuts a chunk out of a document.
   *
   * @throws IndexOutOfBoundsException if the offsets are not within the text
   * @throws IllegalArgumentException if the range is empty or splits a surrogate pair
   */
  public static Chunk of(Document document, int ordinal, int start, int end) {
    String source = document.text();
    Objects.checkFromToIndex(start, end, source.length());
    if (splitsPair(source, start) || splitsPair(source, end)) {
      throw new IllegalArgumentException(
          "Chunk must not split a surrogate pair; was %d to %d (document %s)."
              .formatted(start, end, document.id()));
    }
    return new Chunk(
        document.id(),
        ordinal,
        start,
        end,
        source.substring(start, end),
        document.pagesOf(start, end));
  }

  static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Place and size only: the text may be confidential. */
  @Override
  public String toString() {
    return "Chunk[document=%s, ordinal=%d, start=%d, end=%d]"
        .formatted(documentId, ordinal, start, end);
  }
}
