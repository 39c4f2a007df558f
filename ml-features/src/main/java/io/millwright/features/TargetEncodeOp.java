package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fitted {@link TargetEncodeTransform}: a number, or one for each class, for each category. */
final class TargetEncodeOp extends Op {

  static final String ID = "target-encoding";

  private final String field;
  private final String name;
  private final int position;
  private final List<String> classes;
  private final List<String> categories;

  /** Of each category, then of missing, then of unseen: a number for each output. */
  private final double[] values;

  /** Of a weight of evidence; NaN otherwise. */
  private final double informationValue;

  private final Map<String, Integer> places = new HashMap<>();
  private final int outputs;

  private TargetEncodeOp(
      Schema schema,
      String field,
      String name,
      List<String> classes,
      List<String> categories,
      double[] values,
      double informationValue) {
    this.field = field;
    this.name = name;
    this.position = schema.indexOf(field);
    this.classes = List.copyOf(classes);
    this.categories = List.copyOf(categories);
    this.values = values;
    this.informationValue = informationValue;
    this.outputs = Math.max(1, classes.size());
    for (String category : categories) {
      places.put(category, places.size());
    }
  }

  /** What was learnt; missing is unseen if no row was missing. */
  static TargetEncodeOp of(
      Schema schema,
      String field,
      String name,
      List<String> classes,
      List<String> categories,
      List<CategoryStats> stats,
      CategoryEstimate estimate) {
    int outputs = stats.size();
    int known = categories.size();
    double[] values = new double[(known + 2) * outputs];
    for (int k = 0; k < outputs; k++) {
      CategoryStats one = stats.get(k);
      double[] encoded = estimate.of(one);
      for (int c = 0; c <= known; c++) {
        values[c * outputs + k] = one.count(c) == 0 ? estimate.unseen(one) : encoded[c];
      }
      values[(known + 1) * outputs + k] = estimate.unseen(one);
    }
    double information =
        estimate instanceof CategoryEstimate.WeightOfEvidence evidence
            ? evidence.informationValue(stats.get(0))
            : Double.NaN;
    return new TargetEncodeOp(schema, field, name, classes, categories, values, information);
  }

  @Override
  List<Feature> features() {
    if (classes.isEmpty()) {
      return List.of(new Feature(name, List.of(field)));
    }
    return classes.stream()
        .map(c -> new Feature(FeatureNames.slot(name, c), List.of(field)))
        .toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    int place = categories.size();
    if (!row.isMissing(position)) {
      Integer known = places.get(row.string(position));
      place = known == null ? categories.size() + 1 : known;
    }
    for (int k = 0; k < outputs; k++) {
      out[at + k] = values[place * outputs + k];
    }
  }

  @Override
  int events(Row row) {
    boolean known = row.isMissing(position) || places.containsKey(row.string(position));
    return known ? 0 : FeatureEvent.UNSEEN.bit();
  }

  @Override
  String describe() {
    return name
        + ": number of its category, of "
        + categories.size()
        + "; missing becomes "
        + values[categories.size() * outputs]
        + ", unseen "
        + values[(categories.size() + 1) * outputs]
        + (Double.isNaN(informationValue) ? "" : "; information value " + informationValue);
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("field", field).put("name", name);
    ArrayNode names = node.putArray("classes");
    classes.forEach(names::add);
    ArrayNode array = node.putArray("categories");
    categories.forEach(array::add);
    ArrayNode numbers = node.putArray("values");
    for (double value : values) {
      numbers.add(value);
    }
    if (!Double.isNaN(informationValue)) {
      node.put("informationValue", informationValue);
    }
  }

  static TargetEncodeOp read(JsonPart json, Schema schema) {
    json.only("op", "field", "name", "classes", "categories", "values", "informationValue");
    String field = json.text("field");
    OneHotTransform.checkCategorical(
        schema,
        field,
        ID,
        fault -> {
          throw json.fault(fault);
        });
    List<String> classes = json.texts("classes");
    List<String> categories = json.texts("categories");
    double[] values = json.numbers("values");
    long expected = (categories.size() + 2L) * Math.max(1, classes.size());
    if (values.length != expected) {
      throw json.fault("'values' must hold " + expected + " numbers.");
    }
    return new TargetEncodeOp(
        schema,
        field,
        json.text("name"),
        classes,
        categories,
        values,
        json.has("informationValue") ? json.number("informationValue") : Double.NaN);
  }
}
