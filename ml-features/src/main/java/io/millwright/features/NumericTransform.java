package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.ArrayList;
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
 *   <li>{@link #clip};
 *   <li>imputation of missing values; without one, missing gives NaN in the vector;
 *   <li>{@link #log1p()};
 *   <li>one scaling, learnt on what the steps before give;
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

  enum Impute {
    NONE,
    MEAN,
    MEDIAN,
    MODE,
    CONSTANT
  }

  enum Scale {
    NONE,
    STANDARDIZE,
    CENTER,
    DIVIDE,
    MIN_MAX
  }

  /** The settings while they are collected; never changed once a transform holds them. */
  private static final class Draft {
    private final Source source;
    private final List<String> faults = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private boolean nonFiniteAsMissing;
    private boolean clip;
    private double clipLow = Double.NEGATIVE_INFINITY;
    private double clipHigh = Double.POSITIVE_INFINITY;
    private Impute impute = Impute.NONE;
    private double constant;
    private boolean log1p;
    private Scale scale = Scale.NONE;
    private double low;
    private double high = 1;
    private boolean clamped;
    private boolean weighted;
    private boolean indicator;

    Draft(Source source) {
      this.source = source;
    }

    Draft copy() {
      Draft copy = new Draft(source);
      copy.faults.addAll(faults);
      copy.name = name;
      copy.nonFiniteAsMissing = nonFiniteAsMissing;
      copy.clip = clip;
      copy.clipLow = clipLow;
      copy.clipHigh = clipHigh;
      copy.impute = impute;
      copy.constant = constant;
      copy.log1p = log1p;
      copy.scale = scale;
      copy.low = low;
      copy.high = high;
      copy.clamped = clamped;
      copy.weighted = weighted;
      copy.indicator = indicator;
      return copy;
    }

    void once(boolean set, String step) {
      if (set) {
        faults.add("Step " + step + " of '" + source.name() + "' must be set once; was set twice.");
      }
    }
  }

  private final Draft draft;

  private NumericTransform(Draft draft) {
    this.draft = draft;
  }

  static NumericTransform of(Source source) {
    return new NumericTransform(new Draft(source));
  }

  private NumericTransform changed(Consumer<Draft> change) {
    Draft copy = draft.copy();
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
          d.once(d.clip, "clip");
          d.clip = true;
          d.clipLow = low;
          d.clipHigh = high;
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
    return draft.source.fields();
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(name()).append(": ").append(draft.source.name());
    if (draft.nonFiniteAsMissing) {
      text.append("; NaN and ±infinity taken as missing");
    }
    if (draft.clip) {
      text.append("; clipped to ").append(draft.clipLow).append("..").append(draft.clipHigh);
    }
    text.append(
        switch (draft.impute) {
          case NONE -> "; missing stays missing";
          case MEAN -> "; missing becomes the mean";
          case MEDIAN -> "; missing becomes the median";
          case MODE -> "; missing becomes the most frequent value";
          case CONSTANT -> "; missing becomes " + draft.constant;
        });
    text.append(draft.log1p ? "; ln(1 + x)" : "");
    text.append(
        switch (draft.scale) {
          case NONE -> "";
          case STANDARDIZE -> "; mean 0, deviation 1";
          case CENTER -> "; mean 0";
          case DIVIDE -> "; deviation 1";
          case MIN_MAX ->
              "; to " + draft.low + ".." + draft.high + (draft.clamped ? ", clamped" : "");
        });
    text.append(draft.weighted ? ", by weight" : "");
    return text.append(draft.indicator ? "; with a missing indicator" : "").toString();
  }

  private String name() {
    return draft.name.orElse(
        draft.log1p ? "log1p(" + draft.source.name() + ")" : draft.source.name());
  }

  @Override
  List<String> names() {
    return draft.indicator
        ? List.of(name(), FeatureNames.slot(draft.source.name(), FeatureNames.MISSING))
        : List.of(name());
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    draft.faults.forEach(faults);
    draft.source.check(schema, faults);
    if (draft.clamped && draft.scale != Scale.MIN_MAX) {
      faults.accept("Step clamped of '" + draft.source.name() + "' must follow minMax.");
    }
    boolean moments =
        draft.scale == Scale.STANDARDIZE
            || draft.scale == Scale.CENTER
            || draft.scale == Scale.DIVIDE;
    if (draft.weighted && !moments) {
      faults.accept(
          "Step weighted of '" + draft.source.name() + "' must follow a scaling by moments.");
    }
    if (draft.weighted && schema.only(Role.WEIGHT).isEmpty()) {
      faults.accept(
          "Step weighted of '" + draft.source.name() + "' must have a weight field in the schema.");
    }
    if (draft.log1p && draft.impute == Impute.CONSTANT && draft.constant <= -1) {
      faults.accept(
          "Imputed constant of '"
              + draft.source.name()
              + "' must be above -1 for log1p; was "
              + draft.constant
              + ".");
    }
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Source.NonFinite policy =
        draft.nonFiniteAsMissing
            ? Source.NonFinite.MISSING
            : draft.clip ? Source.NonFinite.CLIP : Source.NonFinite.REFUSE;
    NumericOp.Builder op =
        new NumericOp.Builder(fitting.schema(), draft.source, name(), policy)
            .clip(draft.clipLow, draft.clipHigh);
    double[] values = fitting.read(op.build()::beforeImpute);
    if (values == null) {
      return null;
    }
    op.log1p(draft.log1p).indicator(draft.indicator);
    if (draft.impute != Impute.NONE) {
      SortedValues known = SortedValues.of(values);
      if (known.count() == 0 && draft.impute != Impute.CONSTANT) {
        fitting.fault(noValue("impute from", fitting));
        return null;
      }
      op.impute(imputed(known));
    }
    if (!afterImpute(op.build(), values, fitting)) {
      return null;
    }
    return scaled(op, values, fitting);
  }

  private double imputed(SortedValues known) {
    return switch (draft.impute) {
      case MEAN -> known.mean();
      case MEDIAN -> known.median();
      case MODE -> known.mode();
      case CONSTANT, NONE -> draft.constant;
    };
  }

  /** Imputes and applies the function in place; false after reporting values it does not take. */
  private boolean afterImpute(NumericOp op, double[] values, Fitting fitting) {
    int refused = 0;
    for (int i = 0; i < values.length; i++) {
      double x = op.imputed(values[i]);
      if (op.inDomain(x)) {
        values[i] = op.function(x);
      } else {
        refused++;
      }
    }
    if (refused > 0) {
      fitting.fault(
          "Field '"
              + String.join(", ", fields())
              + "' must be above -1 for log1p; is not in "
              + refused
              + " of "
              + values.length
              + " rows. Clip it or use another transform.");
    }
    return refused == 0;
  }

  private @Nullable Op scaled(NumericOp.Builder op, double[] values, Fitting fitting) {
    if (draft.scale == Scale.NONE) {
      return op.build();
    }
    SortedValues known =
        draft.weighted ? SortedValues.weighted(values, fitting.weights()) : SortedValues.of(values);
    if (known.count() == 0) {
      fitting.fault(noValue("scale by", fitting));
      return null;
    }
    if (!Double.isFinite(known.max() - known.min())) {
      fitting.fault(
          "Field '"
              + String.join(", ", fields())
              + "' must span less than the largest double to be scaled. Clip it or take log1p.");
      return null;
    }
    double deviation = draft.scale == Scale.MIN_MAX ? 0 : known.deviation();
    double divisor = deviation > 0 ? deviation : 1;
    double span = known.max() - known.min();
    return switch (draft.scale) {
      case STANDARDIZE -> op.moments(known.mean(), divisor).build();
      case CENTER -> op.moments(known.mean(), 1).build();
      case DIVIDE -> op.moments(0, divisor).build();
      case MIN_MAX, NONE ->
          op.range(known.min(), span > 0 ? span : 1, draft.low, draft.high, draft.clamped).build();
    };
  }

  private String noValue(String purpose, Fitting fitting) {
    return "Field '"
        + String.join(", ", fields())
        + "' must have a value to "
        + purpose
        + "; has none in "
        + fitting.table().rowCount()
        + " rows. Leave the field out, or impute a constant.";
  }
}
