package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.OneHotSlots.Layout;
import io.millwright.features.OneHotTransform.Unseen;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A fitted {@link OneHotTransform} of one field. */
final class OneHotOp extends Op {

  static final String ID = "one-hot";

  private final String field;
  private final int position;
  private final OneHotSlots<String> slots;
  private final List<Feature> features;

  OneHotOp(
      Schema schema, String field, List<String> kept, Optional<List<String>> rare, Layout layout) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.slots =
        new OneHotSlots<>(
            kept,
            rare,
            layout,
            FeatureNames.field(field),
            value -> FeatureNames.category(field, value));
    this.features = slots.names.stream().map(n -> new Feature(n, List.of(field))).toList();
  }

  @Override
  List<Feature> features() {
    return features;
  }

  @Override
  void apply(Row row, double[] out, int at) {
    Arrays.fill(out, at, at + features.size(), 0);
    int slot = slot(row);
    if (slot >= 0) {
      out[at + slot] = 1;
    } else if (slot == OneHotSlots.REFUSED) {
      throw refused(field, row.isMissing(position));
    }
  }

  @Override
  int events(Row row) {
    return slots.events(slot(row), row.isMissing(position));
  }

  static InvalidRowException refused(String field, boolean missing) {
    return new InvalidRowException(
        field,
        missing
            ? "must have a value; was missing"
            : "must be a category that was trained on; was another");
  }

  private int slot(Row row) {
    if (row.isMissing(position)) {
      return slots.missingSlot;
    }
    Integer slot = slots.slots.get(row.string(position));
    return slot == null ? slots.unseenSlot : slot;
  }

  @Override
  String describe() {
    return field + ": " + slots.describe("categories");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field);
    ArrayNode categories = node.putArray("categories");
    slots.kept.forEach(categories::add);
    if (slots.rare.isPresent()) {
      ArrayNode array = node.putArray("rare");
      slots.rare.get().forEach(array::add);
    }
    slots.layout.write(node);
  }

  static OneHotOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "categories", "rare", "missing", "unseen", "drop");
    String field = json.text("field");
    OneHotTransform.checkCategorical(
        schema,
        field,
        ID,
        fault -> {
          throw json.fault(fault);
        });
    List<String> kept = json.texts("categories");
    Optional<List<String>> rare =
        json.has("rare") ? Optional.of(json.texts("rare")) : Optional.empty();
    Layout layout = Layout.read(json);
    if (rare.isEmpty() && layout.unseen() == Unseen.RARE) {
      throw json.fault("member 'rare' must be there when unseen counts as rare.");
    }
    if (rare.isPresent() && new HashSet<>(kept).removeAll(rare.get())) {
      throw json.fault("members 'categories' and 'rare' must not share a category.");
    }
    return new OneHotOp(schema, field, kept, rare, layout);
  }
}
