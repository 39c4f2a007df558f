package io.millwright.features;

import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The settings of a {@link NumericTransform}; never changed once a transform holds them. */
final class NumericSteps {

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
    MIN_MAX,
    MAX_ABS,
    ROBUST,
    BINS,
    QUANTILE_BINS,
    KMEANS_BINS,
    TREE_BINS,
    UNIFORM,
    NORMAL,
    RANK_GAUSS
  }

  /** How the bounds of winsorize are learnt. */
  enum Bounds {
    QUANTILES,
    IQR,
    MAD
  }

  final Source source;
  final List<String> faults = new ArrayList<>();
  Optional<String> name = Optional.empty();
  boolean nonFiniteAsMissing;
  boolean clip;
  boolean winsorize;
  Bounds bounds = Bounds.QUANTILES;

  /** Bounds of clip, or the quantiles of winsorize; the upper also its reach. */
  double clipLow = Double.NEGATIVE_INFINITY;

  double clipHigh = Double.POSITIVE_INFINITY;
  Impute impute = Impute.NONE;
  double constant;
  Curve.Kind curve = Curve.Kind.NONE;

  /** The exponent of a power, where it is given and not learnt. */
  OptionalDouble lambda = OptionalDouble.empty();

  boolean invalidAsMissing;
  Scale scale = Scale.NONE;

  /** Ends of the range of min-max, or the quantiles of robust. */
  double low;

  double high = 1;

  /** How many bins, or quantiles. */
  int bins;

  boolean clamped;
  boolean weighted;
  boolean indicator;

  NumericSteps(Source source) {
    this.source = source;
  }

  NumericSteps copy() {
    NumericSteps copy = new NumericSteps(source);
    copy.faults.addAll(faults);
    copy.name = name;
    copy.nonFiniteAsMissing = nonFiniteAsMissing;
    copy.clip = clip;
    copy.winsorize = winsorize;
    copy.bounds = bounds;
    copy.clipLow = clipLow;
    copy.clipHigh = clipHigh;
    copy.impute = impute;
    copy.constant = constant;
    copy.curve = curve;
    copy.lambda = lambda;
    copy.invalidAsMissing = invalidAsMissing;
    copy.scale = scale;
    copy.low = low;
    copy.high = high;
    copy.bins = bins;
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

  String name() {
    return name.orElse(
        curve == Curve.Kind.NONE ? source.name() : curve.word + "(" + source.name() + ")");
  }

  List<String> names() {
    return indicator
        ? List.of(name(), FeatureNames.slot(source.name(), FeatureNames.MISSING))
        : List.of(name());
  }

  String describe() {
    StringBuilder text = new StringBuilder(name()).append(": ").append(source.describe());
    text.append(nonFiniteAsMissing ? "; NaN and ±infinity taken as missing" : "");
    text.append(clip ? "; clipped to " + clipLow + ".." + clipHigh : "");
    text.append(winsorize ? describeBounds() : "");
    text.append(invalidAsMissing ? "; invalid taken as missing" : "");
    text.append(
        switch (impute) {
          case NONE -> "; missing stays missing";
          case MEAN -> "; missing becomes the mean";
          case MEDIAN -> "; missing becomes the median";
          case MODE -> "; missing becomes the most frequent value";
          case CONSTANT -> "; missing becomes " + constant;
        });
    text.append(curve == Curve.Kind.NONE ? "" : "; " + curve.text);
    lambda.ifPresent(l -> text.append(" with lambda ").append(l));
    text.append(describeScale());
    text.append(weighted ? ", by weight" : "");
    return text.append(indicator ? "; with a missing indicator" : "").toString();
  }

  private String describeBounds() {
    return switch (bounds) {
      case QUANTILES -> "; clipped to its quantiles " + clipLow + ".." + clipHigh;
      case IQR -> "; clipped " + clipHigh + " interquartile ranges beyond its quartiles";
      case MAD -> "; clipped " + clipHigh + " robust deviations from its median";
    };
  }

  private String describeScale() {
    return switch (scale) {
      case NONE -> "";
      case STANDARDIZE -> "; mean 0, deviation 1";
      case CENTER -> "; mean 0";
      case DIVIDE -> "; deviation 1";
      case MIN_MAX -> "; to " + low + ".." + high + (clamped ? ", clamped" : "");
      case MAX_ABS -> "; largest magnitude 1";
      case ROBUST -> "; median 0, quantiles " + low + ".." + high + " 1 apart";
      case BINS -> "; number of its bin, of " + bins + " of equal width";
      case QUANTILE_BINS -> "; number of its bin, of " + bins + " between quantiles";
      case TREE_BINS ->
          "; number of its bin, of at most " + bins + " within which labels are alike";
      case KMEANS_BINS -> "; number of its bin, of " + bins + " between centres of k-means";
      case UNIFORM -> "; place among " + bins + " quantiles, 0..1";
      case NORMAL -> "; place among " + bins + " quantiles, as a normal score";
      case RANK_GAUSS -> "; normal score of its rank";
    };
  }

  void check(Schema schema, Consumer<String> report) {
    faults.forEach(report);
    source.check(schema, report);
    if (scale == Scale.TREE_BINS && schema.label().isEmpty()) {
      report.accept("Schema must have a label for the tree bins of '" + source.name() + "'.");
    }
    if (clamped && scale != Scale.MIN_MAX) {
      report.accept("Step clamped of '" + source.name() + "' must follow minMax.");
    }
    boolean moments = scale == Scale.STANDARDIZE || scale == Scale.CENTER || scale == Scale.DIVIDE;
    if (weighted && !moments) {
      report.accept("Step weighted of '" + source.name() + "' must follow a scaling by moments.");
    }
    if (weighted && schema.only(Role.WEIGHT).isEmpty()) {
      report.accept(
          "Step weighted of '" + source.name() + "' must have a weight field in the schema.");
    }
    if (impute == Impute.CONSTANT && !curve.accepts(constant)) {
      report.accept(
          "Imputed constant of '"
              + source.name()
              + "' must be "
              + curve.domain()
              + "; was "
              + constant
              + ".");
    }
    boolean canBeInvalid =
        source.kind() == Source.Kind.RATIO
            || (curve != Curve.Kind.NONE && curve != Curve.Kind.YEO_JOHNSON);
    if (invalidAsMissing && !canBeInvalid) {
      report.accept(
          "Step invalidAsMissing of '"
              + source.name()
              + "' must come with log, log1p, sqrt, boxCox or a ratio, which refuse numbers.");
    }
  }
}
