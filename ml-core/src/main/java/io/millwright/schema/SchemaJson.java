package io.millwright.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Canonical JSON of a schema: fixed member order, no white space. */
final class SchemaJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SchemaJson() {}

  static String write(Schema schema) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("formatVersion", 1);
    var fields = root.putArray("fields");
    for (Field f : schema.fields()) {
      ObjectNode node = fields.addObject();
      node.put("name", f.name())
          .put("type", f.type().name())
          .put("role", f.role().name())
          .put("optional", f.optional());
      f.unit().ifPresent(u -> node.put("unit", u));
      f.zone().ifPresent(z -> node.put("zone", z.getId()));
    }
    schema
        .label()
        .ifPresent(
            label -> {
              ObjectNode node = root.putObject("label").put("field", label.field());
              label.match(
                  b -> node.put("kind", "binary").put("positive", b.positive()),
                  m -> node.put("kind", "multiclass"),
                  r -> node.put("kind", "real"));
            });
    return root.toString();
  }

  static Schema read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.path("formatVersion").asInt(-1) != 1) {
        throw new IllegalArgumentException(
            "Schema formatVersion must be 1; was " + root.path("formatVersion") + ".");
      }
      Schema.Builder builder = Schema.builder();
      for (JsonNode node : root.path("fields")) {
        builder.add(field(node));
      }
      Schema fields = builder.build();
      return root.has("label") ? labelled(fields, root.get("label")) : fields;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Schema must be well-formed JSON; the parser refused it. See the cause.", e);
    }
  }

  private static Field field(JsonNode node) {
    try {
      return new Field(
          text(node, "name"),
          FieldType.valueOf(text(node, "type")),
          Role.valueOf(text(node, "role")),
          node.path("optional").asBoolean(),
          node.has("unit") ? Optional.of(text(node, "unit")) : Optional.empty(),
          node.has("zone") ? Optional.of(ZoneId.of(text(node, "zone"))) : Optional.empty());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Zone of field '" + node.path("name").asText() + "' must be a known zone id.", e);
    }
  }

  private static Schema labelled(Schema schema, JsonNode node) {
    String field = text(node, "field");
    schema.indexOf(field);
    String kind = text(node, "kind");
    Schema.Builder builder = schema.edit();
    return switch (kind) {
      case "binary" -> builder.binaryLabel(field, text(node, "positive")).build();
      case "multiclass" -> builder.multiclassLabel(field).build();
      case "real" -> builder.realLabel(field).build();
      default ->
          throw new IllegalArgumentException(
              "Label kind must be binary, multiclass or real; was another word.");
    };
  }

  private static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "Schema member '" + member + "' must be a string; was " + value.getNodeType() + ".");
    }
    return value.asText();
  }
}
