package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The last, fitted step of a number: a function that never decreases. */
sealed interface Scaling
    permits Scaling.None,
        Scaling.Moments,
        Scaling.Range,
        Scaling.Bins,
        QuantileScaling,
        RankScaling {

  /** The most bins a number can be put into. */
  int MAX_BINS = 65_536;

  Scaling NONE = new None();

  /** The result for a number that is not NaN. */
  double of(double x);

  /** What follows in a description, empty or starting with a semicolon. */
  String describe();

  void write(ObjectNode node);

  /** The members that hold a scaling. */
  List<String> MEMBERS = List.of("moments", "range", "bins", "quantiles", "ranks");

  /** The one scaling an op's object holds. */
  static Scaling read(JsonPart json) {
    List<String> there = MEMBERS.stream().filter(json::has).toList();
    if (there.isEmpty()) {
      return NONE;
    }
    if (there.size() > 1) {
      throw json.fault("members '" + String.join("', '", there) + "' must not be there together.");
    }
    JsonPart part = json.object(there.get(0));
    return switch (there.get(0)) {
      case "moments" -> Moments.read(part);
      case "range" -> Range.read(part);
      case "bins" -> Bins.read(part);
      case "quantiles" -> QuantileScaling.read(part);
      default -> RankScaling.read(part);
    };
  }

  /** The number as it is. */
  record None() implements Scaling {
    @Override
    public double of(double x) {
      return x;
    }

    @Override
    public String describe() {
      return "";
    }

    @Override
    public void write(ObjectNode node) {}
  }

  /** {@code (x - center) / divisor}. */
  record Moments(double center, double divisor) implements Scaling {
    @Override
    public double of(double x) {
      return (x - center) / divisor;
    }

    @Override
    public String describe() {
      return "; minus " + center + ", over " + divisor;
    }

    @Override
    public void write(ObjectNode node) {
      node.putObject("moments").put("mean", center).put("divisor", divisor);
    }

    private static Moments read(JsonPart json) {
      json.only("mean", "divisor");
      return new Moments(json.number("mean"), json.positive("divisor"));
    }
  }

  /** {@code low + (x - min) / divisor * (high - low)}, brought to the ends if clamped. */
  record Range(double min, double divisor, double low, double high, boolean clamped)
      implements Scaling {
    @Override
    public double of(double x) {
      double y = low + (x - min) / divisor * (high - low);
      return !clamped ? y : y < low ? low : y > high ? high : y;
    }

    @Override
    public String describe() {
      return "; " + min + ".." + (min + divisor) + " to " + low + ".." + high;
    }

    @Override
    public void write(ObjectNode node) {
      node.putObject("range")
          .put("min", min)
          .put("divisor", divisor)
          .put("low", low)
          .put("high", high)
          .put("clamped", clamped);
    }

    private static Range read(JsonPart json) {
      json.only("min", "divisor", "low", "high", "clamped");
      if (!(json.number("low") < json.number("high"))) {
        throw json.fault("'low' must be below 'high'.");
      }
      return new Range(
          json.number("min"),
          json.positive("divisor"),
          json.number("low"),
          json.number("high"),
          json.flag("clamped"));
    }
  }

  /** How many of the inner edges, which never descend, are at most x. */
  final class Bins implements Scaling {

    private static final int SHOWN = 9;

    private final double[] edges;

    Bins(double[] edges) {
      this.edges = edges.clone();
    }

    @Override
    public double of(double x) {
      int from = 0;
      int to = edges.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (edges[middle] <= x) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }

    @Override
    public String describe() {
      StringBuilder text = new StringBuilder("; number of its bin, 0..").append(edges.length);
      for (int i = 0; i < Math.min(edges.length, SHOWN); i++) {
        text.append(i == 0 ? ", from " : ", ").append(edges[i]);
      }
      return text.append(edges.length > SHOWN ? ", …" : "").toString();
    }

    @Override
    public void write(ObjectNode node) {
      ArrayNode array = node.putObject("bins").putArray("edges");
      for (double edge : edges) {
        array.add(edge);
      }
    }

    private static Bins read(JsonPart json) {
      json.only("edges");
      double[] edges = json.numbers("edges");
      if (edges.length >= MAX_BINS) {
        throw json.fault("'edges' must be fewer than " + MAX_BINS + ".");
      }
      for (int i = 1; i < edges.length; i++) {
        if (edges[i - 1] > edges[i]) {
          throw json.fault("'edges' must not descend.");
        }
      }
      return new Bins(edges);
    }
  }
}
