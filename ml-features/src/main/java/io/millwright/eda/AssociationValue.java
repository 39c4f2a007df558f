package io.millwright.eda;

import io.millwright.Require;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One measure of one pair of columns: a number, or the reason why there is none. Never NaN. */
public sealed interface AssociationValue {

  /** What was measured. */
  AssociationMeasure measure();

  /**
   * A number that could be computed.
   *
   * @param measure what was measured
   * @param value -1 to 1 for Pearson and Spearman, 0 to 1 for the others
   * @param pValue for Pearson and Spearman the two-sided chance of a correlation this far from 0 if
   *     there were none, by Student's t with n - 2 degrees of freedom; empty for the others
   */
  record Measured(AssociationMeasure measure, double value, OptionalDouble pValue)
      implements AssociationValue {
    public Measured {
      Objects.requireNonNull(measure, "measure");
      Objects.requireNonNull(pValue, "pValue");
      if (!(value >= -1 && value <= 1)) {
        throw Require.violated("Association", "from -1 to 1", value);
      }
    }
  }

  /**
   * A number that does not exist for these rows.
   *
   * @param measure what should have been measured
   * @param reason why not, for example {@code "'zone' has one value in these rows"}
   */
  record Undefined(AssociationMeasure measure, String reason) implements AssociationValue {
    public Undefined {
      Objects.requireNonNull(measure, "measure");
      Require.notBlank("Reason", reason);
    }
  }

  /** The number, if there is one. */
  default OptionalDouble number() {
    return match(m -> OptionalDouble.of(m.value()), u -> OptionalDouble.empty());
  }

  /** Exactly one of the functions, by kind. */
  default <T> T match(
      Function<? super Measured, ? extends T> measured,
      Function<? super Undefined, ? extends T> undefined) {
    return this instanceof Measured m ? measured.apply(m) : undefined.apply((Undefined) this);
  }
}
