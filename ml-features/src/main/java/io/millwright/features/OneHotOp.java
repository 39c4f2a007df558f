package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.OneHotTransform.Drop;
import io.millwright.features.OneHotTransform.Unseen;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fitted {@link OneHotTransform}. */
final class OneHotOp extends Op {

  static final String ID = "one-hot";

  /** The slot of a value that is refused; -1 is that of the dropped first category. */
  private static final int REFUSED = -2;

  private final String field;
  private final int position;
  private final List<String> kept;
  private final Optional<List<String>> rare;
  private final boolean missing;
  private final Unseen unseen;
  private final Drop drop;
  private final List<Feature> features;
  private final Map<String, Integer> slots = new HashMap<>();
  private final int rareSlot;
  private final int missingSlot;
  private final int unseenSlot;

  OneHotOp(
      Schema schema,
      String field,
      List<String> kept,
      Optional<List<String>> rare,
      boolean missing,
      Unseen unseen,
      Drop drop) {
    this.field = field;
    this.position = schema.indexOf(field);
    this.kept = List.copyOf(kept);
    this.rare = rare.map(List::copyOf);
    this.missing = missing;
    this.unseen = unseen;
    this.drop = drop;
    boolean rareSeen = rare.map(r -> !r.isEmpty()).orElse(false);
    boolean dropped =
        drop == Drop.FIRST || (drop == Drop.IF_BINARY && kept.size() + (rareSeen ? 1 : 0) == 2);
    List<String> names = new ArrayList<>();
    String prefix = FeatureNames.field(field);
    int groupSlot = -1;
    for (String value : kept) {
      slots.put(value, place(names, FeatureNames.category(field, value)));
    }
    if (rare.isPresent()) {
      groupSlot = place(names, FeatureNames.slot(prefix, FeatureNames.RARE));
      for (String value : rare.get()) {
        slots.put(value, groupSlot);
      }
    }
    // The dropped one comes first, so that later slots count from it.
    int shift = dropped && !names.isEmpty() ? 1 : 0;
    slots.replaceAll((value, slot) -> slot - shift);
    rareSlot = groupSlot < 0 ? REFUSED : groupSlot - shift;
    missingSlot =
        missing ? place(names, FeatureNames.slot(prefix, FeatureNames.MISSING)) - shift : REFUSED;
    unseenSlot =
        switch (unseen) {
          case OWN -> place(names, FeatureNames.slot(prefix, FeatureNames.UNSEEN)) - shift;
          case RARE -> rareSlot;
          case REFUSE -> REFUSED;
        };
    this.features = names.stream().skip(shift).map(n -> new Feature(n, List.of(field))).toList();
  }

  private static int place(List<String> names, String name) {
    names.add(name);
    return names.size() - 1;
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
    } else if (slot == REFUSED) {
      throw new InvalidRowException(
          field,
          row.isMissing(position)
              ? "must have a value; was missing"
              : "must be a category that was trained on; was another");
    }
  }

  @Override
  int events(Row row) {
    if (row.isMissing(position)) {
      return missing ? 0 : FeatureEvent.REFUSED.bit();
    }
    Integer slot = slots.get(row.string(position));
    if (slot == null) {
      return switch (unseen) {
        case OWN -> FeatureEvent.UNSEEN.bit();
        case RARE -> FeatureEvent.RARE.bit();
        case REFUSE -> FeatureEvent.UNSEEN.bit() | FeatureEvent.REFUSED.bit();
      };
    }
    return slot == rareSlot ? FeatureEvent.RARE.bit() : 0;
  }

  private int slot(Row row) {
    if (row.isMissing(position)) {
      return missingSlot;
    }
    Integer slot = slots.get(row.string(position));
    return slot == null ? unseenSlot : slot;
  }

  @Override
  String describe() {
    return field
        + ": "
        + kept.size()
        + " categories"
        + (unseen == Unseen.RARE
            ? " and all others as one"
            : rare.map(r -> " and " + r.size() + " rare ones as one").orElse(""))
        + (missing ? "; missing has its own" : "")
        + switch (unseen) {
          case OWN -> "; unseen has its own";
          case RARE -> "";
          case REFUSE -> "; unseen is refused";
        };
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field);
    ArrayNode categories = node.putArray("categories");
    kept.forEach(categories::add);
    if (rare.isPresent()) {
      ArrayNode array = node.putArray("rare");
      rare.get().forEach(array::add);
    }
    node.put("missing", missing).put("unseen", unseen.name()).put("drop", drop.name());
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
    Unseen unseen = json.oneOf("unseen", Unseen.class);
    if (rare.isEmpty() && unseen == Unseen.RARE) {
      throw json.fault("member 'rare' must be there when unseen counts as rare.");
    }
    if (rare.isPresent() && new HashSet<>(kept).removeAll(rare.get())) {
      throw json.fault("members 'categories' and 'rare' must not share a category.");
    }
    return new OneHotOp(
        schema, field, kept, rare, json.flag("missing"), unseen, json.oneOf("drop", Drop.class));
  }
}
