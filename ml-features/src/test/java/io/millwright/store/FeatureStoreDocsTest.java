package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.schema.Schema;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.join.PointInTime;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.offline.OfflineStore;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.Materializer;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.OnlineStore;
import io.millwright.store.online.ServedState;
import io.millwright.store.registry.FeatureRegistry;
import io.millwright.store.replay.ServedVectorLog;
import io.millwright.store.replay.SkewReplay;
import io.millwright.store.replay.SkewReport;
import io.millwright.store.window.FeatureStream;
import io.millwright.store.window.WindowFeatures;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/concepts/feature-store.md}, compiled and run. */
class FeatureStoreDocsTest {

  private final Path folder;

  FeatureStoreDocsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void journey_ofTheDocument_runs() {
    // snippet: view
    Schema schema =
        Schema.builder()
            .key("customer")
            .eventTime("boughtAt", ZoneOffset.UTC)
            .timestamp("recordedAt", ZoneOffset.UTC)
            .numeric("amount", "EUR")
            .build();
    FeatureView purchases =
        FeatureView.over("purchases", schema)
            .knownTime("recordedAt")
            .ttl(Duration.ofDays(365))
            .freshWithin(Duration.ofHours(1))
            .build();
    // end
    Instant now = Purchases.at(600);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    RowBuffer purchase = new RowBuffer(schema);
    TableBuilder today = Table.builder(schema);
    for (int i = 0; i < 5; i++) {
      fill(purchase, i * 100L, i);
      today.add(purchase);
    }
    Table todaysRows = today.build();
    Table decisions =
        Purchases.queries(new Purchases.Asked("c1", 150), new Purchases.Asked("c1", 600));
    // snippet: join
    OfflineStore history = LocalOfflineStore.at(folder.resolve("history"));
    history.append(purchases, todaysRows);
    PointInTime join = PointInTime.join(decisions).with(purchases, history.read(purchases));
    Table training = join.table();
    int leaksHeldBack = join.matches().get(0).heldBack();
    // end
    assertThat(training.column("amount").number(0)).isEqualTo(0);
    assertThat(training.column("amount").number(1)).isEqualTo(4);
    assertThat(leaksHeldBack).isEqualTo(1);
    RowBuffer vector =
        new RowBuffer(
            Schema.builder()
                .integer("customer_purchases_7d_count")
                .numeric("customer_spent_30d_sum")
                .build());
    fill(purchase, 550, 9);
    // snippet: windows
    WindowFeatures spending =
        WindowFeatures.over(purchases)
            .add("customer_purchases_7d_count", "amount")
            .add("customer_spent_30d_sum", "amount")
            .build();
    Table past = spending.at(decisions, history.read(purchases));
    FeatureStream live = spending.stream();
    live.observe(purchase);
    live.read("c1", now, vector);
    // end
    assertThat(past.column("customer_spent_30d_sum").number(1)).isEqualTo(10);
    assertThat(vector.integer(0)).isZero();
    // snippet: registry
    FeatureRegistry registry = FeatureRegistry.at(folder.resolve("registry"), clock);
    registry.register(
        FeatureDefinition.of("customer_spent_30d_sum")
            .owner("growth team")
            .description("Paid in the last 30 days")
            .numeric("EUR")
            .source("purchases", "amount")
            .build());
    registry.note("customer_spent_30d_sum", 1, "Refunds of March 2026 are not in it.");
    // end
    assertThat(registry.version("customer_spent_30d_sum", 1).issues()).hasSize(1);
    // snippet: online
    OnlineStore online = LocalOnlineStore.open(folder.resolve("online"), clock);
    Materializer.from(history).materialize(purchases, clock.instant(), online);
    OnlineRow row = OnlineRow.of(purchases);
    ServedState state = online.get("c1", row);
    double amount = state.hasValues() ? row.values().number(3) : Double.NaN;
    boolean objectiveMet = online.freshness(purchases).isMet();
    online.close();
    // end
    assertThat(state).isEqualTo(ServedState.FRESH);
    assertThat(amount).isEqualTo(4);
    assertThat(objectiveMet).isTrue();
    replay(purchases, history, row, now);
  }

  private static void fill(RowBuffer purchase, long at, double amount) {
    purchase.setString(0, "c1");
    purchase.setInteger(1, EpochNanos.of(Purchases.at(at)));
    purchase.setInteger(2, EpochNanos.of(Purchases.at(at + 80)));
    purchase.setNumber(3, amount);
  }

  private void replay(FeatureView purchases, OfflineStore history, OnlineRow row, Instant now) {
    Path file = folder.resolve("served.jsonl");
    String planFingerprint = "plan";
    Schema servedSchema =
        Schema.builder()
            .key("customer")
            .eventTime("asked", ZoneOffset.UTC)
            .numeric("amount", "EUR")
            .build();
    RowBuffer vector = new RowBuffer(servedSchema);
    vector.setString(0, "c1");
    vector.setInteger(1, EpochNanos.of(now));
    vector.setNumber(2, row.values().number(3));
    // snippet: replay
    try (ServedVectorLog log = ServedVectorLog.create(file, servedSchema, planFingerprint)) {
      log.add(vector);
    }
    SkewReport report =
        SkewReplay.of(
                ServedVectorLog.read(file),
                queries ->
                    PointInTime.join(queries).with(purchases, history.read(purchases)).table())
            .run();
    report.orThrow();
    // end
    assertThat(report.rows()).isEqualTo(1);
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document = Files.readString(module.resolveSibling("docs/concepts/feature-store.md"));
    String code =
        Files.readString(
            module.resolve("src/test/java/io/millwright/store/FeatureStoreDocsTest.java"));
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
    assertThat(checked).containsExactly("view", "join", "windows", "registry", "online", "replay");
    assertThat(Pattern.compile("```java").matcher(document).results().count())
        .as("every Java block is checked")
        .isEqualTo(checked.size());
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
