package io.millwright.train.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXOperator;

/** An operator that Tribuo's list lacks. */
record OnnxOperator(
    String getOpName,
    int getOpVersion,
    String getOpDomain,
    Map<String, ONNXAttribute> getAttributes)
    implements ONNXOperator {

  /** Trees as parallel arrays, one entry a node and one an output value. */
  static final OnnxOperator TREE_ENSEMBLE_REGRESSOR =
      new OnnxOperator(
          "TreeEnsembleRegressor",
          3,
          "ai.onnx.ml",
          attributes(
              Map.ofEntries(
                  Map.entry("aggregate_function", AttributeType.STRING),
                  Map.entry("base_values", AttributeType.FLOATS),
                  Map.entry("n_targets", AttributeType.INT),
                  Map.entry("nodes_falsenodeids", AttributeType.INTS),
                  Map.entry("nodes_featureids", AttributeType.INTS),
                  Map.entry("nodes_missing_value_tracks_true", AttributeType.INTS),
                  Map.entry("nodes_modes", AttributeType.STRINGS),
                  Map.entry("nodes_nodeids", AttributeType.INTS),
                  Map.entry("nodes_treeids", AttributeType.INTS),
                  Map.entry("nodes_truenodeids", AttributeType.INTS),
                  Map.entry("nodes_values", AttributeType.FLOATS),
                  Map.entry("target_ids", AttributeType.INTS),
                  Map.entry("target_nodeids", AttributeType.INTS),
                  Map.entry("target_treeids", AttributeType.INTS),
                  Map.entry("target_weights", AttributeType.FLOATS))));

  private static Map<String, ONNXAttribute> attributes(Map<String, AttributeType> types) {
    Map<String, ONNXAttribute> all = new HashMap<>();
    types.forEach((name, type) -> all.put(name, new ONNXAttribute(name, type, false)));
    return Map.copyOf(all);
  }

  @Override
  public int getNumInputs() {
    return 1;
  }

  @Override
  public int getNumOptionalInputs() {
    return 0;
  }

  @Override
  public int getNumOutputs() {
    return 1;
  }

  @Override
  public Set<String> getMandatoryAttributeNames() {
    return Set.of();
  }
}
