package io.millwright.table;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.schema.FieldType;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a CSV file is to be read, where it is not as {@link #ofDefaults()} expects: separator found
 * from the file, quote {@code "}, a header line, strict UTF-8 (or what a byte order mark says).
 *
 * <p>Missing, by default: an empty cell without quotes in every column; in columns that are not
 * strings also a cell of white space, an empty quoted cell, and {@code ? NA N/A n/a #N/A null NULL
 * None}; in those that are neither strings nor NUMERIC also {@code NaN}, which in a NUMERIC column
 * is a value. A quoted empty cell of a string column is the empty string. Immutable and
 * thread-safe.
 */
public final class CsvOptions {

  private static final CsvOptions DEFAULTS = builder().build();

  private final Builder is;

  private CsvOptions(Builder settings) {
    this.is = settings;
  }

  /** The settings that suit most files. */
  public static CsvOptions ofDefaults() {
    return DEFAULTS;
  }

  /** A builder with the default settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these settings, each of which may be set anew once. */
  public Builder edit() {
    Builder copy = new Builder();
    copy.separator = is.separator;
    copy.quote = is.quote;
    copy.charset = is.charset;
    copy.header = is.header;
    copy.missing = is.missing;
    copy.quotedEmptyIsMissing = is.quotedEmptyIsMissing;
    copy.trim = is.trim;
    copy.decimalComma = is.decimalComma;
    copy.shiftGaps = is.shiftGaps;
    copy.zone = is.zone;
    copy.patterns.putAll(is.patterns);
    copy.types.putAll(is.types);
    copy.limits = is.limits;
    copy.progress = is.progress;
    return copy;
  }

  /** The separator, if it is not to be found from the file. */
  public Optional<Character> separator() {
    return is.separator;
  }

  /** The quote character, or empty if quotes are text. */
  public Optional<Character> quote() {
    return is.quote;
  }

  /** The character set, if it is not UTF-8 or told by a byte order mark. */
  public Optional<Charset> charset() {
    return is.charset;
  }

  /** Names of the columns of a file without a header line; empty if it has one. */
  public List<String> header() {
    return is.header;
  }

  /** What means missing in every column, besides the defaults. */
  public Set<String> missing() {
    return is.missing;
  }

  /** Whether {@code ""} is missing in string columns too. */
  public boolean quotedEmptyIsMissing() {
    return is.quotedEmptyIsMissing;
  }

  /** Whether white space around strings without quotes is cut off. */
  public boolean trim() {
    return is.trim;
  }

  /** Whether numbers are written as in {@code 3,14}. */
  public boolean decimalComma() {
    return is.decimalComma;
  }

  /** Whether a local time in a gap of the clock is read as the time after it. */
  public boolean shiftGaps() {
    return is.shiftGaps;
  }

  /** The zone that inference gives TIMESTAMP fields. */
  public ZoneId zone() {
    return is.zone;
  }

  /** Date patterns by column. */
  public Map<String, String> patterns() {
    return Collections.unmodifiableMap(is.patterns);
  }

  /** Types that inference is not to find out, by column. */
  public Map<String, FieldType> types() {
    return Collections.unmodifiableMap(is.types);
  }

  /** What is too large. */
  public Limits limits() {
    return is.limits;
  }

  /** Who listens. */
  public Progress progress() {
    return is.progress;
  }

  /**
   * What is too large to be meant: a file beyond any limit is refused with a clear message.
   *
   * @param columns columns of the file, 1 or more
   * @param rows rows of the file, 1 or more
   * @param cellLength characters of one cell, 1 .. 2^28
   * @param bytes bytes of the file after unpacking, 1 or more; guards against packed files that
   *     unpack without end
   */
  public record Limits(int columns, int rows, int cellLength, long bytes) {

    /** 5,000 columns, 2^31 - 9 rows, 2^20 characters, 16 GiB. */
    public static final Limits DEFAULT =
        new Limits(5_000, Integer.MAX_VALUE - 8, 1 << 20, 16L << 30);

    public Limits {
      Require.atLeast("Limit of columns", columns, 1);
      Require.atLeast("Limit of rows", rows, 1);
      Require.atLeast("Limit of bytes", bytes, 1);
      if (cellLength < 1 || cellLength > 1 << 28) {
        throw Require.violated("Limit of cell length", "from 1 to 2^28", cellLength);
      }
    }
  }

  /** Collects settings; setting one twice is an error. Single use, not thread-safe. */
  public static final class Builder {

    private final Set<String> set = new HashSet<>();
    private final Map<String, String> patterns = new LinkedHashMap<>();
    private final Map<String, FieldType> types = new LinkedHashMap<>();
    private Optional<Character> separator = Optional.empty();
    private Optional<Character> quote = Optional.of('"');
    private Optional<Charset> charset = Optional.empty();
    private List<String> header = List.of();
    private Set<String> missing = Set.of();
    private boolean quotedEmptyIsMissing;
    private boolean trim;
    private boolean decimalComma;
    private boolean shiftGaps;
    private ZoneId zone = ZoneOffset.UTC;
    private Limits limits = Limits.DEFAULT;
    private Progress progress = Progress.SILENT;
    private boolean built;

    private Builder() {}

    /** What stands between two cells; found from the file unless set. */
    public Builder separator(char character) {
      once("separator");
      if (character == '\n' || character == '\r' || character == 0) {
        throw new IllegalArgumentException("separator must not be a line end or NUL.");
      }
      separator = Optional.of(character);
      return this;
    }

    /** What stands around a cell; {@code "} unless set. */
    public Builder quote(char character) {
      once("quote");
      if (character == '\n' || character == '\r' || character == 0) {
        throw new IllegalArgumentException("quote must not be a line end or NUL.");
      }
      quote = Optional.of(character);
      return this;
    }

    /** Quotes are text like any other character. */
    public Builder withoutQuotes() {
      once("quote");
      quote = Optional.empty();
      return this;
    }

    /**
     * The character set; UTF-8 unless set or told by a byte order mark. Always decoded strictly.
     */
    public Builder charset(Charset set) {
      once("charset");
      charset = Optional.of(set);
      return this;
    }

    /** The file has no header line; its columns have these names. */
    public Builder header(List<String> names) {
      once("header");
      if (names.isEmpty()) {
        throw new IllegalArgumentException("header must have at least one name; had none.");
      }
      names.forEach(n -> Require.notBlank("Name of a column", n));
      header = List.copyOf(names);
      return this;
    }

    /** These cells are missing in every column, strings included, besides the defaults. */
    public Builder missing(String... tokens) {
      once("missing");
      missing = Set.of(tokens);
      return this;
    }

    /** {@code ""} is missing in string columns too: for files that quote every cell. */
    public Builder quotedEmptyIsMissing() {
      once("quotedEmptyIsMissing");
      quotedEmptyIsMissing = true;
      return this;
    }

    /** White space around strings without quotes is cut off; around other values it always is. */
    public Builder trim() {
      once("trim");
      trim = true;
      return this;
    }

    /** Numbers are written as in {@code 3,14}; a point is then no part of a number. */
    public Builder decimalComma() {
      once("decimalComma");
      decimalComma = true;
      return this;
    }

    /**
     * A local time that its zone skips is read as the time after the clock change, one gap later;
     * unless set it is a bad cell. A local time that occurs twice is always the earlier one.
     */
    public Builder shiftGaps() {
      once("shiftGaps");
      shiftGaps = true;
      return this;
    }

    /** The zone that inference gives TIMESTAMP fields; UTC unless set. */
    public Builder zone(ZoneId id) {
      once("zone");
      zone = id;
      return this;
    }

    /**
     * A DATE or TIMESTAMP column is written in this pattern and not in ISO form.
     *
     * @param pattern of {@link java.time.format.DateTimeFormatter}, English names, resolved
     *     strictly: 31 February is a bad cell. Inference makes the column a TIMESTAMP if the
     *     pattern has an hour, else a DATE
     */
    public Builder pattern(String column, String pattern) {
      once("pattern of '" + column + "'");
      TimeReader.formatter(pattern);
      patterns.put(column, pattern);
      return this;
    }

    /** Inference gives the column this type. */
    public Builder type(String column, FieldType type) {
      once("type of '" + column + "'");
      types.put(column, type);
      return this;
    }

    /** What is too large; {@link Limits#DEFAULT} unless set. */
    public Builder limits(Limits values) {
      once("limits");
      limits = values;
      return this;
    }

    /** Hears of bytes read, step {@code "reading <file>"}. */
    public Builder progress(Progress listener) {
      once("progress");
      progress = listener;
      return this;
    }

    /** The options. */
    public CsvOptions build() {
      once("build()");
      built = true;
      if (separator.isPresent() && separator.equals(quote)) {
        throw new IllegalArgumentException("separator must differ from quote; was the same.");
      }
      if (decimalComma && separator.isPresent() && separator.get() == ',') {
        throw new IllegalArgumentException("separator must not be ',' with decimalComma.");
      }
      return new CsvOptions(this);
    }

    private void once(String setting) {
      if (built || !set.add(setting)) {
        throw new IllegalStateException(
            built
                ? "Builder must be used once; it has built its options."
                : setting + " must be set once; was set before.");
      }
    }
  }
}
