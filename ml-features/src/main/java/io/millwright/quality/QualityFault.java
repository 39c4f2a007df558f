package io.millwright.quality;

import java.util.Optional;

/**
 * One thing found wrong.
 *
 * @param kind what it is
 * @param field the field, if it is of one
 * @param text a sentence for a person; holds no value of the data
 */
public record QualityFault(Kind kind, Optional<String> field, String text) {

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
    /** Categories that differ in case or white space only. */
    CATEGORY_VARIANTS(false),
    /** Event times after the clock. */
    FUTURE_TIMES(false);

    private final boolean blocking;

    Kind(boolean blocking) {
      this.blocking = blocking;
    }

    /** Whether the gate refuses such data whatever its score, since nothing can be learnt. */
    public boolean isBlocking() {
      return blocking;
    }
  }

  static QualityFault of(Kind kind, String field, String text) {
    return new QualityFault(kind, Optional.of(field), text);
  }

  static QualityFault of(Kind kind, String text) {
    return new QualityFault(kind, Optional.empty(), text);
  }
}
