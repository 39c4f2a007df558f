package io.millwright.eval.robustness;

import io.millwright.evidence.Estimate;
import io.millwright.report.Report;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much worse a pipeline gets when its inputs do. Immutable and thread-safe.
 *
 * @param metric the metric's name
 * @param unperturbed the metric on the rows as they are
 * @param curves one for each perturbation, in the order given
 * @param fields each field alone at the greatest strength, the largest drop first
 * @param warnings what a reader of the numbers should know
 */
public record RobustnessReport(
    String metric,
    Estimate unperturbed,
    List<Curve> curves,
    List<FieldEffect> fields,
    List<String> warnings) {

  /** Copies the lists. */
  public RobustnessReport {
    curves = List.copyOf(curves);
    fields = List.copyOf(fields);
    warnings = List.copyOf(warnings);
  }

  /**
   * A perturbation of all suitable fields at several strengths.
   *
   * @param perturbation its name
   * @param unit what a strength of 1 is
   * @param fields the fields that were changed
   * @param effects by ascending strength
   */
  public record Curve(String perturbation, String unit, List<String> fields, List<Effect> effects) {

    /** Copies the lists. */
    public Curve {
      fields = List.copyOf(fields);
      effects = List.copyOf(effects);
    }
  }

  /**
   * What a strength does.
   *
   * @param strength in the perturbation's unit
   * @param value the metric on the perturbed rows
   * @param drop how much worse than on the same rows as they are, whatever the metric's direction:
   *     greater than 0 is worse; the interval is paired
   * @param refused rows that the pipeline no longer takes; metric and drop are of the others
   */
  public record Effect(double strength, Estimate value, Estimate drop, int refused) {}

  /** What a perturbation of one field alone does. */
  public record FieldEffect(String perturbation, String field, Effect effect) {}

  /**
   * The curve of a perturbation.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public Curve curve(String perturbation) {
    return curves.stream()
        .filter(c -> c.perturbation().equals(perturbation))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Perturbation '"
                        + perturbation
                        + "' must be among the assessed; they are "
                        + curves.stream().map(Curve::perturbation).toList()
                        + "."));
  }

  /** Every drop by name, for example {@code robustness.roc_auc_drop[noise@0.5]}. */
  public SortedMap<String, Estimate> estimates() {
    SortedMap<String, Estimate> estimates = new TreeMap<>();
    for (Curve curve : curves) {
      for (Effect effect : curve.effects()) {
        estimates.put(
            "robustness."
                + metric
                + "_drop["
                + curve.perturbation()
                + "@"
                + effect.strength()
                + "]",
            effect.drop());
      }
    }
    return Collections.unmodifiableSortedMap(estimates);
  }

  /** The findings for people; its sections can be put into another report. */
  public Report toReport() {
    return RobustnessPages.of(this);
  }
}
