package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.profile.Profile;
import io.millwright.quality.expect.ExpectationReport;
import io.millwright.quality.expect.ExpectationState;
import io.millwright.quality.expect.Expectations;
import io.millwright.report.DataTable;
import io.millwright.report.Report;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/data-quality.md}, compiled and run. */
class DataQualityDocTest {

  private static final Schema ORDERS =
      Schema.builder()
          .key("orderId")
          .categorical("customerId")
          .numeric("amount")
          .categorical("channel")
          .text("postcode")
          .eventTime("at", ZoneOffset.UTC)
          .build();

  private static Table orders(int first, int rows) {
    int[] ids = IntStream.range(first, first + rows).toArray();
    List<String> customers = IntStream.range(0, 40).mapToObj(i -> "c" + i).toList();
    return Table.of(
        ORDERS,
        List.of(
            TextColumn.of(IntStream.of(ids).mapToObj(i -> "o" + i).toList()),
            CategoricalColumn.of(IntStream.of(ids).map(i -> i % 40).toArray(), customers),
            NumericColumn.of(IntStream.of(ids).mapToDouble(i -> 20 + i * 37 % 100).toArray()),
            CategoricalColumn.of(
                IntStream.of(ids).map(i -> i % 3).toArray(), List.of("web", "shop", "phone")),
            TextColumn.of(IntStream.of(ids).mapToObj(i -> "" + (28_000 + i % 50)).toList()),
            LongColumn.of(
                FieldType.TIMESTAMP,
                IntStream.of(ids).mapToLong(i -> i * 60_000_000_000L).toArray(),
                new BitSet())));
  }

  @Test
  void page_everyExample_runs() {
    Schema schema = ORDERS;
    Table orders = orders(0, 300);
    Table laterOrders = orders(300, 300);
    Profile lastMonth = Profile.of(orders(0, 300));
    Clock clock = Clock.fixed(Instant.parse("1970-01-02T00:00:00Z"), ZoneOffset.UTC);
    Table customers =
        Table.of(
            Schema.builder().key("id").build(),
            List.of(TextColumn.of(IntStream.range(0, 40).mapToObj(i -> "c" + i).toList())));
    Expectations expected =
        Expectations.over(schema)
            .required("customerId")
            .uniqueKey("orderId")
            .foreignKey("customerId", customers, "id")
            .inRange("amount", 0, 10_000)
            .upTo(0.01)
            .inSet("channel", "web", "shop", "phone")
            .matches("postcode", Pattern.compile("[0-9]{5}"))
            .warning()
            .monotone("at", "customerId")
            .rowCount(1, 1_000_000)
            .likeProfile(lastMonth, 0.25, "amount", "channel")
            .warning()
            .build();
    ExpectationReport report = expected.check(orders);
    assertThat(report.passes()).as(report.describe()).isTrue();
    assertThat(report.results()).hasSize(10);

    ExpectationState morning = expected.start();
    morning.add(orders);
    ExpectationState afternoon = expected.start();
    afternoon.add(laterOrders);
    morning.merge(afternoon);
    ExpectationReport day = morning.result();
    assertThat(day.rows()).isEqualTo(600);
    assertThat(day.passes()).isTrue();

    String stored = expected.toJson();
    Expectations same = Expectations.fromJson(stored);
    assertThat(same).isEqualTo(expected);

    QualityReport quality = DataQuality.assess(orders, o -> o.clock(clock).expectations(expected));
    Table usable = quality.orThrow();
    Report page = quality.toReport();
    assertThat(usable).isSameAs(orders);
    assertThat(page.sections()).hasSize(3);

    QualityState state = DataQuality.start(schema, o -> o.clock(clock).expectations(expected));
    state.add(orders);
    state.add(laterOrders);
    QualityReport streamed = state.report();
    streamed.requirePasses();
    assertThat(streamed.rows()).isEqualTo(600);

    ColumnFindings amount = ColumnFindings.of(orders, "amount");
    List<ColumnFindings.Outliers> outliers = amount.outliers();
    DataTable columns = ColumnFindings.toDataTable(ColumnFindings.of(orders));
    assertThat(outliers).hasSize(3);
    assertThat(columns.rows()).hasSize(6);
  }

  @Test
  void page_everyBlock_isCompiledHere() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String page = Files.readString(module.resolveSibling("docs/concepts/data-quality.md"));
    String code =
        plain(
            Files.readString(
                module.resolve("src/test/java/io/millwright/quality/DataQualityDocTest.java")));
    Matcher blocks = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(page);
    int checked = 0;
    while (blocks.find()) {
      assertThat(code).contains(plain(blocks.group(1)));
      checked++;
    }
    assertThat(checked).isEqualTo(6);
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", "");
  }
}
