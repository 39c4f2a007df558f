package io.millwright.features.window;

import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two years of hourly bicycle counts, in which 165 hours have no row. */
@Tag("real-data")
class WindowRealDataTest {

  @Test
  void bicycles_lagAndRollingMean_equalTheirDefinition() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.data", "../../shared/data"));
    Path file = folder.resolve("bike-sharing/hour.csv");
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    NavigableMap<Long, Double> counts = new TreeMap<>();
    for (String line : Files.readAllLines(file).subList(1, 17_380)) {
      String[] cells = line.split(",", -1);
      LocalDateTime at = LocalDateTime.parse(cells[1] + "T00:00:00");
      counts.put(
          at.plusHours(Integer.parseInt(cells[5])).toEpochSecond(ZoneOffset.UTC),
          Double.parseDouble(cells[16]));
    }
    Table table = table(counts);
    Table widened =
        WindowSpec.over(table.schema())
            .asOneSeries()
            .add(
                lag("cnt", Duration.ofDays(1), Duration.ZERO),
                rolling("cnt", Duration.ofDays(7)).mean())
            .build()
            .apply(table);
    check(counts, widened);
  }

  private static Table table(NavigableMap<Long, Double> counts) {
    Schema schema = Schema.builder().eventTime("at", ZoneOffset.UTC).numeric("cnt").build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    // Newest first: the order of rows must not matter.
    for (Map.Entry<Long, Double> hour : counts.descendingMap().entrySet()) {
      row.setInteger(0, hour.getKey() * 1_000_000_000L);
      row.setNumber(1, hour.getValue());
      builder.add(row);
    }
    return builder.build();
  }

  private static void check(NavigableMap<Long, Double> counts, Table widened) {
    assertThat(widened.rowCount()).isEqualTo(17_379);
    Column lag = widened.column("cnt_lag_1d_within_0d");
    Column mean = widened.column("cnt_7d_mean");
    int lags = 0;
    for (int row = 0; row < widened.rowCount(); row++) {
      long at = widened.columns().get(0).integer(row) / 1_000_000_000L;
      Double dayBefore = counts.get(at - 86_400);
      assertThat(lag.isMissing(row)).isEqualTo(dayBefore == null);
      if (dayBefore != null) {
        assertThat(lag.number(row)).isEqualTo(dayBefore);
        lags++;
      }
      List<Double> week = List.copyOf(counts.subMap(at - 7 * 86_400L, at).values());
      assertThat(mean.isMissing(row)).isEqualTo(week.isEmpty());
      if (!week.isEmpty()) {
        long sum = week.stream().mapToLong(Double::longValue).sum();
        double exact =
            BigDecimal.valueOf(sum)
                .divide(BigDecimal.valueOf(week.size()), MathContext.DECIMAL128)
                .doubleValue();
        assertThat(mean.number(row)).isEqualTo(exact);
      }
    }
    assertThat(lags).isGreaterThan(17_000);
  }
}
