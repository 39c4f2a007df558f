package io.millwright.llm.rag;

import io.millwright.llm.document.Document;
import io.millwright.llm.document.PageSpan;
import java.util.Objects;

/**
 * A passage of a source, word for word, with its place.
 *
 * <p>Thread-safe: immutable.
 *
 * @param documentId id of the source document
 * @param title title of the source document; may be empty
 * @param pages the pages of the passage itself, not of the chunk it was found in
 * @param start offset of the first character in the source
 * @param end offset after the last character in the source
 * @param quote the characters from {@code start} to before {@code end}
 */
public record Citation(
    String documentId, String title, PageSpan pages, int start, int end, String quote) {

  /** Checks that the offsets fit the quote. */
  public Citation {
    Objects.requireNonNull(documentId, "documentId");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(pages, "pages");
    Objects.requireNonNull(quote, "quote");
    if (start < 0 || end <= start || quote.length() != end - start) {
      throw new IllegalArgumentException(
          "Citation must have 0 <= start < end, as long as its quote; was %d to %d with %d characters."
              .formatted(start, end, quote.length()));
    }
  }

  /** Cites a passage of a document. */
  static Citation of(Document document, int start, int end) {
    return new Citation(
        document.id(),
        document.title(),
        document.pagesOf(start, end),
        start,
        end,
        document.text().substring(start, end));
  }

  /**
   * Whether this document is the one cited and says exactly this, at this place and on these pages.
   */
  public boolean isVerifiedBy(Document document) {
    return documentId.equals(document.id())
        && title.equals(document.title())
        && end <= document.text().length()
        && document.text().startsWith(quote, start)
        && pages.equals(document.pagesOf(start, end));
  }

  /**
   * The citation as shown to people: {@code [Source: title, page 3]}, {@code [Source: title, pages
   * 3-4]}, or {@code [Source: title]} for a document without pages.
   *
   * <p>The id stands in for an empty title. Brackets and control characters of a title are shown as
   * parentheses and blanks, so that a title cannot look like the end of a citation.
   */
  public String label() {
    String name = plain(title.isBlank() ? documentId : title);
    if (!pages.isKnown()) {
      return "[Source: " + name + "]";
    }
    return pages.first() == pages.last()
        ? "[Source: %s, page %d]".formatted(name, pages.first())
        : "[Source: %s, pages %d-%d]".formatted(name, pages.first(), pages.last());
  }

  private static String plain(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '[') {
        shown.append('(');
      } else if (c == ']') {
        shown.append(')');
      } else {
        shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
      }
    }
    return shown.toString().strip();
  }

  /** Place only: the quote may be confidential. */
  @Override
  public String toString() {
    return "Citation[document=%s, start=%d, end=%d, pages=%d-%d]"
        .formatted(documentId, start, end, pages.first(), pages.last());
  }
}
