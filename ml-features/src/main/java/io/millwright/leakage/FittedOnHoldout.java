package io.millwright.leakage;

import io.millwright.leakage.Declarations.Step;
import io.millwright.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#FITTED_ON_HOLDOUT}: the rows of the pipeline and of declared steps, and a trace
 * in the data: a column whose mean over both halves together is 0 and whose deviation is 1, each
 * within 1e-6, while those of the training rows are not, was scaled before the split (SUSPECT).
 */
final class FittedOnHoldout {

  private static final double EXACT = 1e-6;
  private static final int ENOUGH = 30;

  private FittedOnHoldout() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.FITTED_ON_HOLDOUT;
    List<Step> steps = new ArrayList<>(data.declared().steps(Step.Kind.FITTED));
    data.declared()
        .pipeline()
        .ifPresent(p -> steps.add(new Step(Step.Kind.FITTED, "pipeline", p.trainedOn())));
    List<LeakageEvidence> evidence =
        new ArrayList<>(Lineage.evidence(data, steps, "was fitted on"));
    data.features().stream()
        .map(f -> scaled(data, f))
        .flatMap(Optional::stream)
        .forEach(evidence::add);
    if (steps.isEmpty() && evidence.isEmpty()) {
      return Finding.notApplicable(
          check,
          "No pipeline or fitted step was given, and no column is scaled over both halves together.");
    }
    return Finding.of(check, steps.size() + " fitted steps compared with the test rows.", evidence);
  }

  private static Optional<LeakageEvidence> scaled(AuditData data, AuditColumn column) {
    if (column.type() != FieldType.NUMERIC
        || column.distinct() < ENOUGH
        || data.split().left() > 0) {
      return Optional.empty();
    }
    double[] all = moments(column, data.size());
    double[] train = moments(column, data.train());
    boolean whole = isStandard(all, EXACT);
    // a training half that is standard to the same degree would be the honest order of steps
    if (!whole || isStandard(train, EXACT)) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            column.name(),
            FindingStatus.SUSPECT,
            "'"
                + column.name()
                + "' has mean 0 and deviation 1 over both halves together and not over the training rows: it was scaled before the split.",
            Optional.of(Statistic.exact("absolute mean", Math.abs(all[1]), EXACT)),
            data.noRows()));
  }

  /** Count, mean, and variance with divisor n. */
  private static double[] moments(AuditColumn column, int rows) {
    double[] present =
        IntStream.range(0, rows)
            .mapToDouble(column::number)
            .filter(v -> !Double.isNaN(v))
            .toArray();
    double mean =
        IntStream.range(0, present.length).mapToDouble(i -> present[i]).average().orElse(0);
    double variance =
        IntStream.range(0, present.length)
            .mapToDouble(i -> (present[i] - mean) * (present[i] - mean))
            .average()
            .orElse(0);
    return new double[] {present.length, mean, variance};
  }

  private static boolean isStandard(double[] moments, double tolerance) {
    double n = moments[0];
    double unbiased = n > 1 ? moments[2] * n / (n - 1) : 0;
    return n >= ENOUGH
        && Math.abs(moments[1]) <= tolerance
        && (Math.abs(moments[2] - 1) <= tolerance || Math.abs(unbiased - 1) <= tolerance);
  }
}
