package io.millwright.eval.errors;

import io.millwright.Require;
import io.millwright.eval.HeldOut;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Undefined;
import io.millwright.model.Task;
import io.millwright.report.Chart;
import io.millwright.report.NumberText;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Mean residual, {@code y - p}, over the predictions or over a feature: a good model has 0 in every
 * bin; above 0 it promises too little there.
 *
 * <p>Of a regression, or of a binary task with its probability. Bins lie between quantiles that are
 * values; missing and NaN have bins of their own. Intervals are Student's t with the variance of
 * sums of groups, or of rows without groups, for each bin alone. Rows count by weight. Immutable
 * and thread-safe.
 *
 * @param of what the bins are of
 * @param bins those with rows of positive weight, ascending, then NaN, then missing
 */
public record ResidualBins(String of, List<Bin> bins) {

  private static final double LEVEL = 0.95;

  /**
   * One bin.
   *
   * @param name its range as words
   * @param residual mean residual; its support is the bin's rows
   * @param absolute mean absolute residual
   */
  public record Bin(String name, Estimate residual, double absolute) {}

  public ResidualBins {
    bins = List.copyOf(bins);
  }

  /**
   * Over the predictions.
   *
   * @param count of bins, at least 1; fewer where predictions are tied
   * @throws IllegalArgumentException if the rows are of a multiclass task
   */
  public static ResidualBins byPrediction(HeldOut<?> rows, int count) {
    return of("prediction", rows, rows.scored().scores(), new boolean[0], count);
  }

  /**
   * Over a feature.
   *
   * @param field NUMERIC or INTEGER
   * @param count of bins, at least 1; fewer where values are tied
   * @throws IllegalArgumentException if the field is of another type, or the rows are of a
   *     multiclass task
   */
  public static ResidualBins byFeature(HeldOut<?> rows, String field, int count) {
    Column column = rows.table().column(field);
    if (column.type() != FieldType.NUMERIC && column.type() != FieldType.INTEGER) {
      throw new IllegalArgumentException(
          "Field '" + field + "' must be NUMERIC or INTEGER; was " + column.type() + ".");
    }
    boolean[] missing = new boolean[column.size()];
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      missing[i] = column.isMissing(i);
      values[i] = missing[i] ? Double.NaN : column.number(i);
    }
    return of(field, rows, values, missing, count);
  }

  private static ResidualBins of(
      String of, HeldOut<?> rows, double[] values, boolean[] missing, int count) {
    Require.atLeast("Bins", count, 1);
    if (rows.task().kind() == Task.Kind.MULTICLASS) {
      throw new IllegalArgumentException(
          "Rows must be of a regression or a binary task; were of a multiclass one. Use"
              + " ConfusionPair.");
    }
    double[] edges = innerEdges(values, count);
    int[] binOf = new int[values.length];
    for (int i = 0; i < binOf.length; i++) {
      binOf[i] =
          missing.length > 0 && missing[i]
              ? edges.length + 2
              : Double.isNaN(values[i]) ? edges.length + 1 : bin(values[i], edges);
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < edges.length + 3; b++) {
      int bin = b;
      int[] own =
          IntStream.range(0, binOf.length)
              .filter(i -> binOf[i] == bin && rows.scored().weight(i) > 0)
              .toArray();
      if (own.length > 0) {
        bins.add(bin(name(b, edges), own, rows.scored(), rows.units()));
      }
    }
    return new ResidualBins(of, bins);
  }

  private static double[] innerEdges(double[] values, int count) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    TreeSet<Double> edges = new TreeSet<>();
    for (int i = 1; i < count && sorted.length > 0; i++) {
      double edge = sorted[(int) ((sorted.length - 1L) * i / count)];
      if (edge < sorted[sorted.length - 1]) {
        edges.add(edge);
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int bin(double value, double[] edges) {
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found : -found - 1;
  }

  private static String name(int bin, double[] edges) {
    int last = edges.length;
    if (bin > last) {
      return bin == last + 1 ? "not a number" : "missing";
    }
    if (last == 0) {
      return "all";
    }
    return bin == 0
        ? "up to " + NumberText.of(edges[0])
        : bin == last
            ? "above " + NumberText.of(edges[last - 1])
            : "above " + NumberText.of(edges[bin - 1]) + " up to " + NumberText.of(edges[bin]);
  }

  private static Bin bin(String name, int[] own, Scored<?> scored, int[] units) {
    double weight = 0;
    double sum = 0;
    double absolute = 0;
    for (int i : own) {
      double residual = scored.target(i) - scored.score(i);
      weight += scored.weight(i);
      sum += scored.weight(i) * residual;
      absolute += scored.weight(i) * Math.abs(residual);
    }
    double mean = sum / weight;
    return new Bin(name, estimate(mean, weight, own, scored, units), absolute / weight);
  }

  private static Estimate estimate(
      double mean, double weight, int[] own, Scored<?> scored, int[] units) {
    int[] distinct = Arrays.stream(own).map(i -> units[i]).sorted().distinct().toArray();
    double[] influence = new double[distinct.length];
    for (int i : own) {
      double residual = scored.target(i) - scored.score(i);
      influence[Arrays.binarySearch(distinct, units[i])] +=
          scored.weight(i) * (residual - mean) / weight;
    }
    int groups = distinct.length;
    if (groups < 2) {
      return new Undefined("an interval needs at least 2 rows or groups", own.length);
    }
    double variance = Arrays.stream(influence).map(v -> v * v).sum() * groups / (groups - 1.0);
    double half =
        new TDistribution(null, groups - 1.0).inverseCumulativeProbability((1 + LEVEL) / 2)
            * Math.sqrt(variance);
    String method = groups == own.length ? "Student's t" : "Student's t of " + groups + " groups";
    return new Estimate.Measured(
        mean, new Interval(mean - half, mean + half, LEVEL, method), own.length);
  }

  /** The bins as a chart of values with intervals; a bin without interval is left out. */
  public Chart chart() {
    List<Bin> shown = bins.stream().filter(b -> b.residual() instanceof Estimate.Measured).toList();
    double[] values = new double[shown.size()];
    double[] lows = new double[shown.size()];
    double[] highs = new double[shown.size()];
    for (int i = 0; i < values.length; i++) {
      Estimate.Measured m = (Estimate.Measured) shown.get(i).residual();
      values[i] = m.value();
      lows[i] = m.interval().low();
      highs[i] = m.interval().high();
    }
    List<String> names = new ArrayList<>();
    for (Bin bin : shown) {
      // Edges that look alike when rounded are told apart by their place.
      names.add(names.contains(bin.name()) ? bin.name() + " #" + (names.size() + 1) : bin.name());
    }
    return Chart.interval("Mean residual by " + of, names)
        .x(of)
        .y("Actual minus predicted")
        .lineAtY("no error", 0)
        .series("mean residual", values, lows, highs)
        .build();
  }
}
