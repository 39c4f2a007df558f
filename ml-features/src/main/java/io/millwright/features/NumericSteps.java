package io.millwright.features;

import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    QUANTILE_BINS
  }

  final Source source;
  final List<String> faults = new ArrayList<>();
  Optional<String> name = Optional.empty();
  boolean nonFiniteAsMissing;
  boolean clip;
  boolean winsorize;

  /** Bounds of clip, or the quantiles of winsorize. */
  double clipLow = Double.NEGATIVE_INFINITY;

  double clipHigh = Double.POSITIVE_INFINITY;
  Impute impute = Impute.NONE;
  double constant;
  boolean log1p;
  Scale scale = Scale.NONE;

  /** Ends of the range of min-max, or the quantiles of robust. */
  double low;

  double high = 1;
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
    copy.clipLow = clipLow;
    copy.clipHigh = clipHigh;
    copy.impute = impute;
    copy.constant = constant;
    copy.log1p = log1p;
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
    return name.orElse(log1p ? "log1p(" + source.name() + ")" : source.name());
  }

  List<String> names() {
    return indicator
        ? List.of(name(), FeatureNames.slot(source.name(), FeatureNames.MISSING))
        : List.of(name());
  }

  String describe() {
    StringBuilder text = new StringBuilder(name()).append(": ").append(source.name());
    if (nonFiniteAsMissing) {
      text.append("; NaN and ±infinity taken as missing");
    }
    if (clip) {
      text.append("; clipped to ").append(clipLow).append("..").append(clipHigh);
    }
    if (winsorize) {
      text.append("; clipped to its quantiles ").append(clipLow).append("..").append(clipHigh);
    }
    text.append(
        switch (impute) {
          case NONE -> "; missing stays missing";
          case MEAN -> "; missing becomes the mean";
          case MEDIAN -> "; missing becomes the median";
          case MODE -> "; missing becomes the most frequent value";
          case CONSTANT -> "; missing becomes " + constant;
        });
    text.append(log1p ? "; ln(1 + x)" : "");
    text.append(
        switch (scale) {
          case NONE -> "";
          case STANDARDIZE -> "; mean 0, deviation 1";
          case CENTER -> "; mean 0";
          case DIVIDE -> "; deviation 1";
          case MIN_MAX -> "; to " + low + ".." + high + (clamped ? ", clamped" : "");
          case MAX_ABS -> "; largest magnitude 1";
          case ROBUST -> "; median 0, quantiles " + low + ".." + high + " 1 apart";
          case BINS -> "; number of its bin, of " + bins + " of equal width";
          case QUANTILE_BINS -> "; number of its bin, of " + bins + " between quantiles";
        });
    text.append(weighted ? ", by weight" : "");
    return text.append(indicator ? "; with a missing indicator" : "").toString();
  }

  void check(Schema schema, Consumer<String> report) {
    faults.forEach(report);
    source.check(schema, report);
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
    if (log1p && impute == Impute.CONSTANT && constant <= -1) {
      report.accept(
          "Imputed constant of '"
              + source.name()
              + "' must be above -1 for log1p; was "
              + constant
              + ".");
    }
  }
}
