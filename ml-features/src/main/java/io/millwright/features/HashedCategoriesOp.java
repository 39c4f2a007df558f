package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link HashedCategoriesTransform} bound to a schema. */
final class HashedCategoriesOp extends Op {

  static final String ID = "hashed-categories";

  private static final Murmur3 HASH = new Murmur3(0, false);

  private final List<String> fields;
  private final int[] positions;
  private final int buckets;
  private final boolean alternateSign;
  private final boolean missing;

  HashedCategoriesOp(
      Schema schema, List<String> fields, int buckets, boolean alternateSign, boolean missing) {
    this.fields = List.copyOf(fields);
    this.positions = fields.stream().mapToInt(schema::indexOf).toArray();
    this.buckets = buckets;
    this.alternateSign = alternateSign;
    this.missing = missing;
  }

  static List<String> names(List<String> fields, int buckets, boolean missing) {
    String prefix =
        fields.stream().map(FeatureNames::field).collect(Collectors.joining(",", "hash(", ")"));
    List<String> names = new ArrayList<>(buckets + 1);
    for (int i = 0; i < buckets; i++) {
      names.add(prefix + "#" + i);
    }
    if (missing) {
      names.add(FeatureNames.slot(prefix, FeatureNames.MISSING));
    }
    return names;
  }

  static String describe(List<String> fields, int buckets, boolean alternateSign) {
    return String.join(", ", fields)
        + (fields.size() > 1 ? ": combination" : ": category")
        + " hashed into "
        + buckets
        + " buckets"
        + (alternateSign ? ", half of them negative" : "");
  }

  @Override
  List<Feature> features() {
    return names(fields, buckets, missing).stream().map(n -> new Feature(n, fields)).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    Arrays.fill(out, at, at + buckets + (missing ? 1 : 0), 0);
    for (int f = 0; f < positions.length; f++) {
      if (row.isMissing(positions[f])) {
        if (!missing) {
          throw new InvalidRowException(fields.get(f), "must have a value; was missing");
        }
        out[at + buckets] = 1;
        return;
      }
    }
    int hash = hash(row);
    // As a long: the absolute value of the least int is not an int.
    int bucket = (int) (Math.abs((long) hash) % buckets);
    out[at + bucket] = alternateSign && hash < 0 ? -1 : 1;
  }

  private int hash(Row row) {
    int first = HASH.hash(row.string(positions[0]));
    if (positions.length == 1) {
      return first;
    }
    int joined = Murmur3.block(0, first);
    for (int f = 1; f < positions.length; f++) {
      joined = Murmur3.block(joined, HASH.hash(row.string(positions[f])));
    }
    return Murmur3.finish(joined ^ (4 * positions.length));
  }

  @Override
  String describe() {
    return describe(fields, buckets, alternateSign) + (missing ? "; missing has its own" : "");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID);
    ArrayNode names = node.putArray("fields");
    fields.forEach(names::add);
    node.put("buckets", buckets).put("alternateSign", alternateSign).put("missing", missing);
  }

  static HashedCategoriesOp read(JsonPart json, Schema schema) {
    json.only("op", "fields", "buckets", "alternateSign", "missing");
    List<String> fields = json.texts("fields");
    int buckets = json.whole("buckets");
    if (fields.isEmpty() || buckets < 1 || buckets > HashedCategoriesTransform.MOST_BUCKETS) {
      throw json.fault(
          "'fields' must not be empty and 'buckets' must be from 1 to "
              + HashedCategoriesTransform.MOST_BUCKETS
              + ".");
    }
    for (String field : fields) {
      OneHotTransform.checkCategorical(
          schema,
          field,
          ID,
          fault -> {
            throw json.fault(fault);
          });
    }
    return new HashedCategoriesOp(
        schema, fields, buckets, json.flag("alternateSign"), json.flag("missing"));
  }
}
