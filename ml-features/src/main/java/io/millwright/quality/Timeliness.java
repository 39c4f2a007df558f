package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@link Dimension#TIMELINESS}: what was counted of the event times. {@code newest} is in days from
 * now, at most 0, negative infinity if there is none. Mergeable in any order.
 */
record Timeliness(Optional<String> field, long present, long future, double newest) {

  private static final double SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  static Timeliness none(Schema schema) {
    return new Timeliness(
        schema.only(Role.EVENT_TIME).map(f -> f.name()), 0, 0, Double.NEGATIVE_INFINITY);
  }

  static Timeliness of(Table table, Instant now) {
    Timeliness none = none(table.schema());
    return none.field.map(name -> of(name, table.column(name), now)).orElse(none);
  }

  private static Timeliness of(String field, Column column, Instant now) {
    double newest = Double.NEGATIVE_INFINITY;
    long future = 0;
    long present = 0;
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        present++;
        double days = days(column, i, now);
        if (days > 0) {
          future++;
        } else {
          newest = Math.max(newest, days);
        }
      }
    }
    return new Timeliness(Optional.of(field), present, future, newest);
  }

  Timeliness plus(Timeliness other) {
    return new Timeliness(
        field, present + other.present, future + other.future, Math.max(newest, other.newest));
  }

  DimensionScore score(QualitySettings settings, List<QualityFault> faults) {
    if (field.isEmpty()) {
      return DimensionScore.notAssessed(Dimension.TIMELINESS, "The schema has no event time.");
    }
    if (present == 0) {
      return DimensionScore.notAssessed(Dimension.TIMELINESS, "No row has an event time.");
    }
    if (future > 0) {
      faults.add(
          QualityFault.of(
              Kind.FUTURE_TIMES,
              field.get(),
              "Event time '"
                  + field.get()
                  + "' is in the future in "
                  + future
                  + " of "
                  + present
                  + " rows."));
    }
    double futureShare = future / (double) present;
    if (future == present) {
      return DimensionScore.of(
          Dimension.TIMELINESS,
          0,
          "Every event time is in the future.",
          new DimensionScore.Measure("future share", futureShare));
    }
    double age = -newest;
    double fresh = settings.fresh().toSeconds() / SECONDS_PER_DAY;
    double stale = settings.stale().toSeconds() / SECONDS_PER_DAY;
    double share = age <= fresh ? 1 : Math.max(0, (stale - age) / (stale - fresh));
    return DimensionScore.of(
        Dimension.TIMELINESS,
        5 * share * (1 - futureShare),
        String.format(Locale.ROOT, "The newest event is %.1f days old.", age),
        new DimensionScore.Measure("age in days", age),
        new DimensionScore.Measure("future share", futureShare));
  }

  /** Days from now; a DATE counts from the start of its day in UTC. */
  private static double days(Column column, int row, Instant now) {
    long value = column.integer(row);
    double nowDays = (now.getEpochSecond() + now.getNano() / 1e9) / SECONDS_PER_DAY;
    return column.type() == FieldType.DATE
        ? value - nowDays
        : value / (double) NANOS_PER_SECOND / SECONDS_PER_DAY - nowDays;
  }
}
