package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.join.PointInTime;
import io.millwright.store.window.WindowFeatures;
import io.millwright.table.Column;
import io.millwright.table.Csv;
import io.millwright.table.CsvOptions;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** "Online Retail": the published lines, as features of customers at four times each. */
@Tag("real-data")
class RetailRealDataTest {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final long SECOND = 1_000_000_000L;

  private static final Schema LINES =
      Schema.builder()
          .categorical("InvoiceNo")
          .ignore("StockCode")
          .ignore("Description")
          .integer("Quantity")
          .eventTime("InvoiceDate", ZoneOffset.UTC)
          .numeric("UnitPrice")
          .key("CustomerID")
          .ignore("Country")
          .optional("CustomerID", "Description", "StockCode", "Country")
          .build();

  private static final Schema EVENTS =
      Schema.builder()
          .key("CustomerID")
          .eventTime("InvoiceDate", ZoneOffset.UTC)
          .categorical("InvoiceNo")
          .numeric("amount", "GBP")
          .timestamp("happened", ZoneOffset.UTC)
          .build();

  private static Path file(String name) {
    Path path =
        Path.of(System.getProperty("millwright.data", "../../shared/data"), "online-retail", name);
    Assumptions.assumeTrue(Files.exists(path), "needs " + path);
    return path;
  }

  private static Table events() {
    Table all =
        Csv.read(file("online_retail_2010-12_to_2011-08.csv.gz"), LINES, CsvOptions.ofDefaults());
    assertThat(all.rowCount()).isEqualTo(320_705);
    Table lines = all.filter(row -> !all.column("CustomerID").isMissing(row));
    double[] amount = new double[lines.rowCount()];
    for (int i = 0; i < amount.length; i++) {
      amount[i] = lines.column("Quantity").number(i) * lines.column("UnitPrice").number(i);
    }
    List<Column> columns =
        List.of(
            lines.column("CustomerID"),
            lines.column("InvoiceDate"),
            lines.column("InvoiceNo"),
            NumericColumn.of(amount),
            lines.column("InvoiceDate"));
    return Table.of(EVENTS, columns);
  }

  private static long nanos(String text) {
    return LocalDateTime.parse(text, FORM).toEpochSecond(ZoneOffset.UTC) * SECOND;
  }

  @Test
  void features_ofSixtyCustomersAtFourTimes_areTheExpected() throws IOException {
    List<String[]> expected = new ArrayList<>();
    for (String line :
        Files.readAllLines(file("point_in_time_expected.csv")).stream().skip(1).toList()) {
      expected.add(line.split(",", -1));
    }
    assertThat(expected).hasSize(240);
    List<String> customers = new ArrayList<>();
    long[] times = new long[expected.size()];
    for (int i = 0; i < times.length; i++) {
      customers.add(expected.get(i)[0]);
      // The file counts (T - 30 days, T]; lines have whole seconds, so that is [t - 30 days, t)
      // one second later.
      times[i] = nanos(expected.get(i)[1]) + SECOND;
    }
    Schema asked = Schema.builder().key("CustomerID").eventTime("asOf", ZoneOffset.UTC).build();
    Table queries =
        Table.of(
            asked,
            List.of(
                TextColumn.of(new ArrayList<>(customers)),
                LongColumn.of(FieldType.TIMESTAMP, times, new BitSet())));
    FeatureView view = FeatureView.over("lines", EVENTS).knownAtEventTime().build();
    Table events = events();
    Table got =
        WindowFeatures.over(view)
            .add("customer_lines_all_count", "amount")
            .add("customer_invoices_all_distinct", "InvoiceNo")
            .add("customer_amount_all_sum", "amount")
            .add("customer_lines_30d_count", "amount")
            .add("customer_invoices_30d_distinct", "InvoiceNo")
            .add("customer_amount_30d_sum", "amount")
            .build()
            .at(PointInTime.join(queries).with(view, events).table(), events);
    String[] names = {
      "customer_lines_all_count", "customer_invoices_all_distinct", "customer_amount_all_sum",
      "customer_lines_30d_count", "customer_invoices_30d_distinct", "customer_amount_30d_sum"
    };
    for (int i = 0; i < times.length; i++) {
      String[] row = expected.get(i);
      for (int f = 0; f < names.length; f++) {
        assertThat(got.column(names[f]).number(i))
            .as("%s of line %d", names[f], i + 2)
            .isCloseTo(Double.parseDouble(row[2 + f]), within(1e-7));
      }
      assertThat(got.column("happened").isMissing(i)).isEqualTo(row[8].isEmpty());
      if (!row[8].isEmpty()) {
        assertThat(got.column("happened").integer(i)).isEqualTo(nanos(row[8]));
      }
    }
  }
}
