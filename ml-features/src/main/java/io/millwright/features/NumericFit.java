package io.millwright.features;

import io.millwright.features.NumericSteps.Impute;
import io.millwright.features.NumericSteps.Scale;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Learns a {@link NumericOp} from the training rows, step by step. */
final class NumericFit {

  private final NumericSteps steps;
  private final Fitting fitting;
  private final NumericOp.Builder op;

  NumericFit(NumericSteps steps, Fitting fitting) {
    this.steps = steps;
    this.fitting = fitting;
    Source.NonFinite policy =
        steps.nonFiniteAsMissing
            ? Source.NonFinite.MISSING
            : steps.clip ? Source.NonFinite.CLIP : Source.NonFinite.REFUSE;
    op = new NumericOp.Builder(fitting.schema(), steps.source, steps.name(), policy);
  }

  /** Null if a fault was reported. */
  @Nullable Op learn() {
    if (steps.clip) {
      op.clip(steps.clipLow, steps.clipHigh);
    }
    double[] values = fitting.read(op.build()::beforeImpute);
    boolean learnt =
        values != null && winsorize(values) && impute(values) && function(values) && scale(values);
    return learnt ? op.indicator(steps.indicator).build() : null;
  }

  /** Clips in place to the learnt bounds; false after reporting a fault, as the steps below. */
  private boolean winsorize(double[] values) {
    if (!steps.winsorize) {
      return true;
    }
    SortedValues known = SortedValues.of(values);
    if (known.count() == 0) {
      return noValue("winsorize by");
    }
    NumericOp bounded =
        op.clip(known.quantile(steps.clipLow), known.quantile(steps.clipHigh)).build();
    Arrays.setAll(values, i -> bounded.clipped(values[i]));
    return true;
  }

  private boolean impute(double[] values) {
    if (steps.impute == Impute.NONE) {
      return true;
    }
    SortedValues known = SortedValues.of(values);
    if (known.count() == 0 && steps.impute != Impute.CONSTANT) {
      return noValue("impute from");
    }
    double value =
        switch (steps.impute) {
          case MEAN -> known.mean();
          case MEDIAN -> known.median();
          case MODE -> known.mode();
          case CONSTANT, NONE -> steps.constant;
        };
    NumericOp imputing = op.impute(value).build();
    Arrays.setAll(values, i -> imputing.imputed(values[i]));
    return true;
  }

  private boolean function(double[] values) {
    NumericOp taking = op.log1p(steps.log1p).build();
    int refused = 0;
    for (int i = 0; i < values.length; i++) {
      if (taking.inDomain(values[i])) {
        values[i] = taking.function(values[i]);
      } else {
        refused++;
      }
    }
    return refused == 0
        || fault(
            "must be above -1 for log1p; is not in "
                + refused
                + " of "
                + values.length
                + " rows. Clip it or use another transform.");
  }

  private boolean scale(double[] values) {
    if (steps.scale == Scale.NONE) {
      return true;
    }
    SortedValues known =
        steps.weighted ? SortedValues.weighted(values, fitting.weights()) : SortedValues.of(values);
    if (known.count() == 0) {
      return noValue("scale by");
    }
    if (!Double.isFinite(known.max() - known.min())) {
      return fault("must span less than the largest double to be scaled. Clip it or take log1p.");
    }
    Scaling scaling = scaling(known);
    if (!Double.isFinite(scaling.of(known.min())) || !Double.isFinite(scaling.of(known.max()))) {
      return fault(
          "must stay within doubles after scaling; does not. Winsorize it or take another scaling.");
    }
    op.scaling(scaling);
    return true;
  }

  private Scaling scaling(SortedValues known) {
    return switch (steps.scale) {
      case NONE -> Scaling.NONE;
      case STANDARDIZE -> new Scaling.Moments(known.mean(), orOne(known.deviation()));
      case CENTER -> new Scaling.Moments(known.mean(), 1);
      case DIVIDE -> new Scaling.Moments(0, orOne(known.deviation()));
      case MIN_MAX ->
          new Scaling.Range(
              known.min(), orOne(known.max() - known.min()), steps.low, steps.high, steps.clamped);
      case MAX_ABS ->
          new Scaling.Moments(0, orOne(Math.max(Math.abs(known.min()), Math.abs(known.max()))));
      case ROBUST ->
          new Scaling.Moments(
              known.median(), orOne(known.quantile(steps.high) - known.quantile(steps.low)));
      case BINS -> new Scaling.Bins(equalWidths(known));
      case QUANTILE_BINS -> new Scaling.Bins(quantiles(known));
    };
  }

  private static double orOne(double divisor) {
    return divisor > 0 ? divisor : 1;
  }

  private double[] equalWidths(SortedValues known) {
    double width = (known.max() - known.min()) / steps.bins;
    if (!(width > 0)) {
      return new double[0];
    }
    double[] edges = new double[steps.bins - 1];
    Arrays.setAll(edges, i -> known.min() + (i + 1) * width);
    return edges;
  }

  /** Quantiles that are distinct and between the extremes. */
  private double[] quantiles(SortedValues known) {
    double[] edges = new double[steps.bins - 1];
    Arrays.setAll(edges, i -> known.quantile((i + 1) / (double) steps.bins));
    return Arrays.stream(edges)
        .map(edge -> edge + 0.0) // -0.0 becomes 0.0
        .filter(edge -> edge > known.min() && edge < known.max())
        .distinct()
        .toArray();
  }

  private boolean fault(String constraint) {
    fitting.fault("Field '" + String.join(", ", steps.source.fields()) + "' " + constraint);
    return false;
  }

  private boolean noValue(String purpose) {
    return fault(
        "must have a value to "
            + purpose
            + "; has none in "
            + fitting.table().rowCount()
            + " rows. Leave the field out, or impute a constant.");
  }
}
