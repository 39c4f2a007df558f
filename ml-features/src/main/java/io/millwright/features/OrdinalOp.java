package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fitted {@link OrdinalTransform}. */
final class OrdinalOp extends Op {

  static final String ID = "ordinal";

  private final String field;
  private final int position;
  private final List<String> categories;
  private final Map<String, Integer> codes = new HashMap<>();
  private final Optional<List<String>> rare;
  private final double missing;
  private final boolean refuses;

  OrdinalOp(
      Schema schema,
      String field,
      List<String> categories,
      Optional<List<String>> rare,
      double missing,
      boolean refuses) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.categories = List.copyOf(categories);
    this.rare = rare.map(List::copyOf);
    this.missing = missing;
    this.refuses = refuses;
    for (String category : categories) {
      codes.put(category, codes.size());
    }
    rare.ifPresent(all -> all.forEach(c -> codes.put(c, OrdinalTransform.RARE)));
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
    Integer code = codes.get(row.string(position));
    if (code == null) {
      return FeatureEvent.UNSEEN.bit() | (refuses ? FeatureEvent.REFUSED.bit() : 0);
    }
    return code == OrdinalTransform.RARE ? FeatureEvent.RARE.bit() : 0;
  }

  @Override
  String describe() {
    return field
        + ": position among "
        + categories.size()
        + " categories"
        + rare.map(r -> "; " + r.size() + " rare ones become " + OrdinalTransform.RARE).orElse("")
        + (refuses ? "; unseen is refused" : "; unseen becomes " + OrdinalTransform.UNSEEN)
        + (Double.isNaN(missing) ? "" : "; missing becomes " + missing);
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field);
    ArrayNode array = node.putArray("categories");
    categories.forEach(array::add);
    if (rare.isPresent()) {
      ArrayNode second = node.putArray("rare");
      rare.get().forEach(second::add);
    }
    if (!Double.isNaN(missing)) {
      node.put("missing", missing);
    }
    node.put("refuses", refuses);
  }

  static OrdinalOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "categories", "rare", "missing", "refuses");
    String field = json.text("field");
    OneHotTransform.checkCategorical(
        schema,
        field,
        ID,
        fault -> {
          throw json.fault(fault);
        });
    List<String> categories = json.texts("categories");
    Optional<List<String>> rare =
        json.has("rare") ? Optional.of(json.texts("rare")) : Optional.empty();
    if (rare.isPresent() && new HashSet<>(categories).removeAll(rare.get())) {
      throw json.fault("members 'categories' and 'rare' must not share a category.");
    }
    return new OrdinalOp(
        schema,
        field,
        categories,
        rare,
        json.has("missing") ? json.number("missing") : Double.NaN,
        json.flag("refuses"));
  }
}
