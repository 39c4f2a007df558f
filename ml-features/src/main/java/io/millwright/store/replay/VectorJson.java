package io.millwright.store.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.store.internal.StrictJson;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;

/** One vector as a line of JSON: an array in the order of the schema, null for missing. */
final class VectorJson {

  private static final String FORMAT = "millwright-served-vectors-1";

  private final Schema schema;

  VectorJson(Schema schema) {
    this.schema = schema;
  }

  record Header(Schema schema, String plan, VectorJson json) {}

  static byte[] header(Schema schema, String plan) {
    return StrictJson.write(
        StrictJson.newObject()
            .put("format", FORMAT)
            .put("plan", plan)
            .put("schema", schema.toJson()));
  }

  static Header header(byte[] line) {
    StrictJson root = StrictJson.parse(line).only("format", "plan", "schema");
    if (!root.text("format").equals(FORMAT)) {
      throw new IllegalArgumentException("format must be " + FORMAT);
    }
    Schema schema = Schema.fromJson(root.text("schema"));
    return new Header(schema, root.text("plan"), new VectorJson(schema));
  }

  byte[] line(Row row) {
    ObjectNode root = StrictJson.newObject();
    ArrayNode values = root.putArray("v");
    for (int f = 0; f < schema.fields().size(); f++) {
      FieldType type = schema.fields().get(f).type();
      if (row.isMissing(f)) {
        requireOptional(schema.fields().get(f));
        values.addNull();
      } else if (type.isString()) {
        values.add(row.string(f));
      } else if (type == FieldType.NUMERIC) {
        addNumber(values, row.number(f));
      } else {
        values.add(row.integer(f));
      }
    }
    return StrictJson.write(root);
  }

  private static void addNumber(ArrayNode values, double value) {
    if (Double.isFinite(value)) {
      values.add(value);
    } else {
      values.add(Double.toString(value));
    }
  }

  private static void requireOptional(Field field) {
    if (!field.optional()) {
      throw new IllegalArgumentException("field '" + field.name() + "' must have a value");
    }
  }

  void read(byte[] line, RowBuffer into) {
    JsonNode values = StrictJson.parse(line).only("v").node("v");
    if (!values.isArray() || values.size() != schema.fields().size()) {
      throw new IllegalArgumentException("it must have one value for each field");
    }
    into.clear();
    for (int f = 0; f < values.size(); f++) {
      read(values.get(f), f, into);
    }
  }

  private void read(JsonNode value, int f, RowBuffer into) {
    Field field = schema.fields().get(f);
    if (value.isNull()) {
      requireOptional(field);
    } else if (field.type().isString() && value.isTextual()) {
      into.setString(f, value.textValue());
    } else if (field.type() == FieldType.NUMERIC && value.isTextual()) {
      into.setNumber(f, notFinite(value.textValue()));
    } else if (field.type() == FieldType.NUMERIC && value.isNumber()) {
      into.setNumber(f, value.doubleValue());
    } else if (!field.type().isString()
        && field.type() != FieldType.NUMERIC
        && value.isIntegralNumber()
        && value.canConvertToLong()) {
      into.setInteger(f, value.longValue());
    } else {
      throw new IllegalArgumentException("field '" + field.name() + "' must be " + field.type());
    }
  }

  private static double notFinite(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("a number must be one; was other text");
    };
  }
}
