package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** One fitted transform. Immutable; {@link #apply} allocates nothing. */
abstract class Op {

  // A reference to a method initialises no class, and an ID is a constant.
  @SuppressWarnings("ClassInitializationDeadlock")
  private static final Map<String, BiFunction<JsonPart, Schema, Op>> READERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(CrossOp.ID, CrossOp::read),
              Map.entry(CyclicalOp.ID, CyclicalOp::read),
              Map.entry(EmbeddingOp.ID, EmbeddingOp::read),
              Map.entry(HashedCategoriesOp.ID, HashedCategoriesOp::read),
              Map.entry(HashedWordsOp.ID, HashedWordsOp::read),
              Map.entry(KnnImputeOp.ID, KnnImputeOp::read),
              Map.entry(MinHashOp.ID, MinHashOp::read),
              Map.entry(NumericOp.ID, NumericOp::read),
              Map.entry(OneHotOp.ID, OneHotOp::read),
              Map.entry(OrdinalOp.ID, OrdinalOp::read),
              Map.entry(PartOp.ID, PartOp::read),
              Map.entry(PolynomialOp.ID, PolynomialOp::read),
              Map.entry(RowNormOp.ID, RowNormOp::read),
              Map.entry(TargetEncodeOp.ID, TargetEncodeOp::read),
              Map.entry(TermsOp.ID, TermsOp::read)));

  abstract List<Feature> features();

  /** Writes {@code features().size()} numbers from that position. */
  abstract void apply(Row row, double[] out, int at);

  /**
   * The {@link FeatureEvent#bit bits} of what it meets in the row, {@link FeatureEvent#MISSING}
   * left out; none by default.
   *
   * @throws io.millwright.table.InvalidRowException if {@link #apply} would
   */
  int events(Row row) {
    return 0;
  }

  abstract void write(ObjectNode node);

  abstract String describe();

  static Op read(JsonPart json, Schema schema) {
    BiFunction<JsonPart, Schema, Op> reader = READERS.get(json.text("op"));
    if (reader == null) {
      throw json.fault(
          "member 'op' must be one of "
              + String.join(", ", READERS.keySet())
              + "; a newer version may have written it.");
    }
    return reader.apply(json, schema);
  }
}
