package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.RowNormTransform.Norm;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.List;
import java.util.Locale;

/** A fitted {@link RowNormTransform}. */
final class RowNormOp extends Op {

  static final String ID = "row-norm";

  private final Norm norm;
  private final NumericOps parts;

  RowNormOp(Norm norm, NumericOps parts) {
    this.norm = norm;
    this.parts = parts;
  }

  static String word(Norm norm) {
    return norm.name().toLowerCase(Locale.ROOT) + "Norm";
  }

  static List<String> names(Norm norm, List<String> parts) {
    return parts.stream().map(name -> word(norm) + "(" + name + ")").toList();
  }

  static String describe(Norm norm, List<String> parts) {
    return String.join(", ", parts)
        + ": over "
        + switch (norm) {
          case L1 -> "the sum of their magnitudes";
          case L2 -> "the root of the sum of their squares";
          case MAX -> "the largest of their magnitudes";
        };
  }

  @Override
  List<Feature> features() {
    List<String> fields = parts.fields();
    return names(norm, parts.names()).stream().map(n -> new Feature(n, fields)).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    parts.apply(row, out, at);
    int end = at + parts.size();
    double most = 0;
    for (int i = at; i < end; i++) {
      // A missing number is NaN: it is no larger and adds nothing.
      most = Math.abs(out[i]) > most ? Math.abs(out[i]) : most;
    }
    if (most == 0) {
      return;
    }
    // Over the largest first, so that no square overflows or vanishes.
    double sum = 0;
    for (int i = at; i < end; i++) {
      out[i] /= most;
      double term = norm == Norm.L1 ? Math.abs(out[i]) : out[i] * out[i];
      sum += Double.isNaN(term) ? 0 : term;
    }
    double rest =
        switch (norm) {
          case L1 -> sum;
          case L2 -> Math.sqrt(sum);
          case MAX -> 1;
        };
    for (int i = at; i < end; i++) {
      out[i] /= rest;
    }
  }

  @Override
  String describe() {
    return describe(norm, parts.names());
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("norm", norm.name());
    parts.write(node);
  }

  static RowNormOp read(JsonPart json, Schema schema) {
    json.only("op", "norm", "parts");
    return new RowNormOp(json.oneOf("norm", Norm.class), NumericOps.read(json, schema));
  }
}
