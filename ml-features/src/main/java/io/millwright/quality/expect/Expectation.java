package io.millwright.quality.expect;

import io.millwright.Require;
import java.util.List;
import java.util.Objects;

/**
 * One thing a table is expected to be, without the values it is compared with.
 *
 * @param kind what must hold
 * @param fields the fields it is about, in order; none for {@link Kind#ROW_COUNT}
 * @param tolerated the share of checked rows, 0..1, that may fail
 * @param severity what it means if more fail
 */
public record Expectation(Kind kind, List<String> fields, double tolerated, Severity severity) {

  /** What can be expected. */
  public enum Kind {
    /** Every row has a value. Every row is checked. */
    REQUIRED("required"),
    /** Values lie between two bounds, both allowed; NaN does not. Rows with a value are checked. */
    IN_RANGE("inRange"),
    /** Values are among a few. Rows with a value are checked. */
    IN_SET("inSet"),
    /**
     * No key comes twice: a row fails whose key an earlier row had. Rows with a value in every
     * field of the key are checked; NaN is a value and equal to itself.
     */
    UNIQUE_KEY("uniqueKey"),
    /** The whole value matches a regular expression. Rows with a value are checked. */
    MATCHES("matches"),
    /**
     * Values never fall: a row fails whose value is below that of the last earlier row, of the same
     * key if there is one, that had a value. Rows with value and key are checked.
     */
    MONOTONE("monotone"),
    /** Values are among the keys of another table. Rows with a value are checked. */
    FOREIGN_KEY("foreignKey"),
    /** The number of rows lies between two bounds, both allowed. */
    ROW_COUNT("rowCount"),
    /** A feature is distributed as in a stored profile. */
    LIKE_PROFILE("likeProfile");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Whether it is about the table and not about rows: then nothing can be tolerated. */
    public boolean isOfTable() {
      return this == ROW_COUNT || this == LIKE_PROFILE;
    }
  }

  /** Checks the share and copies the fields. */
  public Expectation {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(severity, "severity");
    fields = List.copyOf(fields);
    Require.share("Tolerated share", tolerated);
  }

  /** Kind and fields, for example {@code inRange(age)}. */
  public String name() {
    return kind.word + "(" + String.join(", ", fields) + ")";
  }
}
