package io.millwright.eval.experiment;

import io.millwright.eval.power.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one metric in one arm: how many units, and the sums of their values, squares
 * and cross products. No single value is kept.
 *
 * <p>Sums are exact, so that the order of units and of merges changes no bit, and variances from
 * them lose nothing to cancellation. Units count alike; an experiment has no row weights. Not
 * thread-safe; {@link Tally} guards its own.
 */
final class MetricSums {

  /** The largest magnitude of a value: sums of a trillion squares stay in the range of a double. */
  static final double LARGEST = 1e140;

  /** What is summed: numerator (or value) Y, denominator D, covariate X. */
  enum Term {
    Y,
    YY,
    D,
    DD,
    YD,
    X,
    XX,
    XY,
    XD;

    boolean isKept(MetricSpec spec) {
      boolean denominator = this == D || this == DD || this == YD || this == XD;
      boolean covariate = this == X || this == XX || this == XY || this == XD;
      return (!denominator || spec.isRatio()) && (!covariate || spec.covariate().isPresent());
    }
  }

  private final MetricSpec spec;
  private final Map<Term, ExactSum> sums = new EnumMap<>(Term.class);
  private long units;

  MetricSums(MetricSpec spec) {
    this.spec = spec;
    for (Term term : Term.values()) {
      if (term.isKept(spec)) {
        sums.put(term, new ExactSum());
      }
    }
  }

  MetricSums(MetricSpec spec, long units, Map<Term, ExactSum> sums) {
    this.spec = spec;
    this.units = units;
    this.sums.putAll(sums);
  }

  MetricSums copy() {
    MetricSums copy = new MetricSums(spec);
    copy.merge(this);
    return copy;
  }

  MetricSpec spec() {
    return spec;
  }

  long units() {
    return units;
  }

  ExactSum sum(Term term) {
    ExactSum sum = sums.get(term);
    return sum == null ? new ExactSum() : sum;
  }

  Map<Term, ExactSum> kept() {
    return sums;
  }

  void merge(MetricSums other) {
    units += other.units;
    other.sums.forEach((term, sum) -> sum(term).add(sum));
  }

  /** Adds a unit; every check comes before the first sum changes. */
  void add(double value, double denominator, @Nullable Covariate covariate) {
    checkValue(value);
    if (spec.isRatio()) {
      checkRange("denominator", denominator);
    }
    checkCovariate(covariate);
    units++;
    square(Term.Y, Term.YY, value);
    if (spec.isRatio()) {
      square(Term.D, Term.DD, denominator);
      sum(Term.YD).addProduct(value, denominator);
    }
    if (covariate != null) {
      square(Term.X, Term.XX, covariate.value());
      sum(Term.XY).addProduct(covariate.value(), value);
      if (spec.isRatio()) {
        sum(Term.XD).addProduct(covariate.value(), denominator);
      }
    }
  }

  private void square(Term first, Term second, double value) {
    sum(first).add(value);
    sum(second).addProduct(value, value);
  }

  private void checkValue(double value) {
    if (spec.isProportion() && value != 0 && value != 1) {
      throw wrong("value", "0 or 1");
    }
    if (spec.outcome() instanceof Outcome.PerQuery && !(value >= 0 && value <= 1)) {
      throw wrong("value", "from 0 to 1");
    }
    checkRange("value", value);
  }

  private void checkRange(String what, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw wrong(what, "finite and at most 1e140 in magnitude");
    }
  }

  private void checkCovariate(@Nullable Covariate covariate) {
    if (covariate == null && spec.covariate().isPresent()) {
      throw wrong("covariate", "given for every unit, a fixed one for units without a past");
    }
    if (covariate != null && spec.covariate().isEmpty()) {
      throw wrong("covariate", "left out: the metric is not adjusted");
    }
  }

  private IllegalArgumentException wrong(String what, String constraint) {
    return new IllegalArgumentException(
        "The " + what + " of metric '" + spec.name() + "' must be " + constraint + ".");
  }
}
