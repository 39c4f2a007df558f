package io.millwright.quality;

/**
 * Two categories of a field that look like one. Unlike every message it holds values of the data:
 * show it only to those who may see them.
 *
 * @param field the field
 * @param category the less frequent of the two
 * @param like the more frequent one
 * @param rows how many rows have the less frequent one
 * @param likeness how they are alike
 */
public record SimilarCategories(
    String field, String category, String like, long rows, Likeness likeness) {

  /** How two categories are alike. */
  public enum Likeness {
    /** Equal but for case, white space or Unicode form (NFKC). */
    SPELLING,
    /** One letter inserted, left out or replaced, in words of at least eight. */
    ONE_LETTER
  }

  /** Field, likeness and rows; no values. */
  @Override
  public String toString() {
    return "SimilarCategories[" + field + ", " + likeness + ", " + rows + " rows]";
  }
}
