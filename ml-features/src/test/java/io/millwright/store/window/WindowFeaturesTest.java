package io.millwright.store.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.store.FeatureDefinition;
import io.millwright.store.Purchases;
import io.millwright.store.Purchases.Asked;
import io.millwright.store.Purchases.Bought;
import io.millwright.store.StoreException;
import io.millwright.table.Column;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFeaturesTest {

  private static final List<String> KINDS =
      List.of("count", "sum", "mean", "min", "max", "std", "last", "distinct");

  private static WindowFeatures features(String window) {
    WindowFeatures.Builder builder = WindowFeatures.over(Purchases.view());
    KINDS.forEach(kind -> builder.add("customer_spent_" + window + "_" + kind, "amount"));
    builder.add("customer_shops_" + window + "_distinct", "shop");
    return builder.build();
  }

  private static double value(Table table, String window, String kind, int row) {
    Column column = table.column("customer_spent_" + window + "_" + kind);
    return column.isMissing(row) ? Double.NaN : column.number(row);
  }

  @Test
  void at_smallHistory_isTheHandComputedOne() {
    Table events =
        Purchases.table(
            new Bought("c", 0, 0, 2.0, "x"),
            new Bought("c", 10, 10, 4.0, "y"),
            new Bought("c", 10, 30, 9.0, "x"),
            new Bought("c", 60, 60, null, "z"));
    Table got =
        features("1m")
            .at(
                Purchases.queries(
                    new Asked("c", 10),
                    new Asked("c", 11),
                    new Asked("c", 60),
                    new Asked("c", 61),
                    new Asked("c", 500),
                    new Asked("nobody", 5)),
                events);
    // The event at 10 is not in [t - 60, 10); the one known at 30 only from 30 on; 0 leaves at 61.
    assertThat(column(got, "count")).containsExactly(1, 2, 3, 2, 0, 0);
    assertThat(column(got, "sum")).containsExactly(2, 6, 15, 13, 0, 0);
    assertThat(column(got, "min")).containsExactly(2, 2, 2, 4, Double.NaN, Double.NaN);
    assertThat(column(got, "max")).containsExactly(2, 4, 9, 9, Double.NaN, Double.NaN);
    assertThat(column(got, "last")).containsExactly(2, 4, 9, 9, Double.NaN, Double.NaN);
    assertThat(column(got, "std")).startsWith(0, 1).endsWith(2.5, Double.NaN, Double.NaN);
    assertThat(
            IntStream.range(0, 6)
                .map(i -> (int) got.column("customer_shops_1m_distinct").number(i)))
        .containsExactly(1, 2, 2, 3, 0, 0);
  }

  private static double[] column(Table table, String kind) {
    return IntStream.range(0, table.rowCount())
        .mapToDouble(row -> value(table, "1m", kind, row))
        .toArray();
  }

  record History(List<Bought> events, List<Asked> asked) {}

  /** Events in the order in which they become known, many late, with zeros, NaN and gaps. */
  private static History history(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    List<Bought> events = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long at = random.nextInt(2_000);
      long known = at + (random.nextBoolean() ? 0 : random.nextInt(300));
      events.add(
          new Bought("c" + random.nextInt(4), at, known, amount(random), "s" + random.nextInt(9)));
      asked.add(new Asked("c" + random.nextInt(5), random.nextInt(2_500)));
    }
    events.sort(Comparator.comparingLong(Bought::recorded));
    return new History(events, asked);
  }

  private static @Nullable Double amount(RandomGenerator random) {
    return switch (random.nextInt(40)) {
      case 0 -> null;
      case 1 -> -0.0;
      case 2 -> 0.0;
      case 3 -> random.nextInt(20) == 0 ? Double.NaN : 1e300;
      default -> random.nextInt(10) * (random.nextDouble() - 0.4);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void at_randomHistory_isTheSlowAnswer(long seed) {
    History history = history(seed);
    for (String window : List.of("2m", "all")) {
      long span = window.equals("all") ? 1_000_000 : 120;
      Table got =
          features(window)
              .at(Purchases.queries(history.asked()), Purchases.table(history.events()));
      for (int i = 0; i < history.asked().size(); i++) {
        List<Bought> in = inside(history, history.asked().get(i), span);
        for (String kind : KINDS) {
          assertThat(value(got, window, kind, i))
              .as("%s of query %d", kind, i)
              .isEqualTo(Double.valueOf(slow(in, kind)));
        }
      }
    }
  }

  private static List<Bought> inside(History history, Asked asked, long span) {
    return history.events().stream()
        .filter(e -> e.customer().equals(asked.customer()) && e.amount() != null)
        .filter(e -> e.at() >= asked.at() - span && e.at() < asked.at())
        .filter(e -> e.recorded() <= asked.at())
        .sorted(Comparator.comparingLong(Bought::at).thenComparingLong(Bought::recorded))
        .toList();
  }

  private static double slow(List<Bought> in, String kind) {
    double[] values = in.stream().mapToDouble(e -> e.amount() == null ? 0 : e.amount()).toArray();
    int n = values.length;
    ExactSum sum = ExactSum.ofValues();
    Arrays.stream(values).forEach(sum::add);
    return switch (kind) {
      case "count" -> n;
      case "sum" -> sum.value();
      case "distinct" -> distinct(values);
      case "mean" -> n == 0 ? Double.NaN : sum.value() / n;
      case "min" -> Arrays.stream(values).min().orElse(Double.NaN);
      case "max" -> Arrays.stream(values).max().orElse(Double.NaN);
      case "last" -> n == 0 ? Double.NaN : values[n - 1];
      default -> n == 0 ? Double.NaN : deviation(values);
    };
  }

  private static int distinct(double[] values) {
    TreeSet<Double> distinct = new TreeSet<>();
    Arrays.stream(values).forEach(v -> distinct.add(v == 0 ? 0.0 : v));
    return distinct.size();
  }

  private static double deviation(double[] values) {
    ExactSum sum = ExactSum.ofValues();
    ExactSum squares = ExactSum.ofSquares();
    for (double value : values) {
      sum.add(value);
      squares.add(value);
    }
    return sum.isFinite() ? ExactSum.deviation(sum, squares, values.length) : Double.NaN;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void stream_lateAndTiedEvents_hasTheBitsOfHistory(long seed) {
    History history = history(seed);
    List<Asked> asked = new ArrayList<>(history.asked());
    asked.sort(Comparator.comparingLong(Asked::at));
    for (String window : List.of("2m", "15m", "all")) {
      WindowFeatures features = features(window);
      Table batch = features.at(Purchases.queries(asked), Purchases.table(history.events()));
      Table live = live(features, history.events(), asked, batch.schema());
      assertThat(live).isEqualTo(batch);
    }
  }

  private static Table live(
      WindowFeatures features, List<Bought> events, List<Asked> asked, Schema schema) {
    FeatureStream stream = features.stream();
    TableBuilder table = Table.builder(schema);
    RowBuffer event = new RowBuffer(Purchases.SCHEMA);
    RowBuffer result = new RowBuffer(schema);
    int next = 0;
    Table queries = Purchases.queries(asked);
    for (int i = 0; i < asked.size(); i++) {
      while (next < events.size() && events.get(next).recorded() <= asked.get(i).at()) {
        Purchases.fill(event, events.get(next++));
        stream.observe(event);
      }
      result.setString(0, asked.get(i).customer());
      result.setInteger(1, queries.columns().get(1).integer(i));
      stream.read(asked.get(i).customer(), Purchases.at(asked.get(i).at()), result);
      table.add(result);
    }
    return table.build();
  }

  @Test
  void stream_eventKnownBeforeARead_isRefused() {
    WindowFeatures features = features("1m");
    FeatureStream stream = features.stream();
    RowBuffer event = new RowBuffer(Purchases.SCHEMA);
    RowBuffer into = new RowBuffer(features.at(Purchases.queries(), Purchases.table()).schema());
    Purchases.fill(event, new Bought("c", 1, 1, 1.0, "x"));
    stream.observe(event);
    stream.read("c", Purchases.at(10), into);
    assertThatThrownBy(() -> stream.read("c", Purchases.at(9), into))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("time-order"));
    Purchases.fill(event, new Bought("c", 2, 10, 1.0, "x"));
    assertThatThrownBy(() -> stream.observe(event)).isInstanceOf(StoreException.class);
    stream.read("later", Purchases.at(50), into);
    Purchases.fill(event, new Bought("later", 2, 50, 1.0, "x"));
    assertThatThrownBy(() -> stream.observe(event)).isInstanceOf(StoreException.class);
    Purchases.fill(event, new Bought("c", 2, 11, 1.0, "x"));
    stream.observe(event);
    stream.read("c", Purchases.at(11), into);
    assertThat(into.integer(into.schema().indexOf("customer_spent_1m_count"))).isEqualTo(2);
  }

  private static FeatureDefinition spent(String view) {
    return FeatureDefinition.of("customer_spent_1m_sum")
        .owner("o")
        .description("d")
        .numeric("EUR")
        .source(view, "amount")
        .build();
  }

  @Test
  void build_fromDefinitions_computesWhatTheyName() {
    Table got =
        WindowFeatures.over(Purchases.view())
            .add(spent("purchases"))
            .build()
            .at(
                Purchases.queries(new Asked("c", 5)),
                Purchases.table(new Bought("c", 1, 1, 2.5, null)));
    assertThat(got.column("customer_spent_1m_sum").number(0)).isEqualTo(2.5);
    assertThat(got.schema().field("customer_spent_1m_sum").unit()).contains("EUR");
    WindowFeatures.Builder other = WindowFeatures.over(Purchases.view()).add(spent("visits"));
    assertThatIllegalArgumentException()
        .isThrownBy(other::build)
        .withMessageContaining("must be made of view 'purchases'; is of 'visits'");
  }

  @Test
  void build_unsuitedFeatures_reportsAllFaults() {
    WindowFeatures.Builder builder =
        WindowFeatures.over(Purchases.view())
            .add("customer_x_7d_sum", "shop")
            .add("customer_x_7d_count", "nothing")
            .add("bad", "amount")
            .add("customer_y_7d_sum", "amount")
            .add("customer_y_7d_sum", "amount");
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("(4)")
        .withMessageContaining("must be a number for sum")
        .withMessageContaining("'nothing'")
        .withMessageContaining("4 parts")
        .withMessageContaining("once");
  }
}
