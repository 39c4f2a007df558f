package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.List;

/** One fitted transform. Immutable; {@link #apply} allocates nothing. */
abstract sealed class Op permits NumericOp, CyclicalOp, OneHotOp, OrdinalOp, HashedWordsOp {

  abstract List<Feature> features();

  /** Writes {@code features().size()} numbers from that position. */
  abstract void apply(Row row, double[] out, int at);

  abstract void write(ObjectNode node);

  abstract String describe();

  static Op read(JsonPart json, Schema schema) {
    return switch (json.text("op")) {
      case NumericOp.ID -> NumericOp.read(json, schema);
      case CyclicalOp.ID -> CyclicalOp.read(json, schema);
      case OneHotOp.ID -> OneHotOp.read(json, schema);
      case OrdinalOp.ID -> OrdinalOp.read(json, schema);
      case HashedWordsOp.ID -> HashedWordsOp.read(json, schema);
      default ->
          throw json.fault(
              "member 'op' must be numeric, cyclical, one-hot, ordinal or hashed-words; a newer version may have written it.");
    };
  }
}
