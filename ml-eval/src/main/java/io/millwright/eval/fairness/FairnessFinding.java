package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A measure over the groups of some fields: how large it is, how sure that is, how much of it
 * chance explains, and what follows.
 *
 * @param measure what was measured
 * @param fields the protected fields whose combinations are the groups
 * @param estimate with an interval that holds for all pairs of groups at once; its support is that
 *     of the smallest denominator
 * @param chance what equal groups would give; empty if the estimate is undefined
 * @param judgement against the margin, if one was stated
 */
public record FairnessFinding(
    FairnessMeasure measure,
    List<String> fields,
    Estimate estimate,
    Optional<Chance> chance,
    Judgement judgement) {

  /** Copies the fields. */
  public FairnessFinding {
    fields = List.copyOf(fields);
  }

  /**
   * What would be seen if all groups were equal: a spread of several noisy rates is never 0.
   *
   * @param expected the spread that noise alone gives on average; for a ratio, 1 minus that spread
   *     over the largest rate
   * @param pValue how often noise alone sets some pair of groups as far apart, in standard errors,
   *     as the farthest pair is
   */
  public record Chance(double expected, double pValue) {}

  /**
   * What follows for one margin.
   *
   * @param verdict what can be said
   * @param margin the stated one, if any
   * @param reason a sentence for people
   */
  public record Judgement(FairnessVerdict verdict, OptionalDouble margin, String reason) {}

  /** The verdict of the judgement. */
  public FairnessVerdict verdict() {
    return judgement.verdict();
  }

  /** Its name among estimates, for example {@code fairness.demographic_parity_ratio[sex*race]}. */
  public String key() {
    return "fairness." + measure.key() + "[" + String.join("*", fields) + "]";
  }
}
