package io.millwright.leakage;

import io.millwright.leakage.Declarations.Step;
import io.millwright.split.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What steps before the evaluation saw, against the test rows; one row seen is a leak. */
final class Lineage {

  private Lineage() {}

  /** {@link AuditCheck#SELECTED_BEFORE_SPLIT}. */
  static Finding selected(AuditData data) {
    AuditCheck check = AuditCheck.SELECTED_BEFORE_SPLIT;
    List<Step> steps = data.declared().steps(Step.Kind.SELECTED);
    if (steps.isEmpty()) {
      return Finding.notApplicable(
          check, "No selection was declared. Say what it saw with selected(name, rows).");
    }
    return Finding.of(
        check,
        steps.size() + " selections compared with the test rows.",
        evidence(data, steps, "was selected on"));
  }

  static List<LeakageEvidence> evidence(AuditData data, List<Step> steps, String did) {
    List<LeakageEvidence> evidence = new ArrayList<>();
    for (Step step : steps) {
      evidence(data, step, did).ifPresent(evidence::add);
    }
    return evidence;
  }

  private static Optional<LeakageEvidence> evidence(AuditData data, Step step, String did) {
    RowSet test = data.split().test().rows();
    RowSet train = data.split().train().rows();
    if (!step.rows().tableFingerprint().equals(test.tableFingerprint())) {
      return Optional.of(
          new LeakageEvidence(
              step.name(),
              FindingStatus.INSUFFICIENT,
              "'"
                  + step.name()
                  + "' "
                  + did
                  + " another table than the one that was split, so its rows cannot be compared.",
              Optional.empty(),
              data.noRows()));
    }
    int[] seen = Arrays.stream(step.rows().toArray()).filter(test::contains).toArray();
    int[] neither =
        Arrays.stream(step.rows().toArray())
            .filter(r -> !test.contains(r) && !train.contains(r))
            .toArray();
    if (seen.length > 0) {
      return Optional.of(
          found(
              step, FindingStatus.LEAK, seen, " " + did + " " + seen.length + " test rows.", test));
    }
    return neither.length == 0
        ? Optional.empty()
        : Optional.of(
            found(
                step,
                FindingStatus.SUSPECT,
                neither,
                " "
                    + did
                    + " "
                    + neither.length
                    + " rows that the split left out of both halves on purpose.",
                test));
  }

  private static LeakageEvidence found(
      Step step, FindingStatus status, int[] rows, String text, RowSet test) {
    return new LeakageEvidence(
        step.name(),
        status,
        "'" + step.name() + "'" + text,
        Optional.of(Statistic.exact("rows", rows.length, 1)),
        RowSet.of(test.tableFingerprint(), IntStream.of(rows).toArray()));
  }
}
