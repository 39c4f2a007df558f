package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A fitted {@link KnnImputeTransform}. */
final class KnnImputeOp extends Op {

  static final String ID = "knn-impute";
  static final int MOST_NEIGHBORS = 1_000;
  static final int MOST_DONORS = 100_000;

  private final NumericOps parts;
  private final int neighbors;
  private final boolean byDistance;
  private final boolean indicators;
  private final int width;
  private final int donors;

  /** Row after row; NaN where missing. */
  private final double[] cells;

  private final double[] means;
  private final ThreadLocal<Scratch> scratch;

  KnnImputeOp(
      NumericOps parts, double[][] rows, int neighbors, boolean byDistance, boolean indicators) {
    this.parts = parts;
    this.neighbors = neighbors;
    this.byDistance = byDistance;
    this.indicators = indicators;
    this.width = parts.size();
    this.donors = rows.length;
    this.cells = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    this.means = new double[width];
    Arrays.setAll(means, j -> SortedValues.of(column(j)).mean());
    int nearest = Math.min(neighbors, donors);
    scratch = ThreadLocal.withInitial(() -> new Scratch(donors, nearest));
  }

  /** One thread's working space. */
  private static final class Scratch {
    private final double[] distances;
    private final int[] nearest;
    private int found;

    Scratch(int donors, int neighbors) {
      distances = new double[donors];
      nearest = new int[neighbors];
    }
  }

  private double[] column(int j) {
    return IntStream.range(0, donors).mapToDouble(i -> cells[i * width + j]).toArray();
  }

  static List<String> names(List<String> parts, boolean indicators) {
    List<String> names = new ArrayList<>(parts.stream().map(p -> "knn(" + p + ")").toList());
    if (indicators) {
      parts.forEach(p -> names.add(FeatureNames.slot("knn(" + p + ")", FeatureNames.MISSING)));
    }
    return names;
  }

  static String describe(
      List<String> parts, int neighbors, boolean byDistance, boolean indicators) {
    return String.join(", ", parts)
        + ": missing ones from the "
        + neighbors
        + " nearest rows"
        + (byDistance ? ", by distance" : "")
        + (indicators ? "; with missing indicators" : "");
  }

  @Override
  List<Feature> features() {
    List<String> fields = parts.fields();
    List<String> names = names(parts.names(), indicators);
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> new Feature(names.get(i), i < width ? fields : parts.get(i - width).fields()))
        .toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    parts.apply(row, out, at);
    boolean missing = false;
    for (int j = 0; j < width; j++) {
      boolean absent = Double.isNaN(out[at + j]);
      missing |= absent;
      if (indicators) {
        out[at + width + j] = absent ? 1 : 0;
      }
    }
    if (!missing) {
      return;
    }
    Scratch space = scratch.get();
    measure(out, at, space.distances);
    for (int j = 0; j < width; j++) {
      if (Double.isNaN(out[at + j])) {
        findNearest(j, space);
        out[at + j] = impute(j, space);
      }
    }
  }

  /** Squared distances of all donors; NaN where nothing is shared. */
  private void measure(double[] out, int at, double[] distances) {
    for (int i = 0; i < donors; i++) {
      double sum = 0;
      int shared = 0;
      for (int j = 0; j < width; j++) {
        double difference = out[at + j] - cells[i * width + j];
        if (!Double.isNaN(difference)) {
          sum += difference * difference;
          shared++;
        }
      }
      distances[i] = shared == 0 ? Double.NaN : sum * width / shared;
    }
  }

  /** The nearest donors of a column, nearest first; of equals the first. */
  private void findNearest(int column, Scratch space) {
    int[] nearest = space.nearest;
    double[] distances = space.distances;
    int found = 0;
    for (int i = 0; i < donors; i++) {
      double distance = distances[i];
      boolean full = found == nearest.length;
      if (Double.isNaN(distance)
          || Double.isNaN(cells[i * width + column])
          || (full && !(distance < distances[nearest[found - 1]]))) {
        continue;
      }
      int place = full ? found - 1 : found++;
      while (place > 0 && distances[nearest[place - 1]] > distance) {
        nearest[place] = nearest[place - 1];
        place--;
      }
      nearest[place] = i;
    }
    space.found = found;
  }

  private double impute(int column, Scratch space) {
    if (space.found == 0) {
      return means[column];
    }
    double least = Math.sqrt(space.distances[space.nearest[0]]);
    // All infinitely far: no distance tells them apart.
    boolean weighted = byDistance && least < Double.POSITIVE_INFINITY;
    double mean = 0;
    double total = 0;
    for (int k = 0; k < space.found; k++) {
      int donor = space.nearest[k];
      double distance = Math.sqrt(space.distances[donor]);
      // 1 / distance in units of the nearest, which cannot overflow.
      double weight = !weighted || distance == least ? 1 : least / distance;
      if (weight == 0) {
        continue;
      }
      total += weight;
      // A running mean: a sum of large numbers could overflow.
      mean += (cells[donor * width + column] / 2 - mean / 2) * (weight / total) * 2;
    }
    return mean;
  }

  @Override
  String describe() {
    return describe(parts.names(), neighbors, byDistance, indicators) + "; of " + donors + " rows";
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID)
        .put("neighbors", neighbors)
        .put("byDistance", byDistance)
        .put("indicators", indicators);
    parts.write(node);
    ArrayNode columns = node.putArray("columns");
    for (int j = 0; j < width; j++) {
      ObjectNode column = columns.addObject();
      ArrayNode values = column.putArray("values");
      ArrayNode missing = column.putArray("missing");
      for (int i = 0; i < donors; i++) {
        if (Double.isNaN(cells[i * width + j])) {
          missing.add(i);
        } else {
          values.add(cells[i * width + j]);
        }
      }
    }
  }

  static KnnImputeOp read(JsonPart json, Schema schema) {
    json.only("op", "neighbors", "byDistance", "indicators", "parts", "columns");
    NumericOps parts = NumericOps.read(json, schema);
    int neighbors = json.whole("neighbors");
    if (neighbors < 1 || neighbors > MOST_NEIGHBORS) {
      throw json.fault("'neighbors' must be from 1 to " + MOST_NEIGHBORS + ".");
    }
    List<double[]> columns = json.objects("columns").stream().map(KnnImputeOp::column).toList();
    int donors = columns.isEmpty() ? 0 : columns.get(0).length;
    if (columns.size() != parts.size()
        || donors > MOST_DONORS
        || columns.stream().anyMatch(c -> c.length != donors)) {
      throw json.fault(
          "'columns' must be one for each part, of one length of at most " + MOST_DONORS + ".");
    }
    double[][] rows = new double[donors][parts.size()];
    for (int i = 0; i < donors; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = columns.get(j)[i];
      }
    }
    return new KnnImputeOp(
        parts, rows, neighbors, json.flag("byDistance"), json.flag("indicators"));
  }

  private static double[] column(JsonPart json) {
    json.only("values", "missing");
    double[] values = json.numbers("values");
    int[] missing = json.wholes("missing", 0, MOST_DONORS);
    if (values.length == 0) {
      throw json.fault("'values' must hold at least one number.");
    }
    double[] column = new double[values.length + missing.length];
    int absent = 0;
    for (int i = 0; i < column.length; i++) {
      boolean gone = absent < missing.length && missing[absent] == i;
      absent += gone ? 1 : 0;
      if (!gone && i - absent >= values.length) {
        throw json.fault("'missing' must hold positions in ascending order.");
      }
      column[i] = gone ? Double.NaN : values[i - absent];
    }
    return column;
  }
}
