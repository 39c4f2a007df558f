package io.millwright.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Link;
import io.millwright.model.json.StoredJson;
import java.util.Locale;

/** JSON of linear scorers: weights row by row, doubles that read back to the same bits. */
final class LinearJson {

  private LinearJson() {}

  static String write(LinearScorer scorer) {
    ObjectNode root = StoredJson.MAPPER.createObjectNode();
    root.put("formatVersion", 1)
        .put("inputs", scorer.inputs())
        .put("outputs", scorer.outputs())
        .put("link", scorer.link().name().toLowerCase(Locale.ROOT));
    ArrayNode intercepts = root.putArray("intercepts");
    ArrayNode weights = root.putArray("weights");
    for (int k = 0; k < scorer.outputs(); k++) {
      intercepts.add(scorer.intercept(k));
      for (int i = 0; i < scorer.inputs(); i++) {
        weights.add(scorer.weight(k, i));
      }
    }
    return root.toString();
  }

  static LinearScorer read(String json) {
    JsonNode root = StoredJson.object("Linear scorer", json);
    int inputs = StoredJson.integer(root, "inputs", 0, LinearScorer.MAX_INPUTS);
    int outputs = StoredJson.integer(root, "outputs", 1, LinearScorer.MAX_OUTPUTS);
    return LinearScorer.checked(
        inputs,
        StoredJson.doubles(root, "weights", (long) inputs * outputs),
        StoredJson.doubles(root, "intercepts", outputs),
        StoredJson.constant(root, "link", Link.class));
  }
}
