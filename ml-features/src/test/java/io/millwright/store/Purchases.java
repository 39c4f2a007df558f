package io.millwright.store;

import io.millwright.schema.Schema;
import io.millwright.store.internal.EpochNanos;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small view: what customers bought, with the time at which it was recorded. */
public final class Purchases {

  /** The start of all times here. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** The rows' schema. */
  public static final Schema SCHEMA =
      Schema.builder()
          .key("customer")
          .eventTime("boughtAt", ZoneOffset.UTC)
          .timestamp("recordedAt", ZoneOffset.UTC)
          .numeric("amount", "EUR")
          .categorical("shop")
          .optional("amount", "shop")
          .build();

  /** The schema of queries. */
  public static final Schema QUERIES =
      Schema.builder().key("customer").eventTime("asked", ZoneOffset.UTC).build();

  private Purchases() {}

  /** One purchase, times in seconds after {@link #START}. */
  public record Bought(
      String customer, long at, long recorded, @Nullable Double amount, @Nullable String shop) {}

  /** A query, time in seconds after {@link #START}. */
  public record Asked(String customer, long at) {}

  /** The view without limits. */
  public static FeatureView view() {
    return FeatureView.over("purchases", SCHEMA).knownTime("recordedAt").build();
  }

  /** The view with a time to live. */
  public static FeatureView view(Duration ttl) {
    return FeatureView.over("purchases", SCHEMA).knownTime("recordedAt").ttl(ttl).build();
  }

  /** The instant so many seconds after {@link #START}. */
  public static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  /** A table of purchases. */
  public static Table table(Bought... bought) {
    return table(Arrays.asList(bought));
  }

  /** A table of purchases. */
  public static Table table(List<Bought> bought) {
    TableBuilder table = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (Bought one : bought) {
      fill(row, one);
      table.add(row);
    }
    return table.build();
  }

  /** Writes a purchase into a row. */
  public static void fill(RowBuffer row, Bought one) {
    row.clear();
    row.setString(0, one.customer());
    row.setInteger(1, EpochNanos.of(at(one.at())));
    row.setInteger(2, EpochNanos.of(at(one.recorded())));
    if (one.amount() != null) {
      row.setNumber(3, one.amount());
    }
    if (one.shop() != null) {
      row.setString(4, one.shop());
    }
  }

  /** A table of queries. */
  public static Table queries(List<Asked> asked) {
    TableBuilder table = Table.builder(QUERIES);
    RowBuffer row = new RowBuffer(QUERIES);
    for (Asked one : asked) {
      row.setString(0, one.customer());
      row.setInteger(1, EpochNanos.of(at(one.at())));
      table.add(row);
    }
    return table.build();
  }

  /** A table of queries. */
  public static Table queries(Asked... asked) {
    return queries(Arrays.asList(asked));
  }
}
