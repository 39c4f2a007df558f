package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.HashSet;
import java.util.List;

/** Fitted {@link NumericParts}. Immutable. */
final class NumericOps {

  private static final int MOST = 10_000;

  private final NumericOp[] ops;

  NumericOps(List<NumericOp> ops) {
    this.ops = ops.toArray(NumericOp[]::new);
  }

  int size() {
    return ops.length;
  }

  NumericOp get(int i) {
    return ops[i];
  }

  List<String> fields() {
    return List.of(ops).stream().flatMap(op -> op.fields().stream()).distinct().toList();
  }

  List<String> names() {
    return List.of(ops).stream().map(NumericOp::name).toList();
  }

  /** Writes {@link #size()} numbers from that position; NaN where missing. */
  void apply(Row row, double[] out, int at) {
    for (int i = 0; i < ops.length; i++) {
      out[at + i] = ops[i].value(row);
    }
  }

  void write(ObjectNode node) {
    ArrayNode array = node.putArray("parts");
    for (NumericOp op : ops) {
      op.write(array.addObject());
    }
  }

  static NumericOps read(JsonPart json, Schema schema) {
    List<JsonPart> parts = json.objects("parts");
    if (parts.isEmpty() || parts.size() > MOST) {
      throw json.fault("'parts' must be from 1 to " + MOST + ".");
    }
    for (JsonPart part : parts) {
      if (!part.text("op").equals(NumericOp.ID)) {
        throw part.fault("member 'op' must be " + NumericOp.ID + ".");
      }
    }
    NumericOps ops =
        new NumericOps(parts.stream().map(part -> NumericOp.read(part, schema)).toList());
    boolean indicator = List.of(ops.ops).stream().anyMatch(NumericOp::hasIndicator);
    if (indicator || new HashSet<>(ops.names()).size() != ops.size()) {
      throw json.fault("'parts' must have names of their own and no indicator.");
    }
    return ops;
  }
}
