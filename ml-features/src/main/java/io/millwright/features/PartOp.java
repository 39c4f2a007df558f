package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.Arrays;
import java.util.List;

/** Some of the features of another op: what a selection left of it. */
final class PartOp extends Op {

  static final String ID = "part";

  private final Op whole;
  private final int[] kept;
  private final ThreadLocal<double[]> scratch;

  /**
   * @param kept positions among the whole op's features, ascending
   */
  PartOp(Op whole, int[] kept) {
    this.whole = whole;
    this.kept = kept.clone();
    int width = whole.features().size();
    this.scratch = ThreadLocal.withInitial(() -> new double[width]);
  }

  @Override
  List<Feature> features() {
    List<Feature> all = whole.features();
    return Arrays.stream(kept).mapToObj(all::get).toList();
  }

  @Override
  void apply(Row row, double[] out, int at) {
    double[] all = scratch.get();
    whole.apply(row, all, 0);
    for (int i = 0; i < kept.length; i++) {
      out[at + i] = all[kept[i]];
    }
  }

  @Override
  int events(Row row) {
    return whole.events(row);
  }

  @Override
  String describe() {
    return whole.describe()
        + "; "
        + kept.length
        + " of its "
        + whole.features().size()
        + " features kept";
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID);
    ArrayNode positions = node.putArray("kept");
    for (int position : kept) {
      positions.add(position);
    }
    whole.write(node.putObject("whole"));
  }

  static PartOp read(JsonPart json, Schema schema) {
    json.only("op", "kept", "whole");
    JsonPart inner = json.object("whole");
    if (inner.text("op").equals(ID)) {
      throw inner.fault("a part must not be of a part.");
    }
    Op whole = Op.read(inner, schema);
    double[] numbers = json.numbers("kept");
    int[] kept = new int[numbers.length];
    int last = -1;
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (int) numbers[i];
      if (kept[i] != numbers[i] || kept[i] <= last || kept[i] >= whole.features().size()) {
        throw json.fault("'kept' must be ascending positions of the op's features.");
      }
      last = kept[i];
    }
    if (kept.length == 0) {
      throw json.fault("'kept' must hold a position.");
    }
    return new PartOp(whole, kept);
  }
}
