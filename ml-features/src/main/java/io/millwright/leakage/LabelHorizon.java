package io.millwright.leakage;

import io.millwright.schema.FieldType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#LABEL_HORIZON}: no training label may become known after the first test event,
 * by the declared field or as event time plus horizon. Where the halves overlap in time every label
 * does so; that is SUSPECT, since the split is not by time at all.
 */
final class LabelHorizon {

  private LabelHorizon() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.LABEL_HORIZON;
    Declarations declared = data.declared();
    if (data.eventTime().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no event time.");
    }
    if (declared.horizon().isEmpty() && declared.labelKnownAt().isEmpty()) {
      return Finding.notApplicable(
          check, "When labels become known was not declared. Say it with labelKnownAt or horizon.");
    }
    AuditColumn event = data.eventTime().get();
    Optional<Integer> first =
        IntStream.range(data.train(), data.size())
            .filter(i -> !event.isMissing(i))
            .boxed()
            .min((a, b) -> Long.compare(event.time(a), event.time(b)));
    if (first.isEmpty()) {
      return Finding.insufficient(check, "No test row has an event time.");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    declared
        .labelKnownAt()
        .ifPresent(field -> evidence.addAll(knownAt(data, data.column(field), event, first.get())));
    declared
        .horizon()
        .flatMap(horizon -> horizon(data, horizon, event, first.get()))
        .ifPresent(evidence::add);
    return Finding.of(
        check,
        "Training labels compared with the first test row's '" + event.name() + "'.",
        evidence);
  }

  private static List<LeakageEvidence> knownAt(
      AuditData data, AuditColumn known, AuditColumn event, int first) {
    int[] late =
        IntStream.range(0, data.train())
            .filter(i -> !known.isMissing(i) && known.compareTime(i, event, first) > 0)
            .toArray();
    int[] unknown = IntStream.range(0, data.train()).filter(known::isMissing).toArray();
    List<LeakageEvidence> evidence = new ArrayList<>();
    late(data, known.name(), late).ifPresent(evidence::add);
    if (unknown.length > 0) {
      evidence.add(
          new LeakageEvidence(
              known.name(),
              FindingStatus.SUSPECT,
              unknown.length + " training rows do not say when their label was known.",
              Optional.of(Statistic.exact("rows", unknown.length, 1)),
              data.rows(IntStream.of(unknown))));
    }
    return evidence;
  }

  private static Optional<LeakageEvidence> horizon(
      AuditData data, Duration horizon, AuditColumn event, int first) {
    long length = length(horizon, event.type());
    int[] late =
        IntStream.range(0, data.train())
            .filter(i -> !event.isMissing(i) && plus(event.time(i), length) > event.time(first))
            .toArray();
    return late(data, "horizon " + horizon, late);
  }

  private static long length(Duration horizon, FieldType type) {
    try {
      return type == FieldType.DATE ? horizon.toDays() : horizon.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE; // longer than any time can be apart
    }
  }

  private static long plus(long time, long length) {
    long sum = time + length;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  private static Optional<LeakageEvidence> late(AuditData data, String subject, int[] late) {
    if (late.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            subject,
            data.isTemporal() ? FindingStatus.LEAK : FindingStatus.SUSPECT,
            "Labels of "
                + late.length
                + " of "
                + data.train()
                + " training rows became known after the first test row"
                + (data.isTemporal()
                    ? ". Leave a gap in the split."
                    : "; the halves overlap in time. Split by time, with a gap."),
            Optional.of(Statistic.exact("rows", late.length, 1)),
            data.rows(IntStream.of(late))));
  }
}
