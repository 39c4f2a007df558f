package io.millwright.leakage;

import io.millwright.leakage.Declarations.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#TIME_TRAVEL_JOIN}: a joined value known after the event in one row is a leak,
 * and so is a feature declared to be known only later. A value without a known time is SUSPECT.
 */
final class TimeTravelJoin {

  private TimeTravelJoin() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.TIME_TRAVEL_JOIN;
    Declarations declared = data.declared();
    if (declared.joins().isEmpty() && declared.knownLater().isEmpty()) {
      return Finding.notApplicable(
          check,
          "No joined value was declared. Name them with joined(feature, knownAt) or knownOnlyLater.");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    for (String name : declared.knownLater().stream().sorted().toList()) {
      data.feature(name).map(f -> later(data, f)).ifPresent(evidence::add);
    }
    if (!declared.joins().isEmpty()) {
      if (data.eventTime().isEmpty()) {
        return evidence.isEmpty()
            ? Finding.insufficient(
                check, "Joins were declared, but the schema has no event time to compare with.")
            : Finding.of(check, "The schema has no event time to compare joins with.", evidence);
      }
      for (Joined join : declared.joins()) {
        data.feature(join.field())
            .ifPresent(f -> evidence.addAll(joined(data, f, data.column(join.knownAt()))));
      }
    }
    return Finding.of(
        check,
        declared.joins().size()
            + " joins and "
            + declared.knownLater().size()
            + " fields known only later were declared; those that are no feature here do no harm.",
        evidence);
  }

  private static LeakageEvidence later(AuditData data, AuditColumn feature) {
    return new LeakageEvidence(
        feature.name(),
        FindingStatus.LEAK,
        "'" + feature.name() + "' is a feature although it is known only after the event.",
        Optional.empty(),
        data.rows(IntStream.range(0, data.size()).filter(i -> !feature.isMissing(i))));
  }

  private static List<LeakageEvidence> joined(
      AuditData data, AuditColumn feature, AuditColumn knownAt) {
    AuditColumn event = data.eventTime().orElseThrow();
    int[] rows =
        IntStream.range(0, data.size())
            .filter(i -> !feature.isMissing(i) && !event.isMissing(i))
            .toArray();
    int[] later =
        IntStream.of(rows)
            .filter(i -> !knownAt.isMissing(i) && knownAt.compareTime(i, event, i) > 0)
            .toArray();
    int[] unknown = IntStream.of(rows).filter(knownAt::isMissing).toArray();
    List<LeakageEvidence> evidence = new ArrayList<>();
    if (later.length > 0) {
      evidence.add(
          evidence(
              data, feature, FindingStatus.LEAK, " was known only after the event in ", later));
    }
    if (unknown.length > 0) {
      evidence.add(
          evidence(
              data, feature, FindingStatus.SUSPECT, " has no time it was known at in ", unknown));
    }
    return evidence;
  }

  private static LeakageEvidence evidence(
      AuditData data, AuditColumn feature, FindingStatus status, String what, int[] rows) {
    return new LeakageEvidence(
        feature.name(),
        status,
        "'" + feature.name() + "'" + what + rows.length + " of " + data.size() + " rows.",
        Optional.of(Statistic.exact("rows", rows.length, 1)),
        data.rows(IntStream.of(rows)));
  }
}
