package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fitted {@link OrdinalTransform}. */
final class OrdinalOp extends Op {

  static final String ID = "ordinal";

  private final String field;
  private final int position;
  private final List<String> categories;
  private final Map<String, Integer> codes = new HashMap<>();
  private final double missing;
  private final boolean refuses;

  OrdinalOp(Schema schema, String field, List<String> categories, double missing, boolean refuses) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.categories = List.copyOf(categories);
    this.missing = missing;
    this.refuses = refuses;
    for (String category : categories) {
      codes.put(category, codes.size());
    }
  }

  @Override
  List<Feature> features() {
    return List.of(new Feature(FeatureNames.field(field), List.of(field)));
  }

  @Override
  void apply(Row row, double[] out, int at) {
    if (row.isMissing(position)) {
      out[at] = missing;
      return;
    }
    Integer code = codes.get(row.string(position));
    if (code == null && refuses) {
      throw new InvalidRowException(field, "must be a category that was trained on; was another");
    }
    out[at] = code == null ? OrdinalTransform.UNSEEN : code;
  }

  @Override
  int events(Row row) {
    if (row.isMissing(position)) {
      return Double.isNaN(missing) ? 0 : FeatureEvent.IMPUTED.bit();
    }
    int unseen = FeatureEvent.UNSEEN.bit() | (refuses ? FeatureEvent.REFUSED.bit() : 0);
    return codes.containsKey(row.string(position)) ? 0 : unseen;
  }

  @Override
  String describe() {
    return field
        + ": position among "
        + categories.size()
        + " categories"
        + (refuses ? "; unseen is refused" : "; unseen becomes " + OrdinalTransform.UNSEEN)
        + (Double.isNaN(missing) ? "" : "; missing becomes " + missing);
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field);
    ArrayNode array = node.putArray("categories");
    categories.forEach(array::add);
    if (!Double.isNaN(missing)) {
      node.put("missing", missing);
    }
    node.put("refuses", refuses);
  }

  static OrdinalOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "categories", "missing", "refuses");
    String field = json.text("field");
    OneHotTransform.checkCategorical(
        schema,
        field,
        ID,
        fault -> {
          throw json.fault(fault);
        });
    return new OrdinalOp(
        schema,
        field,
        json.texts("categories"),
        json.has("missing") ? json.number("missing") : Double.NaN,
        json.flag("refuses"));
  }
}
