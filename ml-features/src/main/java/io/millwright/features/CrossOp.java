package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.OneHotSlots.Layout;
import io.millwright.features.OneHotTransform.Unseen;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fitted {@link OneHotTransform} of several fields. A combination is looked up by one number, of
 * which each field's category is a digit.
 */
final class CrossOp extends Op {

  static final String ID = "cross";
  static final int MOST_FIELDS = 4;

  /** To the power of {@link #MOST_FIELDS} this is still a long. */
  static final int MOST_CATEGORIES = 50_000;

  /** By the first field's category, then the second's, each by code point. */
  static final Comparator<List<String>> ORDER =
      (a, b) -> {
        int order = 0;
        for (int i = 0; i < a.size() && order == 0; i++) {
          order = CodePoints.compare(a.get(i), b.get(i));
        }
        return order;
      };

  private final List<String> fields;
  private final int[] positions;
  private final OneHotSlots<List<String>> slots;
  private final List<Feature> features;

  /** For each field the categories of all combinations, in order, and the digit of each. */
  private final List<List<String>> categories = new ArrayList<>();

  private final List<Map<String, Integer>> digits = new ArrayList<>();

  /** Numbers of the combinations in ascending order, and their slots. */
  private final long[] keys;

  private final int[] slotOfKey;

  CrossOp(
      Schema schema,
      List<String> fields,
      List<List<String>> kept,
      Optional<List<List<String>>> rare,
      Layout layout) {
    this.fields = List.copyOf(fields);
    this.positions = fields.stream().mapToInt(schema::indexOf).toArray();
    this.slots = new OneHotSlots<>(kept, rare, layout, name(fields), v -> name(fields, v));
    this.features = slots.names.stream().map(n -> new Feature(n, this.fields)).toList();
    for (int f = 0; f < positions.length; f++) {
      List<String> own = categories(f, slots.slots.keySet());
      categories.add(own);
      Map<String, Integer> digit = new HashMap<>();
      own.forEach(c -> digit.put(c, digit.size()));
      digits.add(digit);
    }
    List<List<String>> ordered = new ArrayList<>(slots.slots.keySet());
    ordered.sort(ORDER); // which is the order of the numbers
    keys = ordered.stream().mapToLong(this::key).toArray();
    slotOfKey = ordered.stream().mapToInt(slots.slots::get).toArray();
  }

  /** The distinct categories of one field among combinations. */
  static List<String> categories(int field, Iterable<List<String>> combinations) {
    TreeSet<String> distinct = new TreeSet<>(CodePoints::compare);
    combinations.forEach(c -> distinct.add(c.get(field)));
    return List.copyOf(distinct);
  }

  static String name(List<String> fields) {
    return fields.stream().map(FeatureNames::field).collect(Collectors.joining(",", "cross(", ")"));
  }

  private static String name(List<String> fields, List<String> combination) {
    return name(fields)
        + "="
        + combination.stream().map(CrossOp::quoted).collect(Collectors.joining(","));
  }

  /** In quotes, inner ones doubled, if it could be taken for notation. */
  private static String quoted(String category) {
    boolean plain = category.indexOf(',') < 0 && category.indexOf('"') < 0;
    return plain && !category.startsWith("<")
        ? category
        : '"' + category.replace("\"", "\"\"") + '"';
  }

  private long key(List<String> combination) {
    long key = 0;
    for (int f = 0; f < positions.length; f++) {
      key = key * categories.get(f).size() + digit(f, combination);
    }
    return key;
  }

  /** Of a combination that was learnt, whose parts all have a digit. */
  private int digit(int field, List<String> combination) {
    return Objects.requireNonNull(digits.get(field).get(combination.get(field)));
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
      throw OneHotOp.refused(String.join(", ", fields), anyMissing(row));
    }
  }

  @Override
  int events(Row row) {
    return slots.events(slot(row), anyMissing(row));
  }

  private boolean anyMissing(Row row) {
    for (int position : positions) {
      if (row.isMissing(position)) {
        return true;
      }
    }
    return false;
  }

  private int slot(Row row) {
    if (anyMissing(row)) {
      return slots.missingSlot;
    }
    long key = 0;
    for (int f = 0; f < positions.length; f++) {
      Integer digit = digits.get(f).get(row.string(positions[f]));
      if (digit == null) {
        return slots.unseenSlot;
      }
      key = key * digits.get(f).size() + digit;
    }
    int found = Arrays.binarySearch(keys, key);
    return found < 0 ? slots.unseenSlot : slotOfKey[found];
  }

  @Override
  String describe() {
    return String.join(", ", fields) + ": " + slots.describe("combinations");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID);
    ArrayNode names = node.putArray("fields");
    fields.forEach(names::add);
    ArrayNode dictionaries = node.putArray("dictionaries");
    for (List<String> own : categories) {
      ArrayNode array = dictionaries.addObject().putArray("categories");
      own.forEach(array::add);
    }
    write(node.putArray("kept"), slots.kept);
    slots.rare.ifPresent(r -> write(node.putArray("rare"), r));
    slots.layout.write(node);
  }

  /** Digits of each combination, one after another. */
  private void write(ArrayNode array, List<List<String>> combinations) {
    for (List<String> combination : combinations) {
      for (int f = 0; f < positions.length; f++) {
        array.add(digit(f, combination));
      }
    }
  }

  static CrossOp read(JsonPart json, Schema schema) {
    json.only("op", "fields", "dictionaries", "kept", "rare", "missing", "unseen", "drop");
    List<String> fields = json.texts("fields");
    if (fields.size() < 2 || fields.size() > MOST_FIELDS) {
      throw json.fault("'fields' must be from 2 to " + MOST_FIELDS + ".");
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
    List<JsonPart> parts = json.objects("dictionaries");
    List<List<String>> dictionaries = parts.stream().map(p -> p.texts("categories")).toList();
    boolean tooLarge = dictionaries.stream().anyMatch(d -> d.size() > MOST_CATEGORIES);
    if (dictionaries.size() != fields.size() || tooLarge) {
      throw json.fault(
          "'dictionaries' must be one for each field, of at most "
              + MOST_CATEGORIES
              + " categories.");
    }
    List<List<String>> kept = combinations(json, "kept", dictionaries);
    Optional<List<List<String>>> rare =
        json.has("rare") ? Optional.of(combinations(json, "rare", dictionaries)) : Optional.empty();
    Layout layout = Layout.read(json);
    if (rare.isEmpty() && layout.unseen() == Unseen.RARE) {
      throw json.fault("member 'rare' must be there when unseen counts as rare.");
    }
    List<List<String>> all = new ArrayList<>(kept);
    rare.ifPresent(all::addAll);
    if (new HashSet<>(all).size() != all.size()) {
      throw json.fault("members 'kept' and 'rare' must hold each combination once.");
    }
    return new CrossOp(schema, fields, kept, rare, layout);
  }

  private static List<List<String>> combinations(
      JsonPart json, String name, List<List<String>> dictionaries) {
    int width = dictionaries.size();
    int[] digits = json.wholes(name, 0, MOST_CATEGORIES);
    boolean fit = digits.length % width == 0;
    for (int i = 0; fit && i < digits.length; i++) {
      fit = digits[i] < dictionaries.get(i % width).size();
    }
    if (!fit) {
      throw json.fault("member '" + name + "' must hold positions in each dictionary.");
    }
    return IntStream.range(0, digits.length / width)
        .mapToObj(
            c ->
                IntStream.range(0, width)
                    .mapToObj(f -> dictionaries.get(f).get(digits[c * width + f]))
                    .toList())
        .toList();
  }
}
