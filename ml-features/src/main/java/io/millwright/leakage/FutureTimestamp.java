package io.millwright.leakage;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@link AuditCheck#FUTURE_TIMESTAMP}: one later row is a leak. */
final class FutureTimestamp {

  private FutureTimestamp() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.FUTURE_TIMESTAMP;
    if (data.eventTime().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no event time to compare with.");
    }
    AuditColumn event = data.eventTime().get();
    List<AuditColumn> times =
        data.features().stream()
            .filter(f -> f.type().isTime() && !data.declared().knownAhead().contains(f.name()))
            .toList();
    if (times.isEmpty()) {
      return Finding.notApplicable(
          check, "No feature is a time, besides those declared to be known ahead.");
    }
    List<LeakageEvidence> evidence =
        times.stream().map(t -> evidence(data, event, t)).flatMap(Optional::stream).toList();
    return Finding.of(
        check, times.size() + " time features compared with '" + event.name() + "'.", evidence);
  }

  private static Optional<LeakageEvidence> evidence(
      AuditData data, AuditColumn event, AuditColumn time) {
    int[] later =
        IntStream.range(0, data.size())
            .filter(i -> !time.isMissing(i) && !event.isMissing(i))
            .filter(i -> time.compareTime(i, event, i) > 0)
            .toArray();
    if (later.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            time.name(),
            FindingStatus.LEAK,
            "'"
                + time.name()
                + "' is later than the event in "
                + later.length
                + " of "
                + data.size()
                + " rows. If it is planned, declare it with knownAhead.",
            Optional.of(Statistic.exact("later rows", later.length, 1)),
            data.rows(IntStream.of(later))));
  }
}
