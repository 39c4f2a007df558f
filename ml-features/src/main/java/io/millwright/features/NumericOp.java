package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.List;

/** A fitted {@link NumericTransform}. */
final class NumericOp extends Op {

  static final String ID = "numeric";

  private final Builder from;
  private final NumberReader reader;
  private final double clipLow;
  private final double clipHigh;
  private final double impute;
  private final Curve curve;
  private final boolean invalidAsMissing;
  private final Scaling scaling;
  private final boolean indicator;

  private NumericOp(Builder b) {
    from = b;
    reader = b.reader;
    clipLow = b.clipLow;
    clipHigh = b.clipHigh;
    impute = b.impute;
    curve = b.curve;
    invalidAsMissing = b.invalidAsMissing;
    scaling = b.scaling;
    indicator = b.indicator;
  }

  @Override
  List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature(from.name, from.source.fields()));
    if (indicator) {
      String name = FeatureNames.slot(from.source.name(), FeatureNames.MISSING);
      features.add(new Feature(name, from.source.fields()));
    }
    return features;
  }

  String name() {
    return from.name;
  }

  List<String> fields() {
    return from.source.fields();
  }

  boolean hasIndicator() {
    return indicator;
  }

  @Override
  void apply(Row row, double[] out, int at) {
    double x = beforeImpute(row);
    out[at] = afterImpute(imputed(x));
    if (indicator) {
      out[at + 1] = Double.isNaN(x) ? 1 : 0;
    }
  }

  @Override
  int events(Row row) {
    double read = reader.read(row);
    double clipped = clipped(read);
    double x = validOrMissing(clipped);
    double y = imputed(x);
    if (!curve.kind().accepts(y) || Double.isInfinite(scaled(curve.of(y)))) {
      return FeatureEvent.REFUSED.bit();
    }
    boolean imputed = Double.isNaN(x) && !Double.isNaN(y);
    return (imputed ? FeatureEvent.IMPUTED.bit() : 0)
        | (clipped < read || clipped > read ? FeatureEvent.CLIPPED.bit() : 0);
  }

  /** The row's number, without the indicator. */
  double value(Row row) {
    return afterImpute(imputed(beforeImpute(row)));
  }

  private double afterImpute(double y) {
    if (!curve.kind().accepts(y)) {
      throw refused("must be " + curve.kind().domain() + "; was not");
    }
    double z = scaled(curve.of(y));
    if (Double.isInfinite(z)) {
      throw refused("must stay within doubles after scaling; did not. Clip it in the feature plan");
    }
    return z;
  }

  private InvalidRowException refused(String reason) {
    return new InvalidRowException(String.join(", ", from.source.fields()), reason);
  }

  /** Clipped, and missing if the function cannot take it and that is the policy; NaN if missing. */
  double beforeImpute(Row row) {
    return validOrMissing(beforeFunction(row));
  }

  /** Clipped; NaN if missing. */
  double beforeFunction(Row row) {
    return clipped(reader.read(row));
  }

  double validOrMissing(double x) {
    return invalidAsMissing && !curve.kind().accepts(x) ? Double.NaN : x;
  }

  double clipped(double x) {
    return x < clipLow ? clipLow : x > clipHigh ? clipHigh : x;
  }

  double imputed(double x) {
    return Double.isNaN(x) ? impute : x;
  }

  private double scaled(double x) {
    return Double.isNaN(x) ? Double.NaN : scaling.of(x);
  }

  @Override
  String describe() {
    StringBuilder text = new StringBuilder(from.name).append(": ").append(from.source.name());
    text.append(Double.isFinite(clipLow) ? "; clipped to " + clipLow + ".." + clipHigh : "");
    text.append(Double.isNaN(impute) ? "" : "; missing becomes " + impute);
    text.append(invalidAsMissing ? "; invalid taken as missing" : "");
    text.append(curve.describe());
    text.append(scaling.describe());
    return text.append(indicator ? "; with a missing indicator" : "").toString();
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("name", from.name);
    from.source.write(node.putObject("source"));
    node.put("nonFinite", from.policy.name());
    if (Double.isFinite(clipLow)) {
      node.putObject("clip").put("low", clipLow).put("high", clipHigh);
    }
    if (!Double.isNaN(impute)) {
      node.put("impute", impute);
    }
    curve.write(node);
    if (invalidAsMissing) {
      node.put("invalidAsMissing", true);
    }
    scaling.write(node);
    node.put("indicator", indicator);
  }

  static NumericOp read(JsonPart json, Schema schema) {
    json.only(
        "op",
        "name",
        "source",
        "nonFinite",
        "clip",
        "impute",
        "log1p",
        "function",
        "invalidAsMissing",
        "moments",
        "range",
        "bins",
        "quantiles",
        "ranks",
        "indicator");
    Source source = Source.read(json.object("source"), schema);
    Builder op =
        new Builder(
                schema,
                source,
                json.text("name"),
                json.oneOf("nonFinite", Source.NonFinite.class),
                json.has("invalidAsMissing") && json.flag("invalidAsMissing"))
            .curve(Curve.read(json))
            .indicator(json.flag("indicator"));
    if (json.has("clip")) {
      JsonPart clip = json.object("clip");
      clip.only("low", "high");
      if (clip.number("low") > clip.number("high")) {
        throw clip.fault("'low' must be at most 'high'.");
      }
      op.clip(clip.number("low"), clip.number("high"));
    } else if (op.policy == Source.NonFinite.CLIP) {
      throw json.fault("member 'clip' must be there when non-finite values are clipped.");
    }
    if (json.has("impute")) {
      op.impute(json.number("impute"));
    }
    return op.scaling(Scaling.read(json)).build();
  }

  /** What has been learnt so far; an op can be built at any step. */
  static final class Builder {

    private final Source source;
    private final String name;
    private final Source.NonFinite policy;
    private final NumberReader reader;
    private final boolean invalidAsMissing;
    private double clipLow = Double.NEGATIVE_INFINITY;
    private double clipHigh = Double.POSITIVE_INFINITY;
    private double impute = Double.NaN;
    private Curve curve = Curve.NONE;
    private Scaling scaling = Scaling.NONE;
    private boolean indicator;

    Builder(
        Schema schema,
        Source source,
        String name,
        Source.NonFinite policy,
        boolean invalidAsMissing) {
      this.source = source;
      this.name = name;
      this.policy = policy;
      this.invalidAsMissing = invalidAsMissing;
      this.reader = SourceReader.of(source, schema, policy, invalidAsMissing);
    }

    Builder clip(double from, double to) {
      clipLow = from;
      clipHigh = to;
      return this;
    }

    Builder impute(double value) {
      impute = value;
      return this;
    }

    Curve curve() {
      return curve;
    }

    Builder curve(Curve taken) {
      curve = taken;
      return this;
    }

    Builder indicator(boolean added) {
      indicator = added;
      return this;
    }

    Builder scaling(Scaling taken) {
      scaling = taken;
      return this;
    }

    NumericOp build() {
      return new NumericOp(this);
    }
  }
}
