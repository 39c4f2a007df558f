package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A category's vector from a table that was made elsewhere. Immutable and thread-safe. */
final class EmbeddingTransform extends Transform {

  /** The most numbers of a table, so that it can be stored. */
  static final int MOST_NUMBERS = 1 << 21;

  private final String field;
  private final SortedMap<String, double[]> vectors;

  EmbeddingTransform(String field, Map<String, double[]> vectors) {
    this.field = field;
    this.vectors = copy(vectors);
  }

  /** In the order of code points. */
  private static SortedMap<String, double[]> copy(Map<String, double[]> vectors) {
    Require.atLeast("Number of vectors", vectors.size(), 1);
    SortedMap<String, double[]> copy = new TreeMap<>(CodePoints::compare);
    vectors.forEach((category, vector) -> copy.put(category, vector.clone()));
    int width = width(copy);
    Require.atLeast("Length of a vector", width, 1);
    if ((long) width * copy.size() > MOST_NUMBERS) {
      throw Require.violated(
          "Numbers of all vectors", "at most " + MOST_NUMBERS, (long) width * copy.size());
    }
    for (double[] vector : copy.values()) {
      if (vector.length != width) {
        throw Require.violated("Lengths of vectors", "equal", width + " and " + vector.length);
      }
      Arrays.stream(vector).forEach(v -> Require.finite("Number of a vector", v));
    }
    return copy;
  }

  /** The length of each vector, of which there is at least one. */
  static int width(SortedMap<String, double[]> vectors) {
    return vectors.values().iterator().next().length;
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    return EmbeddingOp.describe(field, width(vectors), vectors.size());
  }

  @Override
  List<String> names() {
    return EmbeddingOp.names(field, width(vectors), false);
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    OneHotTransform.checkCategorical(schema, field, "an embedding", faults);
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Schema schema = fitting.schema();
    return new EmbeddingOp(schema, field, vectors, schema.field(field).optional());
  }
}
