package io.millwright.features;

import io.millwright.Require;
import io.millwright.features.NumericSteps.Bounds;
import io.millwright.features.NumericSteps.Impute;
import io.millwright.features.NumericSteps.Scale;
import io.millwright.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One number from a row, in steps that always run in the same order, whatever order they are
 * written in:
 *
 * <ol>
 *   <li>source: a field, a part of a time, a distance of two times, a ratio, difference or product
 *       of two fields, or how frequent a category is;
 *   <li>NaN and the infinities of a NUMERIC field: the row is refused, unless {@link
 *       #nonFiniteAsMissing()} or {@link #clip} says otherwise (NaN is no bound and is always
 *       refused or missing);
 *   <li>{@link #clip}, {@link #winsorize}, {@link #winsorizeIqr} or {@link #winsorizeMad};
 *   <li>{@link #invalidAsMissing()};
 *   <li>imputation of missing values; without one, missing gives NaN in the vector;
 *   <li>one function: {@link #log1p()}, {@link #log()}, {@link #sqrt()}, {@link #boxCox()}, {@link
 *       #yeoJohnson()};
 *   <li>one scaling, binning or spreading by quantiles, learnt on what the steps before give;
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

  /** A bin of a tree holds at least one in so many rows. */
  static final int LEAST_TREE_BIN = 20;

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

  /**
   * Values are brought to at most {@code reach} interquartile ranges below the lower and above the
   * upper quartile of the training rows: {@code q25 - reach (q75 - q25)} and {@code q75 + reach
   * (q75 - q25)}, Tukey's fences. Where the quartiles are equal, the extremes of the training rows
   * are the bounds.
   *
   * @param reach above 0, usually 1.5 or 3
   */
  public NumericTransform winsorizeIqr(double reach) {
    return winsorize(Bounds.IQR, reach);
  }

  /**
   * Values are brought to at most {@code reach} robust deviations from the median of the training
   * rows, one being 1.4826 times the median of {@code |x - median|}, which is the deviation of a
   * normal distribution. Where that is 0, the extremes of the training rows are the bounds.
   *
   * @param reach above 0, usually 3
   */
  public NumericTransform winsorizeMad(double reach) {
    return winsorize(Bounds.MAD, reach);
  }

  private NumericTransform winsorize(Bounds kind, double reach) {
    Require.positive("Winsorize's reach", reach);
    return changed(
        d -> {
          d.once(d.clip || d.winsorize, "clip or winsorize");
          d.winsorize = true;
          d.bounds = kind;
          d.clipHigh = reach;
        });
  }

  /**
   * A number that the function (log, log1p, square root, Box-Cox) or a ratio by 0 cannot take
   * counts as missing, after clipping and before imputation, instead of refusing the row.
   */
  public NumericTransform invalidAsMissing() {
    return changed(
        d -> {
          d.once(d.invalidAsMissing, "invalidAsMissing");
          d.invalidAsMissing = true;
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
    return function(Curve.Kind.LOG1P, OptionalDouble.empty());
  }

  /** {@code ln x}, for values above 0. */
  public NumericTransform log() {
    return function(Curve.Kind.LOG, OptionalDouble.empty());
  }

  /** The square root, for values of at least 0. */
  public NumericTransform sqrt() {
    return function(Curve.Kind.SQRT, OptionalDouble.empty());
  }

  /**
   * The power of Box and Cox, {@code (x^lambda - 1) / lambda} or {@code ln x} where lambda is 0,
   * for values above 0. Lambda, from -5 to 5, makes the training values most likely under a normal
   * distribution; values that are all equal give 1. Follow it with {@link #standardize()} for mean
   * 0 and deviation 1. Cost of the fit: a sort and about 20 passes over the values.
   */
  public NumericTransform boxCox() {
    return function(Curve.Kind.BOX_COX, OptionalDouble.empty());
  }

  /** As {@link #boxCox()} with a lambda that is given, finite. */
  public NumericTransform boxCox(double lambda) {
    return function(Curve.Kind.BOX_COX, OptionalDouble.of(Require.finite("Lambda", lambda)));
  }

  /**
   * The power of Yeo and Johnson, which takes any number: Box-Cox of {@code 1 + x} with lambda
   * where {@code x >= 0}, minus Box-Cox of {@code 1 - x} with {@code 2 - lambda} where {@code x <
   * 0}. Lambda as for {@link #boxCox()}.
   */
  public NumericTransform yeoJohnson() {
    return function(Curve.Kind.YEO_JOHNSON, OptionalDouble.empty());
  }

  /** As {@link #yeoJohnson()} with a lambda that is given, finite. */
  public NumericTransform yeoJohnson(double lambda) {
    return function(Curve.Kind.YEO_JOHNSON, OptionalDouble.of(Require.finite("Lambda", lambda)));
  }

  private NumericTransform function(Curve.Kind kind, OptionalDouble lambda) {
    return changed(
        d -> {
          d.once(d.curve != Curve.Kind.NONE, d.curve == kind ? kind.word : "function");
          if (d.scale != Scale.NONE) {
            d.faults.add(
                "Step "
                    + kind.word
                    + " of '"
                    + d.source.name()
                    + "' must be written before the scaling, since it runs before it.");
          }
          d.curve = kind;
          d.lambda = lambda;
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

  /**
   * As {@link #bins(int)}, with edges half way between neighbouring centres of k-means in one
   * dimension, started from the middles of bins of equal width and run until no value changes its
   * centre. There may be fewer bins where values are fewer.
   *
   * @param count from 2 to 65536
   */
  public NumericTransform kMeansBins(int count) {
    return bins(Scale.KMEANS_BINS, count);
  }

  /**
   * Its place among the training values, from 0 for the least and all below to 1 for the largest
   * and all above: evenly spread over 0..1, whatever the distribution. Between quantiles {@code i /
   * (n - 1)} (as for {@link #winsorize}; at most one a row) it is linear; a value that several of
   * them share lies in their middle. A constant gives 0. The stored features hold the quantiles.
   *
   * @param quantiles from 2 to 65536, usually 1000
   */
  public NumericTransform quantileUniform(int quantiles) {
    return bins(Scale.UNIFORM, quantiles);
  }

  /**
   * As {@link #quantileUniform}, as the quantile of a normal distribution: from -5.1993 for all
   * within 1e-7 of the least or below it, to 5.1993 for all within 1e-7 of the largest or above it.
   *
   * @param quantiles from 2 to 65536, usually 1000
   */
  public NumericTransform quantileNormal(int quantiles) {
    return bins(Scale.NORMAL, quantiles);
  }

  /**
   * The normal score of its rank: of n training values, one of mean rank r (from 1) gets the normal
   * quantile of {@code (r - 0.5) / n}; linear between two values, level beyond the ends. Unlike
   * {@link #quantileNormal} the ends are no farther out than n values of a normal distribution
   * would lie. Of more than 1000 distinct values 1000 are kept, which the stored features hold.
   */
  public NumericTransform rankGauss() {
    return scale(Scale.RANK_GAUSS);
  }

  /**
   * As {@link #bins(int)}, with edges where the label changes most: the splits of a decision tree
   * on this number alone. A bin holds at least a twentieth of the training rows, so that one row's
   * label hardly moves an edge; training rows get their bin as any other row does.
   *
   * @param most how many bins there may be, from 2 to 65536; there are fewer where nothing is
   *     gained
   */
  public NumericTransform treeBins(int most) {
    return bins(Scale.TREE_BINS, most);
  }

  private NumericTransform bins(Scale kind, int count) {
    if (count < 2 || count > Scaling.MAX_BINS) {
      throw Require.violated("Number of bins or quantiles", "from 2 to " + Scaling.MAX_BINS, count);
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

  NumericSteps steps() {
    return steps;
  }

  @Override
  boolean readsLabel() {
    return steps.scale == Scale.TREE_BINS;
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
  @Nullable NumericOp fit(Fitting fitting) {
    return new NumericFit(steps, fitting).learn();
  }
}
