package io.millwright.leakage;

import io.millwright.Seed;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a caller declared about the data; checked against the schema. */
record Declarations(
    List<String> entities,
    Optional<String> labelKnownAt,
    Optional<Duration> horizon,
    List<Joined> joins,
    Set<String> knownLater,
    Set<String> knownAhead,
    List<Window> windows,
    Optional<TrainedPipeline<?>> pipeline,
    List<Step> steps,
    List<Acceptance> acceptances,
    boolean suspectsBlock,
    Seed seed) {

  /** A value that was looked up, and the field that tells since when it was known. */
  record Joined(String field, String knownAt) {}

  /** A feature that sums up earlier rows of a source. */
  record Window(String feature, String source) {}

  /** Which rows a step before the evaluation saw. */
  record Step(Kind kind, String name, RowSet rows) {
    enum Kind {
      FITTED,
      SELECTED,
      RESAMPLED
    }
  }

  /** A finding that a person takes on; of all subjects when the subject is empty. */
  record Acceptance(AuditCheck check, String subject, String reason) {}

  List<Step> steps(Step.Kind kind) {
    return steps.stream().filter(s -> s.kind() == kind).toList();
  }
}
