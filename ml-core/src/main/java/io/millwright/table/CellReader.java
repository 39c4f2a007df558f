package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one column of text into its builder. Not thread-safe. */
final class CellReader {

  static final String REQUIRED = "must have a value; was missing";
  static final String NO_INTEGER = "must be a whole number of 64 bits; was other text";
  static final String NO_NUMBER = "must be a finite decimal number or NaN; was other text";
  static final String NO_BOOLEAN = "must be true, false, 1 or 0; was other text";

  /** What means missing in columns that are not strings, besides white space. */
  static final Set<String> DEFAULT_MISSING =
      Set.of("?", "NA", "N/A", "n/a", "#N/A", "null", "NULL", "None");

  /** So many digits are always a long. */
  private static final int SAFE_DIGITS = 18;

  private final FieldType type;
  private final boolean optional;
  private final CsvOptions options;
  private final ColumnBuilder into;
  private final DecimalReader decimals;
  private final TimeReader times;
  private final List<String> missing;
  private final boolean[] missingStart = new boolean[128];
  private long whole;

  CellReader(Field field, CsvOptions options, ColumnBuilder into) {
    this.type = field.type();
    this.optional = field.optional();
    this.options = options;
    this.into = into;
    this.decimals = new DecimalReader(options.decimalComma() ? ',' : '.');
    this.times =
        new TimeReader(
            field.zone().orElse(ZoneOffset.UTC),
            options.shiftGaps(),
            options.patterns().get(field.name()));
    this.missing = new ArrayList<>(options.missing());
    if (!type.isString()) {
      missing.addAll(DEFAULT_MISSING);
      if (type != FieldType.NUMERIC) {
        missing.add("NaN");
      }
    }
    for (String token : missing) {
      if (!token.isEmpty() && token.charAt(0) < 128) {
        missingStart[token.charAt(0)] = true;
      }
    }
  }

  /** Reads a cell; returns what is wrong with it, or null. */
  @Nullable String read(char[] text, int start, int size, boolean quoted) {
    int offset = start;
    int length = size;
    if (type.isString()) {
      if (length == 0) {
        return quoted && !options.quotedEmptyIsMissing() ? string(text, offset, 0) : missing();
      }
      if (!options.trim() || quoted) {
        return isToken(text, offset, length) ? missing() : string(text, offset, length);
      }
    }
    while (length > 0 && text[offset] <= ' ') {
      offset++;
      length--;
    }
    while (length > 0 && text[offset + length - 1] <= ' ') {
      length--;
    }
    if (length == 0 || isToken(text, offset, length)) {
      return missing();
    }
    return type.isString() ? string(text, offset, length) : value(text, offset, length);
  }

  /** A row without a value here; returns what is wrong with that, or null. */
  @Nullable String missing() {
    if (optional) {
      into.addMissing();
      return null;
    }
    return REQUIRED;
  }

  private @Nullable String string(char[] text, int offset, int length) {
    into.addString(text, offset, length);
    return null;
  }

  private @Nullable String value(char[] text, int offset, int length) {
    return switch (type) {
      case NUMERIC -> {
        if (decimals.read(text, offset, length)) {
          into.addNumber(decimals.value());
          yield null;
        }
        yield NO_NUMBER;
      }
      case INTEGER -> {
        if (whole(text, offset, length)) {
          into.addInteger(whole);
          yield null;
        }
        yield NO_INTEGER;
      }
      case BOOLEAN -> truth(text, offset, length);
      case DATE -> time(times.date(text, offset, length));
      case TIMESTAMP -> time(times.timestamp(text, offset, length));
      case CATEGORICAL, TEXT -> throw new IllegalStateException("Strings are read before.");
    };
  }

  private @Nullable String time(@Nullable String fault) {
    if (fault == null) {
      into.addInteger(times.value());
    }
    return fault;
  }

  private @Nullable String truth(char[] text, int offset, int length) {
    int truth = truthOf(text, offset, length);
    if (truth < 0 && length == 1 && (text[offset] == '0' || text[offset] == '1')) {
      truth = text[offset] - '0';
    }
    if (truth < 0) {
      return NO_BOOLEAN;
    }
    into.addInteger(truth);
    return null;
  }

  /** 1 for true and 0 for false in any case of letters, -1 for other text. */
  static int truthOf(char[] text, int offset, int length) {
    return matches("true", text, offset, length)
        ? 1
        : matches("false", text, offset, length) ? 0 : -1;
  }

  private static boolean matches(String word, char[] text, int offset, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((text[offset + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isToken(char[] text, int offset, int length) {
    char first = text[offset];
    if (missing.isEmpty() || (first < 128 && !missingStart[first])) {
      return false;
    }
    for (String token : missing) {
      if (token.length() == length
          && token.contentEquals(java.nio.CharBuffer.wrap(text, offset, length))) {
        return true;
      }
    }
    return false;
  }

  private boolean whole(char[] text, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    if (at == end) {
      return false;
    }
    if (end - at <= SAFE_DIGITS) {
      return fewDigits(text, at, end, negative);
    }
    long sum = 0; // kept negative, since the negative range is the larger one
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || sum < Long.MIN_VALUE / 10) {
        return false;
      }
      sum = sum * 10 - digit;
      if (sum > 0) {
        return false;
      }
    }
    if (!negative && sum == Long.MIN_VALUE) {
      return false;
    }
    whole = negative ? sum : -sum;
    return true;
  }

  /** Digits that cannot overflow. */
  private boolean fewDigits(char[] text, int from, int end, boolean negative) {
    long sum = 0;
    int wrong = 0;
    for (int i = from; i < end; i++) {
      int digit = text[i] - '0';
      wrong |= digit | (9 - digit); // negative outside 0..9
      sum = sum * 10 + digit;
    }
    whole = negative ? -sum : sum;
    return wrong >= 0;
  }
}
