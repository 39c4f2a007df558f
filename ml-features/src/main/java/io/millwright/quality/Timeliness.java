package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@link Dimension#TIMELINESS}. */
final class Timeliness {

  private static final double SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Timeliness() {}

  static DimensionScore score(Table table, DataQuality.Options options, List<QualityFault> faults) {
    Optional<Field> field = table.schema().only(Role.EVENT_TIME);
    if (field.isEmpty()) {
      return DimensionScore.notAssessed(Dimension.TIMELINESS, "The schema has no event time.");
    }
    Column column = table.column(field.get().name());
    Instant now = options.clock().instant();
    double newest = Double.NEGATIVE_INFINITY;
    int future = 0;
    int present = 0;
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
    if (present == 0) {
      return DimensionScore.notAssessed(Dimension.TIMELINESS, "No row has an event time.");
    }
    if (future > 0) {
      faults.add(
          QualityFault.of(
              Kind.FUTURE_TIMES,
              field.get().name(),
              "Event time '"
                  + field.get().name()
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
    double fresh = options.fresh().toSeconds() / SECONDS_PER_DAY;
    double stale = options.stale().toSeconds() / SECONDS_PER_DAY;
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
