package io.millwright.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing found wrong.
 *
 * @param kind what it is
 * @param field the field, if it is of one
 * @param text a sentence for a person; holds no value of the data
 * @param rows the first rows it concerns, at most 10, ascending, from 0; empty where no rows are
 *     named
 */
public record QualityFault(Kind kind, Optional<String> field, String text, List<Long> rows) {

  /** Copies the rows. */
  public QualityFault {
    rows = List.copyOf(rows);
  }

  /** What can be found wrong. */
  public enum Kind {
    /** No row. */
    EMPTY_TABLE(true),
    /** A feature without any value. */
    ALL_MISSING(true),
    /** Rows without a label. */
    MISSING_TARGET(true),
    /** A label that is the same in every row. */
    ONE_CLASS_TARGET(true),
    /** A blocking expectation that does not hold. */
    EXPECTATION_BROKEN(true),
    /** An expectation that does not hold and was declared a warning. */
    EXPECTATION_WARNING(false),
    /** A feature with one value. */
    CONSTANT_COLUMN(false),
    /** Rows equal to an earlier one. */
    DUPLICATE_ROWS(false),
    /** A feature that seems to number or name the rows. */
    ID_LIKE_COLUMN(false),
    /** NaN or infinite numbers. */
    NON_FINITE(false),
    /** Numbers far from all others. */
    EXTREME_OUTLIERS(false),
    /** Categories that differ in case, white space or Unicode form only. */
    CATEGORY_VARIANTS(false),
    /** Long categories that differ in one letter, which may or may not be a slip. */
    CATEGORY_TYPOS(false),
    /** Numbers, dates and words in one column of strings. */
    MIXED_TYPES(false),
    /** Dates written in several ways in one column of strings. */
    MIXED_DATE_FORMATS(false),
    /** Strings built unlike nearly all others of their column, for example {@code A9} and 9A. */
    ODD_FORMATS(false),
    /** Event times after the clock. */
    FUTURE_TIMES(false);

    private final boolean blocking;

    Kind(boolean blocking) {
      this.blocking = blocking;
    }

    /** Whether the gate refuses such data whatever its score. */
    public boolean isBlocking() {
      return blocking;
    }
  }

  static QualityFault of(Kind kind, String field, String text) {
    return new QualityFault(kind, Optional.of(field), text, List.of());
  }

  static QualityFault of(Kind kind, String text) {
    return new QualityFault(kind, Optional.empty(), text, List.of());
  }

  /** The same with rows, which the text names too. */
  QualityFault at(List<Long> found) {
    String named =
        found.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", " First at rows ", "."));
    return found.isEmpty() ? this : new QualityFault(kind, field, text + named, found);
  }
}
