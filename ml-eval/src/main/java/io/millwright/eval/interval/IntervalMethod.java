package io.millwright.eval.interval;

/**
 * How the ends of an interval follow from bootstrap replicates.
 *
 * <p>All of them are first- or second-order correct as rows grow; they differ below some hundred
 * rows. Measured coverage is in {@code docs/concepts/evaluation.md}.
 *
 * @see <a href="https://doi.org/10.1080/00031305.2015.1089789">Hesterberg (2015), What Teachers
 *     Should Know About the Bootstrap</a>
 * @see <a href="https://doi.org/10.1080/01621459.1987.10478410">Efron (1987), Better Bootstrap
 *     Confidence Intervals</a>
 */
public enum IntervalMethod {

  /** Quantiles of the replicates. Never leaves the range of the metric; too narrow when small. */
  PERCENTILE("percentile bootstrap", false, false),

  /**
   * Quantiles of the replicates further out, as a Student interval is wider than a normal one: the
   * tail is {@code Phi(-t sqrt(n / (n - 1)))} with t the quantile of n - 1 degrees of freedom, for
   * n units.
   */
  EXPANDED_PERCENTILE("expanded percentile bootstrap", false, true),

  /** The replicates' quantiles reflected at the estimate. May leave the range of the metric. */
  BASIC("basic bootstrap", false, false),

  /**
   * Bias-corrected and accelerated: quantiles moved by the median bias of the replicates and by the
   * skewness that a jackknife finds. Costs one more evaluation for each unit, about 100 in all when
   * there are more than 500.
   */
  BCA("BCa bootstrap", true, false),

  /** BCa from the wider normal quantiles of {@link #EXPANDED_PERCENTILE}. Covers best. */
  EXPANDED_BCA("expanded BCa bootstrap", true, true);

  private final String text;
  private final boolean jackknife;
  private final boolean expanded;

  IntervalMethod(String text, boolean jackknife, boolean expanded) {
    this.text = text;
    this.jackknife = jackknife;
    this.expanded = expanded;
  }

  /** Its name in a sentence. */
  @Override
  public String toString() {
    return text;
  }

  /** Whether it needs the statistic with each unit left out. */
  boolean needsJackknife() {
    return jackknife;
  }

  /** Whether it reaches further out where units are few. */
  boolean isExpanded() {
    return expanded;
  }
}
