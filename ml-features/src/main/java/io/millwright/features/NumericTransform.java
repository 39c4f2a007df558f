package io.millwright.features;

import io.millwright.Require;
import io.millwright.features.NumericSteps.Impute;
import io.millwright.features.NumericSteps.Scale;
import io.millwright.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One number from a row, in steps that always run in the same order, whatever order they are
 * written in:
 *
 * <ol>
 *   <li>source: a field, a part of a time, or a distance of two times;
 *   <li>NaN and the infinities of a NUMERIC field: the row is refused, unless {@link
 *       #nonFiniteAsMissing()} or {@link #clip} says otherwise (NaN is no bound and is always
 *       refused or missing);
 *   <li>{@link #clip} or {@link #winsorize};
 *   <li>imputation of missing values; without one, missing gives NaN in the vector;
 *   <li>{@link #log1p()};
 *   <li>one scaling or binning, learnt on what the steps before give;
 *   <li>{@link #missingIndicator()}: a second feature, 1 where the value was missing and 0 where
 *       not.
 * </ol>
 *
 * <p>Each step may be set once. Statistics skip missing values, come from the training rows alone
 * and do not depend on their order. A result that is not finite, for example the log1p of -1, is an
 * error when fitting and an {@link io.millwright.table.InvalidRowException} when applied. Immutable
 * and thread-safe.
 */
public final class NumericTransform extends Transform {

  private final NumericSteps steps;

  private NumericTransform(NumericSteps steps) {
    this.steps = steps;
  }

  static NumericTransform of(Source source) {
    return new NumericTransform(new NumericSteps(source));
  }

  private NumericTransform changed(Consumer<NumericSteps> change) {
    NumericSteps copy = steps.copy();
    change.accept(copy);
    return new NumericTransform(copy);
  }

  /** The feature's name, in place of the one made from source and function. */
  public NumericTransform named(String name) {
    Require.notBlank("Feature name", name);
    return changed(
        d -> {
          d.once(d.name.isPresent(), "named");
          d.name = Optional.of(name);
        });
  }

  /** NaN and the infinities of a NUMERIC field count as missing. */
  public NumericTransform nonFiniteAsMissing() {
    return changed(
        d -> {
          d.once(d.nonFiniteAsMissing, "nonFiniteAsMissing");
          d.nonFiniteAsMissing = true;
        });
  }

  /** Values, infinities too, are brought to the nearest of these bounds, in the source's unit. */
  public NumericTransform clip(double low, double high) {
    Require.finite("Clip's lower bound", low);
    Require.finite("Clip's upper bound", high);
    if (low > high) {
      throw Require.violated("Clip's lower bound", "at most its upper bound " + high, low);
    }
    return changed(
        d -> {
          d.once(d.clip || d.winsorize, "clip or winsorize");
          d.clip = true;
          d.clipLow = low;
          d.clipHigh = high;
        });
  }

  /**
   * Values are brought to the nearest of two quantiles of the training rows, missing values left
   * out: of n values in order, that of share q lies at position {@code (n - 1) q}, between two
   * values by linear interpolation. Infinities are refused as without it, since they would be
   * values to learn from.
   *
   * @param lowQuantile a share from 0 to 1, such as 0.01
   * @param highQuantile a share from lowQuantile to 1, such as 0.99
   */
  public NumericTransform winsorize(double lowQuantile, double highQuantile) {
    Require.share("Winsorize's lower quantile", lowQuantile);
    Require.share("Winsorize's upper quantile", highQuantile);
    if (lowQuantile > highQuantile) {
      throw Require.violated(
          "Winsorize's lower quantile", "at most its upper quantile " + highQuantile, lowQuantile);
    }
    return changed(
        d -> {
          d.once(d.clip || d.winsorize, "clip or winsorize");
          d.winsorize = true;
          d.clipLow = lowQuantile;
          d.clipHigh = highQuantile;
        });
  }

  /** Missing becomes the mean of the training rows. */
  public NumericTransform imputeMean() {
    return impute(Impute.MEAN, 0);
  }

  /** Missing becomes the median of the training rows. */
  public NumericTransform imputeMedian() {
    return impute(Impute.MEDIAN, 0);
  }

  /** Missing becomes the most frequent value of the training rows, the smallest of equals. */
  public NumericTransform imputeMode() {
    return impute(Impute.MODE, 0);
  }

  /** Missing becomes this finite number, in the source's unit. */
  public NumericTransform imputeConstant(double value) {
    return impute(Impute.CONSTANT, Require.finite("Imputed constant", value));
  }

  private NumericTransform impute(Impute kind, double constant) {
    return changed(
        d -> {
          d.once(d.impute != Impute.NONE, "impute");
          d.impute = kind;
          d.constant = constant;
        });
  }

  /** {@code ln(1 + x)}, for values above -1. */
  public NumericTransform log1p() {
    return changed(
        d -> {
          d.once(d.log1p, "log1p");
          if (d.scale != Scale.NONE) {
            d.faults.add(
                "Step log1p of '"
                    + d.source.name()
                    + "' must be written before the scaling, since it runs before it.");
          }
          d.log1p = true;
        });
  }

  /** {@code (x - mean) / sd} with the population deviation (divided by n); a constant becomes 0. */
  public NumericTransform standardize() {
    return scale(Scale.STANDARDIZE);
  }

  /** {@code x - mean}. */
  public NumericTransform center() {
    return scale(Scale.CENTER);
  }

  /** {@code x / sd} with the population deviation; a constant is left as it is. */
  public NumericTransform divideByDeviation() {
    return scale(Scale.DIVIDE);
  }

  /** To 0..1 over the training rows; later values may lie outside, see {@link #clamped()}. */
  public NumericTransform minMax() {
    return minMax(0, 1);
  }

  /**
   * {@code low + (x - min) / (max - min) * (high - low)}; the divisor is 1 for a constant. Later
   * values may lie outside, see {@link #clamped()}.
   */
  public NumericTransform minMax(double low, double high) {
    Require.finite("Range's lower end", low);
    Require.finite("Range's upper end", high);
    if (!(low < high)) {
      throw Require.violated("Range's lower end", "below its upper end " + high, low);
    }
    return scale(Scale.MIN_MAX)
        .changed(
            d -> {
              d.low = low;
              d.high = high;
            });
  }

  /** {@code x / max |x|}, which leaves 0 at 0; the divisor is 1 if all values are 0. */
  public NumericTransform maxAbs() {
    return scale(Scale.MAX_ABS);
  }

  /** {@code (x - median) / (q75 - q25)}, see {@link #robust(double, double)}. */
  public NumericTransform robust() {
    return robust(0.25, 0.75);
  }

  /**
   * {@code (x - median) / (q_high - q_low)}, which few extreme values do not move; the divisor is 1
   * if the two quantiles are equal, as for a constant. Quantiles as for {@link #winsorize}.
   *
   * @param lowQuantile a share from 0 to 1
   * @param highQuantile a share above lowQuantile, at most 1
   */
  public NumericTransform robust(double lowQuantile, double highQuantile) {
    Require.share("Robust's lower quantile", lowQuantile);
    Require.share("Robust's upper quantile", highQuantile);
    if (!(lowQuantile < highQuantile)) {
      throw Require.violated(
          "Robust's lower quantile", "below its upper quantile " + highQuantile, lowQuantile);
    }
    return scale(Scale.ROBUST)
        .changed(
            d -> {
              d.low = lowQuantile;
              d.high = highQuantile;
            });
  }

  /**
   * The number of its bin, from 0, of bins of equal width from the least to the largest value of
   * the training rows. A value on an edge belongs to the bin above; values beyond the ends to the
   * first and last. A constant has one bin. Missing stays NaN unless imputed.
   *
   * @param count from 2 to 65536
   */
  public NumericTransform bins(int count) {
    return bins(Scale.BINS, count);
  }

  /**
   * As {@link #bins(int)}, with edges at the quantiles 1/count, 2/count, … (as for {@link
   * #winsorize}), so that the bins hold about as many training rows each. Quantiles that are equal
   * to each other or to an extreme make one edge or none: there may be fewer bins.
   *
   * @param count from 2 to 65536
   */
  public NumericTransform quantileBins(int count) {
    return bins(Scale.QUANTILE_BINS, count);
  }

  private NumericTransform bins(Scale kind, int count) {
    if (count < 2 || count > Scaling.MAX_BINS) {
      throw Require.violated("Number of bins", "from 2 to " + Scaling.MAX_BINS, count);
    }
    return scale(kind).changed(d -> d.bins = count);
  }

  private NumericTransform scale(Scale kind) {
    return changed(
        d -> {
          d.once(d.scale != Scale.NONE, "scale");
          d.scale = kind;
        });
  }

  /** Results of {@link #minMax} beyond its range are brought to its ends. */
  public NumericTransform clamped() {
    return changed(
        d -> {
          d.once(d.clamped, "clamped");
          d.clamped = true;
        });
  }

  /** Mean and deviation of the scaling count each row by the schema's weight field. */
  public NumericTransform weighted() {
    return changed(
        d -> {
          d.once(d.weighted, "weighted");
          d.weighted = true;
        });
  }

  /**
   * A second feature that tells where the value was missing. There whether or not any was missing
   * in the training rows.
   */
  public NumericTransform missingIndicator() {
    return changed(
        d -> {
          d.once(d.indicator, "missingIndicator");
          d.indicator = true;
        });
  }

  @Override
  public List<String> fields() {
    return steps.source.fields();
  }

  @Override
  public String describe() {
    return steps.describe();
  }

  @Override
  List<String> names() {
    return steps.names();
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    steps.check(schema, faults);
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    return new NumericFit(steps, fitting).learn();
  }
}
