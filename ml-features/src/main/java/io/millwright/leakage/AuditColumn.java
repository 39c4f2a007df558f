package io.millwright.leakage;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * One field over the training rows followed by the test rows: equal values have equal codes, those
 * of numbers and times ascending, -1 where there is none.
 */
final class AuditColumn {

  private static final long NANOS = 1_000_000_000L;

  private final Field field;
  private final Column train;
  private final Column test;
  private final int[] codes;
  private final int distinct;
  private final double[] numbers;

  private AuditColumn(Field field, Column train, Column test, Coded coded, double[] numbers) {
    this.field = field;
    this.train = train;
    this.test = test;
    this.codes = coded.codes;
    this.distinct = coded.distinct;
    this.numbers = numbers;
  }

  private static final class Coded {
    private final int[] codes;
    private final int distinct;

    Coded(int[] codes, int distinct) {
      this.codes = codes;
      this.distinct = distinct;
    }
  }

  static AuditColumn of(Field field, Column train, Column test) {
    int n = train.size() + test.size();
    if (field.type().isString()) {
      return new AuditColumn(field, train, test, strings(train, test), new double[0]);
    }
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> number(field.type(), train, test, i));
    Coded coded =
        field.type() == FieldType.NUMERIC ? doubles(train, test, numbers) : longs(train, test);
    for (int i = 0; i < n; i++) {
      numbers[i] = Double.isFinite(numbers[i]) ? numbers[i] : Double.NaN;
    }
    return new AuditColumn(field, train, test, coded, numbers);
  }

  private static double number(FieldType type, Column train, Column test, int i) {
    Column half = i < train.size() ? train : test;
    int row = i < train.size() ? i : i - train.size();
    if (half.isMissing(row)) {
      return Double.NaN;
    }
    return type.isTime() ? half.integer(row) : half.number(row) + 0.0;
  }

  private static Coded strings(Column train, Column test) {
    int[] codes = new int[train.size() + test.size()];
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < codes.length; i++) {
      Column half = i < train.size() ? train : test;
      int row = i < train.size() ? i : i - train.size();
      if (half.isMissing(row)) {
        codes[i] = -1;
      } else {
        int next = known.size();
        Integer code = known.putIfAbsent(half.string(row), next);
        codes[i] = code == null ? next : code;
      }
    }
    return new Coded(codes, known.size());
  }

  private static Coded doubles(Column train, Column test, double[] numbers) {
    double[] sorted = new double[numbers.length];
    int present = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (!isMissing(train, test, i)) {
        sorted[present++] = numbers[i];
      }
    }
    sorted = Arrays.copyOf(sorted, present);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < present; i++) {
      if (i == 0 || Double.compare(sorted[i], sorted[distinct - 1]) != 0) {
        sorted[distinct++] = sorted[i];
      }
    }
    double[] values = Arrays.copyOf(sorted, distinct);
    return coded(train, test, i -> Arrays.binarySearch(values, numbers[i]), distinct);
  }

  private static Coded longs(Column train, Column test) {
    int n = train.size() + test.size();
    long[] values = new long[n];
    int present = 0;
    for (int i = 0; i < n; i++) {
      if (!isMissing(train, test, i)) {
        values[present++] = integer(train, test, i);
      }
    }
    long[] distinct = Arrays.stream(values, 0, present).sorted().distinct().toArray();
    return coded(
        train, test, i -> Arrays.binarySearch(distinct, integer(train, test, i)), distinct.length);
  }

  private static Coded coded(Column train, Column test, IntUnaryOperator code, int distinct) {
    int[] codes = new int[train.size() + test.size()];
    Arrays.setAll(codes, i -> isMissing(train, test, i) ? -1 : code.applyAsInt(i));
    return new Coded(codes, distinct);
  }

  private static boolean isMissing(Column train, Column test, int i) {
    return i < train.size() ? train.isMissing(i) : test.isMissing(i - train.size());
  }

  private static long integer(Column train, Column test, int i) {
    return i < train.size() ? train.integer(i) : test.integer(i - train.size());
  }

  Field field() {
    return field;
  }

  String name() {
    return field.name();
  }

  FieldType type() {
    return field.type();
  }

  int size() {
    return codes.length;
  }

  /** How many different values, missing not among them. */
  int distinct() {
    return distinct;
  }

  int code(int i) {
    return codes[i];
  }

  int[] codes() {
    return codes;
  }

  boolean isMissing(int i) {
    return codes[i] < 0;
  }

  int present() {
    int present = 0;
    for (int code : codes) {
      present += code >= 0 ? 1 : 0;
    }
    return present;
  }

  /** Whether {@link #number} has a meaning: a number or a time. */
  boolean isNumeric() {
    return numbers.length > 0;
  }

  /** The number, or the time in its unit; NaN where it is missing or not finite. */
  double number(int i) {
    return numbers[i];
  }

  double[] numbers() {
    return numbers;
  }

  String string(int i) {
    return i < train.size() ? train.string(i) : test.string(i - train.size());
  }

  /** The exact time in its unit. */
  long time(int i) {
    return integer(train, test, i);
  }

  /** The value as the positive value of a binary label is written. */
  String text(int i) {
    return switch (type()) {
      case CATEGORICAL, TEXT -> string(i);
      case BOOLEAN -> time(i) == 1 ? "true" : "false";
      case NUMERIC -> Double.toString(numbers[i]);
      default -> Long.toString(time(i));
    };
  }

  /**
   * Order of this time in row i and another's in row j: by instant or day if both are of one type,
   * else by local day.
   */
  int compareTime(int i, AuditColumn other, int j) {
    return type() == other.type()
        ? Long.compare(time(i), other.time(j))
        : Long.compare(day(i), other.day(j));
  }

  private long day(int i) {
    if (type() == FieldType.DATE) {
      return time(i);
    }
    Instant at =
        Instant.ofEpochSecond(Math.floorDiv(time(i), NANOS), Math.floorMod(time(i), NANOS));
    return at.atZone(field.zone().orElse(ZoneId.of("UTC"))).toLocalDate().toEpochDay();
  }
}
