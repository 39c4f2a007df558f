package io.millwright.eval.fairness;

/**
 * How well a feature tells the groups of a protected field apart: a model that may not read the
 * field can still read the feature.
 *
 * @param feature the feature
 * @param protectedField the protected field
 * @param kind of which statistic
 * @param strength 0 for none, 1 when the feature names the group
 * @param rows rows where both have a value
 */
public record Association(
    String feature, String protectedField, Kind kind, double strength, long rows) {

  /** Statistics of association, corrected for what chance gives in small samples. */
  public enum Kind {
    /**
     * Of two fields of values.
     *
     * @see <a href="https://doi.org/10.1016/j.jkss.2012.10.002">Bergsma (2013)</a>, bias-corrected
     *     Cramér's V
     */
    CRAMERS_V,
    /**
     * Of a number and groups: the square root of {@code epsilon² = 1 - (n-1)/(n-k) SSW/SST}, the
     * share of variance that lies between the groups.
     *
     * @see <a href="https://doi.org/10.1073/pnas.21.9.554">Kelley (1935)</a>
     */
    ETA
  }
}
