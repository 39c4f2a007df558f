package io.millwright.features.window;

import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.window.Windows.daysToNextHoliday;
import static io.millwright.features.window.Windows.difference;
import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.forwardFill;
import static io.millwright.features.window.Windows.isHoliday;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static io.millwright.features.window.Windows.sinceLast;
import static io.millwright.features.window.Windows.sinceLastRow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/window-features.md}, compiled and run. */
class WindowSnippetsTest {

  record Payment(
      String customerId,
      Instant paidAt,
      double amount,
      @Nullable String plan,
      @Nullable Boolean defaulted) {}

  private static final Schema SCHEMA =
      Schema.builder()
          .key("customerId")
          .eventTime("paidAt", ZoneId.of("Europe/Madrid"))
          .numeric("amount", "EUR")
          .categorical("plan")
          .binaryLabel("defaulted")
          .optional("plan", "defaulted")
          .build();

  @Test
  void document_everyStep_runs() {
    Schema schema = SCHEMA;
    String csv = "2026-01-01,New Year\n2026-01-06,Epiphany\n";
    // snippet: define
    HolidayCalendar madrid = HolidayCalendar.parse("madrid", csv);
    WindowSpec windows =
        WindowSpec.over(schema)
            .perEntity("customerId")
            .add(
                lag("amount", 1),
                lag("amount", Period.ofDays(7)),
                difference("amount", 1),
                rolling("amount", Duration.ofDays(7)).mean(),
                rolling("amount", rows(30)).minPeriods(5).std(),
                expanding("amount").max(),
                ewm("amount").halflife(3),
                sinceLastRow(),
                sinceLast("plan", "premium"),
                forwardFill("plan"),
                isHoliday(madrid),
                daysToNextHoliday(madrid),
                expanding("defaulted").mean().knownAfter(Duration.ofDays(90)))
            .build();
    // end
    Table payments = payments();
    // snippet: batch
    Table widened = windows.apply(payments);
    FeatureSpec features =
        FeatureSpec.over(windows.schema())
            .add(
                raw("amount"),
                raw("amount_7d_mean").imputeMedian().missingIndicator(),
                oneHot("plan_filled"))
            .build();
    // end
    assertThat(features.fit(TrainingSet.ofAll(widened), Seed.of(1)).transform(widened))
        .doesNotContain(Double.NaN);
    assertThat(widened.column("amount_7d_mean").missingCount()).isEqualTo(3);
    Payment live = new Payment("c1", Instant.parse("2026-02-20T10:00:00Z"), 12, null, null);
    Payment outcome = new Payment("c1", live.paidAt(), 12, null, true);
    // snippet: stream
    WindowStream stream = windows.stream(LateRows.SKIP);
    stream.observeAll(payments);

    RecordBinding<Payment> binding = RecordBinding.of(schema, Payment.class);
    RowBuffer row = new RowBuffer(schema);
    RowBuffer widenedRow = new RowBuffer(windows.schema());
    binding.read(live, row);
    stream.widen(row, widenedRow); // the features of this row, from the rows before it
    stream.observe(row); // then it is history

    binding.read(outcome, row); // weeks later the label is known
    stream.observeOutcome(row);

    stream.evictBefore(Instant.parse("2025-02-20T00:00:00Z"));
    byte[] snapshot = stream.snapshot();
    WindowStream restarted = windows.restore(snapshot, LateRows.SKIP);
    // end
    assertThat(restarted.entities()).isEqualTo(3);
    assertThat(restarted.snapshot()).isEqualTo(snapshot);
    assertThat(widenedRow.number(windows.schema().indexOf("amount_lag_1"))).isEqualTo(47);
  }

  private static Table payments() {
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      payments.add(
          new Payment(
              "c" + i % 3,
              Instant.parse("2026-01-01T10:00:00Z").plusSeconds(80_000L * i),
              i % 3 == 1 ? i + 1 : i,
              i % 4 == 0 ? "premium" : i % 4 == 1 ? "basic" : null,
              i % 5 == 0));
    }
    return Table.ofRecords(payments, SCHEMA, Payment.class);
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document = Files.readString(module.resolveSibling("docs/concepts/window-features.md"));
    String code =
        Files.readString(
            module.resolve("src/test/java/io/millwright/features/window/WindowSnippetsTest.java"));
    List<String> checked = new ArrayList<>();
    Matcher blocks =
        Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(document);
    while (blocks.find()) {
      String marker = "// snippet: " + blocks.group(1) + "\n";
      int start = code.indexOf(marker) + marker.length();
      assertThat(start).as(blocks.group(1)).isGreaterThanOrEqualTo(marker.length());
      String compiled = code.substring(start, code.indexOf("// end", start));
      assertThat(plain(blocks.group(2))).isEqualTo(plain(compiled));
      checked.add(blocks.group(1));
    }
    assertThat(checked).containsExactly("define", "batch", "stream");
    assertThat(Pattern.compile("```java").matcher(document).results().count())
        .as("every Java block is checked")
        .isEqualTo(checked.size());
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
