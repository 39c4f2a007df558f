package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An {@link EmbeddingTransform} bound to a schema. */
final class EmbeddingOp extends Op {

  static final String ID = "embedding";

  private final String field;
  private final int position;
  private final boolean missing;
  private final List<String> categories;
  private final Map<String, double[]> vectors;
  private final int width;

  /**
   * @param vectors at least one, of one length, by code point; not changed any more
   */
  EmbeddingOp(Schema schema, String field, SortedMap<String, double[]> vectors, boolean missing) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.missing = missing;
    this.categories = List.copyOf(vectors.keySet());
    this.vectors = new HashMap<>(vectors);
    this.width = EmbeddingTransform.width(vectors);
  }

  static List<String> names(String field, int width, boolean missing) {
    String prefix = "embedding(" + FeatureNames.field(field) + ")";
    List<String> names = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      names.add(prefix + "#" + j);
    }
    if (missing) {
      names.add(FeatureNames.slot(prefix, FeatureNames.MISSING));
    }
    names.add(FeatureNames.slot(prefix, FeatureNames.UNSEEN));
    return names;
  }

  static String describe(String field, int width, int categories) {
    return field + ": vector of " + width + " from a table of " + categories + " categories";
  }

  @Override
  List<Feature> features() {
    return names(field, width, missing).stream().map(n -> new Feature(n, List.of(field))).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    int end = at + width + (missing ? 2 : 1);
    Arrays.fill(out, at, end, 0);
    if (row.isMissing(position)) {
      if (!missing) {
        throw new InvalidRowException(field, "must have a value; was missing");
      }
      out[at + width] = 1;
      return;
    }
    double[] vector = vectors.get(row.string(position));
    if (vector == null) {
      out[end - 1] = 1;
    } else {
      System.arraycopy(vector, 0, out, at, width);
    }
  }

  @Override
  int events(Row row) {
    if (row.isMissing(position)) {
      return missing ? 0 : FeatureEvent.REFUSED.bit();
    }
    return vectors.containsKey(row.string(position)) ? 0 : FeatureEvent.UNSEEN.bit();
  }

  @Override
  String describe() {
    return describe(field, width, categories.size())
        + (missing ? "; missing has its own" : "")
        + "; unseen has its own";
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field).put("missing", missing);
    ArrayNode names = node.putArray("categories");
    categories.forEach(names::add);
    ArrayNode numbers = node.putArray("numbers");
    for (String category : categories) {
      for (double number : vectors.getOrDefault(category, new double[0])) {
        numbers.add(number);
      }
    }
  }

  static EmbeddingOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "missing", "categories", "numbers");
    String field = json.text("field");
    OneHotTransform.checkCategorical(
        schema,
        field,
        ID,
        fault -> {
          throw json.fault(fault);
        });
    List<String> categories = json.texts("categories");
    double[] numbers = json.numbers("numbers");
    boolean fit = !categories.isEmpty() && numbers.length > 0;
    if (!fit
        || numbers.length % categories.size() != 0
        || numbers.length > EmbeddingTransform.MOST_NUMBERS) {
      throw json.fault(
          "'numbers' must be as many for each of 'categories', at most "
              + EmbeddingTransform.MOST_NUMBERS
              + " in all.");
    }
    int width = numbers.length / categories.size();
    SortedMap<String, double[]> vectors = new TreeMap<>(CodePoints::compare);
    for (int i = 0; i < categories.size(); i++) {
      vectors.put(categories.get(i), Arrays.copyOfRange(numbers, i * width, (i + 1) * width));
    }
    return new EmbeddingOp(schema, field, vectors, json.flag("missing"));
  }
}
