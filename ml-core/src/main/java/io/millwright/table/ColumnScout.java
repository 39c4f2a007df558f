package io.millwright.table;

import io.millwright.schema.FieldType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks at every cell of one column and says what it holds. Not thread-safe. */
final class ColumnScout {

  /** Above this many characters on average, or {@link #LONG_CELL} in one cell, strings are text. */
  private static final int LONG_ON_AVERAGE = 60;

  private static final int LONG_CELL = 200;
  private static final int MANY_DISTINCT = 50;
  private static final double MANY_SHARE = 0.5;

  /** Spellings of NaN, which means missing in inference. */
  static final Set<String> NANS = Set.of("NaN", "nan", "NAN");

  private static final int MOST_TOKENS = 1_000;

  private final String name;
  private final CsvOptions options;
  private final DecimalReader points = new DecimalReader('.');
  private final DecimalReader commas = new DecimalReader(',');
  private final TimeReader times;
  private final DistinctCount distinct = new DistinctCount();
  private final Set<String> tokens = new HashSet<>();
  private final boolean patterned;
  private final boolean patternHasHour;
  private long empty; // no characters and no quotes, or what the options call missing
  private long blank; // white space only, or quotes around nothing
  private long tokened; // what means missing in columns that are not strings
  private long nans;
  private long values;
  private long integers;
  private long tooLong;
  private long zeros; // whole numbers written with a leading zero
  private long withPoint;
  private long withComma;
  private long truths;
  private long dates;
  private long stamps;
  private long locals;
  private long length;
  private int longest;
  private double leastPoint = Double.POSITIVE_INFINITY;
  private double mostPoint = Double.NEGATIVE_INFINITY;
  private double leastComma = Double.POSITIVE_INFINITY;
  private double mostComma = Double.NEGATIVE_INFINITY;
  private long firstTime = Long.MAX_VALUE;
  private long lastTime = Long.MIN_VALUE;

  ColumnScout(String name, CsvOptions options) {
    this.name = name;
    this.options = options;
    String pattern = options.patterns().get(name);
    this.patterned = pattern != null;
    this.patternHasHour =
        pattern != null && pattern.replaceAll("'[^']*'", "").matches(".*[HhKk].*");
    this.times = new TimeReader(options.zone(), true, pattern);
  }

  void cell(char[] text, int start, int size, boolean quoted) {
    int offset = start;
    int cell = size;
    while (cell > 0 && text[offset] <= ' ') {
      offset++;
      cell--;
    }
    while (cell > 0 && text[offset + cell - 1] <= ' ') {
      cell--;
    }
    if (size == 0 && (!quoted || options.quotedEmptyIsMissing())) {
      empty++;
      return;
    }
    if (cell == 0) {
      blank++;
      token(new String(text, start, size));
      return;
    }
    if (cell <= 8 && couldBeToken(text, offset, cell)) {
      return;
    }
    values++;
    length += size;
    longest = Math.max(longest, size);
    distinct.add(text, start, size);
    classify(text, offset, cell);
  }

  private boolean couldBeToken(char[] text, int offset, int size) {
    char first = text[offset];
    boolean starts = first == '?' || first == '#' || first == 'N' || first == 'n';
    if (!starts && options.missing().isEmpty()) {
      return false;
    }
    String word = new String(text, offset, size);
    if (options.missing().contains(word)) {
      empty++;
      return true;
    }
    if (NANS.contains(word)) {
      nans++;
    } else if (CellReader.DEFAULT_MISSING.contains(word)) {
      tokened++;
    } else {
      return false;
    }
    token(word);
    return true;
  }

  private void token(String word) {
    if (tokens.size() < MOST_TOKENS) {
      tokens.add(word);
    }
  }

  private void classify(char[] text, int offset, int size) {
    if (patterned) {
      boolean fits =
          (patternHasHour ? times.timestamp(text, offset, size) : times.date(text, offset, size))
              == null;
      dates += fits && !patternHasHour ? 1 : 0;
      stamps += fits && patternHasHour ? 1 : 0;
      if (fits) {
        seenTime(patternHasHour);
      }
      return;
    }
    if (number(text, offset, size)) {
      return;
    }
    if (size >= 10 && times.date(text, offset, size) == null) {
      dates++;
      seenTime(false);
    } else if (size > 10 && times.timestamp(text, offset, size) == null) {
      stamps++;
      locals += times.wasLocal() ? 1 : 0;
      seenTime(true);
    } else if (CellReader.truthOf(text, offset, size) >= 0) {
      truths++;
    }
  }

  private void seenTime(boolean stamp) {
    long nanosOrDays = times.value();
    long days = stamp ? Math.floorDiv(nanosOrDays, 86_400 * ComponentReader.NANOS) : nanosOrDays;
    firstTime = Math.min(firstTime, days);
    lastTime = Math.max(lastTime, days);
  }

  private boolean number(char[] text, int offset, int size) {
    boolean sign = text[offset] == '-' || text[offset] == '+';
    int digits = sign ? size - 1 : size;
    int first = offset + (sign ? 1 : 0);
    boolean whole = digits > 0;
    for (int i = first; i < offset + size && whole; i++) {
      whole = text[i] >= '0' && text[i] <= '9';
    }
    if (whole) {
      integers++;
      zeros += digits > 1 && text[first] == '0' ? 1 : 0;
      tooLong += digits > 18 ? 1 : 0;
      points.read(text, offset, size);
      leastPoint = Math.min(leastPoint, points.value());
      mostPoint = Math.max(mostPoint, points.value());
      leastComma = Math.min(leastComma, points.value());
      mostComma = Math.max(mostComma, points.value());
      return true;
    }
    if (points.read(text, offset, size)) {
      withPoint++;
      leastPoint = Math.min(leastPoint, points.value());
      mostPoint = Math.max(mostPoint, points.value());
      return true;
    }
    if (commas.read(text, offset, size)) {
      withComma++;
      leastComma = Math.min(leastComma, commas.value());
      mostComma = Math.max(mostComma, commas.value());
      return true;
    }
    return false;
  }

  /** Whether its numbers are numbers only with a decimal comma. */
  boolean wantsComma() {
    return values > 0 && withComma > 0 && integers + withComma == values;
  }

  /** Whether its numbers are numbers only with a decimal point. */
  boolean wantsPoint() {
    return values > 0 && withPoint > 0 && integers + withPoint == values;
  }

  /** Whether it holds NaN among numbers, which is then taken for missing. */
  boolean hasNan() {
    return nans > 0;
  }

  /** What the column is, and why. */
  CsvInference.ColumnEvidence evidence(boolean decimalComma, boolean nanIsMissing, ZoneId zone) {
    FieldType wanted = options.types().get(name);
    FieldType type = wanted == null ? type(decimalComma) : wanted;
    String why = wanted == null ? why(type, decimalComma, zone) : "as the options say";
    long missing = empty + (type.isString() ? 0 : blank + tokened) + (nanIsMissing ? nans : 0);
    int different = distinct.count() + (type.isString() ? tokens.size() : 0);
    return new CsvInference.ColumnEvidence(
        name, type, why, missing, different, range(type, decimalComma));
  }

  private FieldType type(boolean decimalComma) {
    if (values == 0) {
      return FieldType.CATEGORICAL;
    }
    if (integers == values && zeros == 0 && tooLong == 0) {
      return FieldType.INTEGER;
    }
    long decimal = decimalComma ? withComma : withPoint;
    if (decimal > 0 && integers + decimal == values) {
      return FieldType.NUMERIC;
    }
    if (truths == values) {
      return FieldType.BOOLEAN;
    }
    if (dates == values) {
      return FieldType.DATE;
    }
    if (dates + stamps == values) {
      return FieldType.TIMESTAMP;
    }
    boolean manyDistinct = distinct.count() > MANY_DISTINCT && share() > MANY_SHARE;
    boolean wordy = longest > LONG_CELL || length > LONG_ON_AVERAGE * values;
    return manyDistinct || wordy || distinct.count() >= DistinctCount.MOST
        ? FieldType.TEXT
        : FieldType.CATEGORICAL;
  }

  private double share() {
    return (double) distinct.count() / values;
  }

  private String why(FieldType type, boolean decimalComma, ZoneId zone) {
    return switch (type) {
      case INTEGER -> "all whole numbers";
      case NUMERIC ->
          "all numbers, "
              + (decimalComma
                  ? withComma + " with a comma"
                  : withPoint + " with a fraction or exponent");
      case BOOLEAN -> "all true or false";
      case DATE -> patterned ? "all dates in the given pattern" : "all ISO dates";
      case TIMESTAMP ->
          (patterned ? "all times in the given pattern" : "all ISO timestamps")
              + (locals > 0 || dates > 0 ? ", without an offset: read in " + zone : "");
      case TEXT ->
          longest > LONG_CELL || length > LONG_ON_AVERAGE * values
              ? "long strings, up to " + longest + " characters"
              : percent(share()) + " of the values differ";
      case CATEGORICAL -> whyCategorical();
    };
  }

  private String whyCategorical() {
    if (values == 0) {
      return "has no values";
    }
    if (integers == values) {
      return zeros > 0
          ? "whole numbers with leading zeros: codes, not amounts"
          : "whole numbers of more than 18 digits: codes, not amounts";
    }
    long numbers = integers + withPoint + withComma;
    return "strings, "
        + percent(share())
        + " of the values differ"
        + (numbers > 0 ? "; " + (values - numbers) + " cells are no number" : "");
  }

  private static String percent(double share) {
    return String.format(java.util.Locale.ROOT, "%.1f %%", 100 * share);
  }

  private Optional<String> range(FieldType type, boolean decimalComma) {
    double least = decimalComma ? leastComma : leastPoint;
    double most = decimalComma ? mostComma : mostPoint;
    if (type == FieldType.INTEGER && integers == values && values > 0) {
      return Optional.of((long) least + " .. " + (long) most);
    }
    if (type == FieldType.NUMERIC && least <= most) {
      return Optional.of(least + " .. " + most);
    }
    return type.isTime() && firstTime <= lastTime
        ? Optional.of(LocalDate.ofEpochDay(firstTime) + " .. " + LocalDate.ofEpochDay(lastTime))
        : Optional.empty();
  }
}
