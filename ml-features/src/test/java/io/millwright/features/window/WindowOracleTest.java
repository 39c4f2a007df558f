package io.millwright.features.window;

import static io.millwright.features.window.Histories.AMOUNT;
import static io.millwright.features.window.Histories.AT;
import static io.millwright.features.window.Histories.CUSTOMER;
import static io.millwright.features.window.Histories.DEFAULTED;
import static io.millwright.features.window.Histories.HOUR;
import static io.millwright.features.window.Histories.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every feature against its definition, computed row by row from the whole table. */
class WindowOracleTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  private final WindowSpec spec =
      WindowSpec.over(Histories.SCHEMA).perEntity("customer").add(Histories.all()).build();

  private enum Seen {
    BEFORE(""),
    CLOSED("_incl"),
    DELAYED("_after_2d");

    final String suffix;

    Seen(String suffix) {
      this.suffix = suffix;
    }
  }

  /** The rows a feature of one row may see, oldest first, and the column it reads. */
  private static final class History {

    private final Table table;
    private final int[] rows;
    private final int field;
    private final long now;

    History(Table table, int[] rows, int field, long now) {
      this.table = table;
      this.rows = rows;
      this.field = field;
      this.now = now;
    }

    boolean missing(int i) {
      return table.columns().get(field).isMissing(rows[i]);
    }

    double value(int i) {
      return missing(i) ? Double.NaN : table.columns().get(field).number(rows[i]);
    }

    long time(int i) {
      return table.columns().get(AT).integer(rows[i]);
    }

    double[] present(int from) {
      return IntStream.range(from, rows.length)
          .filter(i -> !missing(i))
          .mapToDouble(this::value)
          .toArray();
    }

    int from(long start, boolean open) {
      int i = 0;
      while (i < rows.length && (open ? time(i) <= start : time(i) < start)) {
        i++;
      }
      return i;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 400})
  void features_randomTable_equalTheirDefinition(int rows) {
    Table table = Histories.random(Seed.of(rows).random(), rows, 3);
    Table widened = spec.apply(table);
    for (Seen seen : Seen.values()) {
      for (int row = 0; row < rows; row++) {
        int field = seen == Seen.DELAYED ? DEFAULTED : AMOUNT;
        numbers(widened, row, seen, history(table, row, seen, field));
      }
    }
  }

  private static History history(Table table, int row, Seen seen, int field) {
    List<Column> columns = table.columns();
    long now = columns.get(AT).integer(row);
    int[] rows =
        IntStream.range(0, table.rowCount())
            .filter(j -> columns.get(CUSTOMER).string(j).equals(columns.get(CUSTOMER).string(row)))
            .filter(
                j -> {
                  long at = columns.get(AT).integer(j);
                  return switch (seen) {
                    case BEFORE -> at < now;
                    case CLOSED -> at < now || (at == now && j <= row);
                    case DELAYED -> at + 48 * HOUR <= now && !columns.get(field).isMissing(j);
                  };
                })
            .boxed()
            .sorted(java.util.Comparator.comparingLong(j -> columns.get(AT).integer(j)))
            .mapToInt(Integer::intValue)
            .toArray();
    return new History(table, rows, field, now);
  }

  private void numbers(Table widened, int row, Seen seen, History h) {
    boolean closed = seen == Seen.CLOSED;
    String field = h.field == AMOUNT ? "amount_" : "defaulted_";
    Check check = new Check(widened, row, field, seen.suffix);
    statistics(check, "1rows", h.present(Math.max(0, h.rows.length - 1)), 1, true);
    statistics(check, "9rows", h.present(Math.max(0, h.rows.length - 9)), 3, true);
    statistics(check, "30h", h.present(h.from(h.now - 30 * HOUR, closed)), 1, true);
    statistics(check, "p4d", h.present(h.from(back(t -> t.minusDays(4), h.now), closed)), 1, true);
    statistics(
        check, "p1m", h.present(h.from(back(t -> t.minusMonths(1), h.now), closed)), 1, true);
    statistics(check, "all", h.present(0), 2, false);
    // The row itself is the newest of a closed history, and lags count from it.
    int last = closed ? h.rows.length - 2 : h.rows.length - 1;
    check.equal("lag_1", last >= 0 ? h.value(last) : Double.NaN);
    check.equal("lag_7", last >= 6 ? h.value(last - 6) : Double.NaN);
    check.equal("lag_1d", asOf(h, h.now - 24 * HOUR, Long.MAX_VALUE));
    check.equal("lag_p1d_within_0d", asOf(h, back(t -> t.minusDays(1), h.now), 0));
    check.equal("lag_p3d_within_12h", asOf(h, back(t -> t.minusDays(3), h.now), 12 * HOUR));
    int top = h.rows.length - 1;
    check.equal("diff_1", top >= 1 ? h.value(top) - h.value(top - 1) : Double.NaN);
    check.equal("diff_3", top >= 3 ? h.value(top) - h.value(top - 3) : Double.NaN);
    weighted(check, h);
    int event = top;
    while (event >= 0 && h.missing(event)) {
      event--;
    }
    boolean label = h.field == DEFAULTED;
    check.equal("filled", event < 0 ? Double.NaN : h.value(event));
    while (label && event >= 0 && h.value(event) != 1) {
      event--;
    }
    check.near("since_h", event < 0 ? Double.NaN : (h.now - h.time(event)) / 3.6e12);
    if (h.field == AMOUNT) {
      plan(widened, row, seen, h);
    }
  }

  private static void plan(Table widened, int row, Seen seen, History h) {
    Column plan = h.table.columns().get(PLAN);
    String expected = null;
    for (int j : h.rows) {
      expected = plan.isMissing(j) ? expected : plan.string(j);
    }
    Column filled = widened.column("plan_filled" + seen.suffix);
    assertThat(filled.isMissing(row) ? null : filled.string(row)).isEqualTo(expected);
  }

  private static double asOf(History h, long moment, long within) {
    int i = h.from(moment, true) - 1;
    boolean near = i >= 0 && (within == Long.MAX_VALUE || h.time(i) >= moment - within);
    return near ? h.value(i) : Double.NaN;
  }

  private static long back(java.util.function.UnaryOperator<LocalDateTime> minus, long now) {
    LocalDateTime local =
        Instant.ofEpochSecond(Math.floorDiv(now, 1_000_000_000L)).atZone(MADRID).toLocalDateTime();
    return minus.apply(local).atZone(MADRID).toEpochSecond() * 1_000_000_000L;
  }

  /** {@code sum w x / sum w} with every weight from its definition. */
  private static void weighted(Check check, History h) {
    double alpha = 1 - Math.exp(-Math.log(2) / 3);
    int n = h.rows.length;
    check.near("ewm_halflife3", mean(h, i -> Math.pow(1 - alpha, n - 1 - i)));
    check.near("ewm_alpha0.25_skip", mean(h, i -> Math.pow(0.75, h.present(i + 1).length)));
    check.near("ewm_halflife10h", mean(h, i -> Math.pow(2, -(h.now - h.time(i)) / (10.0 * HOUR))));
    double y = Double.NaN;
    double weight = 1;
    for (int i = 0; i < n; i++) {
      weight *= 1 - 1 / 3.0;
      if (!h.missing(i)) {
        boolean first = Double.isNaN(y);
        y = first ? h.value(i) : (weight * y + h.value(i) / 3) / (weight + 1 / 3.0);
        weight = 1;
      }
    }
    check.near("ewm_span5_rec", y);
  }

  private static double mean(History h, java.util.function.IntToDoubleFunction weight) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < h.rows.length; i++) {
      if (!h.missing(i)) {
        sum += weight.applyAsDouble(i) * h.value(i);
        weights += weight.applyAsDouble(i);
      }
    }
    return weights == 0 ? Double.NaN : sum / weights;
  }

  private static void statistics(
      Check check, String window, double[] x, int least, boolean median) {
    boolean enough = x.length >= least;
    BigDecimal sum =
        Arrays.stream(x).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    check.equal(window + "_count", x.length);
    check.equal(window + "_sum", enough ? sum.doubleValue() : Double.NaN);
    check.equal(window + "_min", enough ? Arrays.stream(x).min().orElse(Double.NaN) : Double.NaN);
    check.equal(window + "_max", enough ? Arrays.stream(x).max().orElse(Double.NaN) : Double.NaN);
    ToDoubleFunction<BigDecimal> over =
        total -> total.divide(BigDecimal.valueOf(x.length), MathContext.DECIMAL128).doubleValue();
    check.near(window + "_mean", enough ? over.applyAsDouble(sum) : Double.NaN);
    check.near(window + "_std", enough && x.length > 1 ? deviation(x, sum) : Double.NaN);
    if (median) {
      double[] sorted = x.clone();
      Arrays.sort(sorted);
      int n = x.length;
      check.equal(
          window + "_median", !enough ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
  }

  private static double deviation(double[] x, BigDecimal sum) {
    MathContext digits = MathContext.DECIMAL128;
    BigDecimal mean = sum.divide(BigDecimal.valueOf(x.length), digits);
    BigDecimal squares = BigDecimal.ZERO;
    for (double each : x) {
      squares = squares.add(new BigDecimal(each).subtract(mean).pow(2), digits);
    }
    return Math.sqrt(squares.divide(BigDecimal.valueOf(x.length - 1), digits).doubleValue());
  }

  private record Check(Table widened, int row, String field, String suffix) {

    double actual(String feature) {
      Column column = widened.column(field + feature + suffix);
      return column.isMissing(row) ? Double.NaN : column.number(row);
    }

    void equal(String feature, double expected) {
      double actual = actual(feature);
      assertThat(actual == expected || (Double.isNaN(actual) && Double.isNaN(expected)))
          .as("%s%s%s row %s: expected %s, was %s", field, feature, suffix, row, expected, actual)
          .isTrue();
    }

    /** To a few units of the last place of the oracle's own arithmetic. */
    void near(String feature, double expected) {
      double actual = actual(feature);
      boolean ok =
          Double.isNaN(expected)
              ? Double.isNaN(actual)
              : Math.abs(actual - expected) <= 1e-11 * Math.max(1, Math.abs(expected));
      assertThat(ok)
          .as("%s%s%s row %s: expected %s, was %s", field, feature, suffix, row, expected, actual)
          .isTrue();
    }
  }
}
