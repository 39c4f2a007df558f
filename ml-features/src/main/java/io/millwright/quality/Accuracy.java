package io.millwright.quality;

import io.millwright.quality.expect.Expectation;
import io.millwright.quality.expect.ExpectationReport;
import io.millwright.quality.expect.ExpectationResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Dimension#ACCURACY}. */
final class Accuracy {

  private static final double NON_FINITE_COST = 20;
  private static final double OUTLIER_COST = 5;
  private static final double EXPECTATION_COST = 5;

  private static final Set<Expectation.Kind> OF_VALUES =
      EnumSet.of(
          Expectation.Kind.IN_RANGE,
          Expectation.Kind.IN_SET,
          Expectation.Kind.MATCHES,
          Expectation.Kind.FOREIGN_KEY);

  private Accuracy() {}

  static DimensionScore score(
      List<ColumnFacts> features, Optional<ExpectationReport> expectations) {
    List<ExpectationResult> checks =
        expectations.map(ExpectationReport::results).orElse(List.of()).stream()
            .filter(r -> OF_VALUES.contains(r.expectation().kind()))
            .toList();
    long checked = checks.stream().mapToLong(r -> r.tally().checked()).sum();
    long failing = checks.stream().mapToLong(r -> r.tally().failing()).sum();
    long cells = features.stream().mapToLong(ColumnFacts::numbers).sum();
    if (cells == 0 && checked == 0) {
      return DimensionScore.notAssessed(Dimension.ACCURACY, "There are no numeric cells.");
    }
    long nonFinite = features.stream().mapToLong(ColumnFacts::nonFinite).sum();
    long outliers = features.stream().mapToLong(ColumnFacts::outliers).sum();
    double f = share(nonFinite, cells);
    double o = share(outliers, features.stream().mapToLong(ColumnFacts::numbersLookedAt).sum());
    double e = share(failing, checked);
    List<DimensionScore.Measure> measures = new ArrayList<>();
    measures.add(new DimensionScore.Measure("non-finite share", f));
    measures.add(new DimensionScore.Measure("extreme outlier share", o));
    String summary =
        "Of "
            + cells
            + " numbers "
            + nonFinite
            + " are not finite and "
            + outliers
            + " are extreme outliers";
    if (checked > 0) {
      summary += "; " + failing + " of " + checked + " checks of values failed";
      measures.add(new DimensionScore.Measure("failing check share", e));
    }
    return DimensionScore.of(
        Dimension.ACCURACY,
        5 * (1 - NON_FINITE_COST * f - OUTLIER_COST * o - EXPECTATION_COST * e),
        summary + ".",
        measures.toArray(new DimensionScore.Measure[0]));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
