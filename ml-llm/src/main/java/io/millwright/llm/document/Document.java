package io.millwright.llm.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text with an id, a title, and where they are known page boundaries and metadata.
 *
 * <p>All offsets are UTF-16 indices into {@link #text()}. The text, title and id must be
 * well-formed UTF-16: an unpaired surrogate cannot be stored as UTF-8 and would silently change the
 * text.
 *
 * <p>Thread-safe: yes, immutable.
 */
public final class Document {

  /** Longest allowed id, in UTF-16 units. */
  public static final int MAX_ID_LENGTH = 1_000;

  private final String id;
  private final String title;
  private final String text;
  private final List<Integer> pageStarts;
  private final Metadata metadata;

  private Document(
      String id, String title, String text, List<Integer> pageStarts, Metadata metadata) {
    this.id = wellFormed("id", id);
    this.title = wellFormed("title", title);
    this.text = wellFormed("text", text);
    this.pageStarts = List.copyOf(pageStarts);
    this.metadata = Objects.requireNonNull(metadata, "metadata");
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "Document id must have 1 to %d characters, not all blank; had %d. Use a key or a path."
              .formatted(MAX_ID_LENGTH, id.length()));
    }
  }

  /**
   * A document without pages.
   *
   * @param id the key by which it is replaced and deleted, 1 to {@value #MAX_ID_LENGTH} characters
   * @param title what a citation shows; may be empty, then the id is shown
   * @param text the source text; may be empty
   */
  public static Document of(String id, String title, String text) {
    return new Document(id, title, text, List.of(), Metadata.empty());
  }

  /**
   * A document made of pages; they are joined with one line feed, which belongs to the earlier
   * page.
   *
   * @param pages text of page 1, page 2 and so on; a page may be empty, at least one page
   */
  public static Document ofPages(String id, String title, List<String> pages) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException(
          "Document must have at least one page; was none. Use Document.of for text without pages.");
    }
    List<Integer> starts = new ArrayList<>(pages.size());
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      if (i > 0) {
        joined.append('\n');
      }
      starts.add(joined.length());
      joined.append(pages.get(i));
    }
    return new Document(id, title, joined.toString(), starts, Metadata.empty());
  }

  /**
   * A document with its page boundaries as offsets.
   *
   * @param pageStarts offset of the first character of page 1 (always 0), page 2 and so on, not
   *     falling, none beyond the text; empty for a document without pages
   */
  public static Document ofOffsets(String id, String title, String text, List<Integer> pageStarts) {
    int previous = 0;
    for (int i = 0; i < pageStarts.size(); i++) {
      int start = pageStarts.get(i);
      if (start < previous || start > text.length() || (i == 0 && start != 0)) {
        throw new IllegalArgumentException(
            "Page starts must begin with 0, not fall, and stay within the text of %d characters; was %d (page %d)."
                .formatted(text.length(), start, i + 1));
      }
      previous = start;
    }
    return new Document(id, title, text, pageStarts, Metadata.empty());
  }

  /** A copy with these metadata in place of the present ones. */
  public Document withMetadata(Metadata metadata) {
    return new Document(id, title, text, pageStarts, metadata);
  }

  /** The key by which the document is replaced and deleted. */
  public String id() {
    return id;
  }

  /** What a citation shows; may be empty. */
  public String title() {
    return title;
  }

  /** The source text that all offsets point into. */
  public String text() {
    return text;
  }

  /** Offset of the first character of each page; empty for a document without pages. */
  public List<Integer> pageStarts() {
    return pageStarts;
  }

  /** Typed values to filter by. */
  public Metadata metadata() {
    return metadata;
  }

  /**
   * The pages on which the characters from {@code start} to before {@code end} lie.
   *
   * @return {@link PageSpan#none()} if the document has no pages
   */
  public PageSpan pagesOf(int start, int end) {
    Objects.checkFromToIndex(start, end, text.length());
    if (pageStarts.isEmpty()) {
      return PageSpan.none();
    }
    return new PageSpan(pageAt(start), pageAt(Math.max(start, end - 1)));
  }

  private int pageAt(int offset) {
    int low = 0;
    int high = pageStarts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pageStarts.get(middle) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  static String wellFormed(String what, String value) {
    Objects.requireNonNull(value, what);
    int at = 0;
    while (at < value.length()) {
      int point = value.codePointAt(at);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "Document %s must be well-formed UTF-16; was an unpaired surrogate (offset %d). Decode the source again, or replace it with U+FFFD."
                .formatted(what, at));
      }
      at += Character.charCount(point);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && id.equals(that.id)
        && title.equals(that.title)
        && text.equals(that.text)
        && pageStarts.equals(that.pageStarts)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, title, text, pageStarts, metadata);
  }

  /** Id and sizes only: the text may be confidential. */
  @Override
  public String toString() {
    return "Document[id=%s, characters=%d, pages=%d]"
        .formatted(id, text.length(), pageStarts.size());
  }
}
