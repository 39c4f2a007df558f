package io.millwright.features;

import io.millwright.features.NumericSteps.Impute;
import io.millwright.features.NumericSteps.Scale;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** Learns a {@link NumericOp} from the training rows, step by step. */
final class NumericFit {

  /** {@code 1 / Phi^-1(3/4)}: what brings the MAD of a normal distribution to its deviation. */
  private static final double MAD_TO_DEVIATION = 1.4826022185056018;

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
    Source source = steps.source.learnt(fitting.table());
    op =
        new NumericOp.Builder(
                fitting.schema(), source, steps.name(), policy, steps.invalidAsMissing)
            .curve(new Curve(steps.curve, steps.lambda.orElse(0)));
  }

  /** Null if a fault was reported. */
  @Nullable NumericOp learn() {
    if (steps.clip) {
      op.clip(steps.clipLow, steps.clipHigh);
    }
    double[] values = fitting.read(op.build()::beforeFunction);
    if (values == null) {
      return null;
    }
    sort(values);
    boolean learnt =
        winsorize(values) && invalid(values) && impute(values) && function(values) && scale(values);
    return learnt ? op.indicator(steps.indicator).build() : null;
  }

  /** In order, where no step looks at rows: each step sorts again, which is quick and in place. */
  private void sort(double[] values) {
    if (!steps.weighted && steps.scale != Scale.TREE_BINS) {
      Arrays.parallelSort(values);
    }
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
    double[] bounds = bounds(known);
    NumericOp bounded = op.clip(bounds[0], bounds[1]).build();
    Arrays.setAll(values, i -> bounded.clipped(values[i]));
    return true;
  }

  private double[] bounds(SortedValues known) {
    double reach = steps.clipHigh;
    return switch (steps.bounds) {
      case QUANTILES ->
          new double[] {known.quantile(steps.clipLow), known.quantile(steps.clipHigh)};
      case IQR -> {
        double low = known.quantile(0.25);
        double high = known.quantile(0.75);
        yield around(known, low, high, reach * (high - low));
      }
      case MAD -> {
        double median = known.median();
        double spread = SortedValues.of(known.mapped(x -> Math.abs(x - median))).median();
        yield around(known, median, median, reach * MAD_TO_DEVIATION * spread);
      }
    };
  }

  /** The extremes, where no spread tells what is far, or the bounds would not be doubles. */
  private static double[] around(SortedValues known, double low, double high, double margin) {
    boolean bounded = margin > 0;
    double from = bounded ? low - margin : known.min();
    double to = bounded ? high + margin : known.max();
    return new double[] {
      Double.isFinite(from) ? from : known.min(), Double.isFinite(to) ? to : known.max()
    };
  }

  private boolean invalid(double[] values) {
    NumericOp taking = op.build();
    Arrays.setAll(values, i -> taking.validOrMissing(values[i]));
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
    Curve.Kind kind = steps.curve;
    long refused = Arrays.stream(values).filter(x -> !kind.accepts(x)).count();
    if (refused > 0) {
      return fault(
          "must be "
              + kind.domain()
              + "; is not in "
              + refused
              + " of "
              + values.length
              + " rows. Clip it, take it as missing (invalidAsMissing) or use another transform.");
    }
    if (!kind.isPower()) {
      op.curve(new Curve(kind, 0));
    } else if (steps.lambda.isEmpty() && !learnLambda(values)) {
      return false;
    }
    return map(values, op.curve());
  }

  /** The curve of each value, where a step to come asks for it. */
  private boolean map(double[] values, Curve curve) {
    DoubleSummaryStatistics known =
        Arrays.stream(values).filter(x -> !Double.isNaN(x)).summaryStatistics();
    // It never descends, so that no value between is farther out.
    if (known.getCount() > 0
        && (Double.isInfinite(curve.of(known.getMin()))
            || Double.isInfinite(curve.of(known.getMax())))) {
      return fault(
          "must stay within doubles after " + curve.kind().word + "; does not. Clip it first.");
    }
    if (steps.scale != Scale.NONE) {
      Arrays.setAll(values, i -> curve.of(values[i]));
    }
    return true;
  }

  private boolean learnLambda(double[] values) {
    SortedValues known = SortedValues.of(values);
    if (known.count() == 0) {
      return noValue("learn " + steps.curve.word + " from");
    }
    op.curve(PowerFit.curve(steps.curve, known));
    return true;
  }

  private boolean scale(double[] values) {
    if (steps.scale == Scale.NONE) {
      return true;
    }
    sort(values); // imputed ones stand at the end
    SortedValues known =
        steps.weighted ? SortedValues.weighted(values, fitting.weights()) : SortedValues.of(values);
    if (known.count() == 0) {
      return noValue("scale by");
    }
    if (!Double.isFinite(known.max() - known.min())) {
      return fault("must span less than the largest double to be scaled. Clip it or take log1p.");
    }
    Scaling scaling =
        steps.scale == Scale.TREE_BINS
            ? new Scaling.Bins(treeEdges(values))
            : scaling(known, Math.min(steps.bins, values.length));
    if (!Double.isFinite(scaling.of(known.min())) || !Double.isFinite(scaling.of(known.max()))) {
      return fault(
          "must stay within doubles after scaling; does not. Winsorize it or take another scaling.");
    }
    op.scaling(scaling);
    return true;
  }

  /**
   * @param quantiles how many, of those that are of quantiles: at most one for each row
   */
  private Scaling scaling(SortedValues known, int quantiles) {
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
      case TREE_BINS -> throw new IllegalStateException("Tree bins are learnt from labels.");
      case KMEANS_BINS -> new Scaling.Bins(KMeansEdges.of(known, steps.bins));
      case UNIFORM -> QuantileScaling.learn(known, quantiles, false);
      case NORMAL -> QuantileScaling.learn(known, quantiles, true);
      case RANK_GAUSS -> RankScaling.learn(known);
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

  private double[] treeEdges(double[] values) {
    int least = Math.max(1, values.length / NumericTransform.LEAST_TREE_BIN);
    return TreeEdges.of(values, fitting.targets(), steps.bins, least);
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
