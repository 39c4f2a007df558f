package io.millwright.brief;

import io.millwright.Require;
import java.util.Objects;

/**
 * The one number that says whether the project works.
 *
 * @param metric its name in evidence, for example {@code roc_auc}
 * @param better which way it is better
 * @param goal what it shall reach, finite
 * @param meaning what reaching it is worth to the business, in its own words
 */
public record SuccessMetric(String metric, Better better, double goal, String meaning) {

  public SuccessMetric {
    Require.notBlank("Success metric", metric);
    Objects.requireNonNull(better, "better");
    Require.finite("Goal of the success metric", goal);
    Require.notBlank("Meaning of the success metric", meaning);
  }
}
