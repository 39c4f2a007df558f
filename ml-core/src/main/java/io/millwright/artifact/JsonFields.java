package io.millwright.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The fields of one JSON object, read by type; every fault goes to the collector, and a neutral
 * value comes back so that the reading goes on. Results count only if nothing was collected.
 */
final class JsonFields {

  private final JsonNode node;
  private final String where;
  private final Consumer<String> faults;

  private JsonFields(JsonNode node, String where, Consumer<String> faults) {
    this.node = node;
    this.where = where;
    this.faults = faults;
  }

  static JsonFields of(JsonNode node, String where, Set<String> required, Consumer<String> faults) {
    return of(node, where, required, Set.of(), faults);
  }

  static JsonFields of(
      JsonNode node,
      String where,
      Set<String> required,
      Set<String> optional,
      Consumer<String> faults) {
    if (!node.isObject()) {
      faults.accept("%s must be a JSON object; was %s".formatted(where, kind(node)));
      return new JsonFields(JsonNodeFactory.instance.objectNode(), where, faults);
    }
    required.stream()
        .sorted()
        .filter(key -> !node.has(key))
        .forEach(key -> faults.accept("%s must have field '%s'; had none".formatted(where, key)));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!required.contains(field.getKey()) && !optional.contains(field.getKey())) {
        faults.accept(
            "%s must have only known fields; had %s"
                .formatted(where, Texts.quoted(field.getKey())));
      }
    }
    return new JsonFields(node, where, faults);
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      wrong(key, "a string", value);
      return "";
    }
    return value.textValue();
  }

  long whole(String key, long min, long max) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      wrong(key, "a whole number in [" + min + ", " + max + "]", value);
      return min;
    }
    return value.longValue();
  }

  long decimalText(String key) {
    String text = text(key);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      wrong(key, "a whole number in decimal digits", node.path(key));
      return 0;
    }
  }

  Instant instant(String key) {
    String text = text(key);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      wrong(key, "an instant as in 2026-01-31T12:00:00Z", node.path(key));
      return Instant.EPOCH;
    }
  }

  JsonNode object(String key) {
    JsonNode value = node.path(key);
    if (!value.isObject()) {
      wrong(key, "an object", value);
      return JsonNodeFactory.instance.objectNode();
    }
    return value;
  }

  List<JsonNode> items(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      wrong(key, "an array", value);
      return List.of();
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  SortedMap<String, String> textMap(String key) {
    SortedMap<String, String> map = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object(key).properties()) {
      if (entry.getValue().isTextual()) {
        map.put(entry.getKey(), entry.getValue().textValue());
      } else {
        wrong(key + "." + Texts.quoted(entry.getKey()), "a string", entry.getValue());
      }
    }
    return map;
  }

  /** Reports a wrong type or value; an absent field was reported already. */
  private void wrong(String key, String constraint, JsonNode value) {
    if (!value.isMissingNode()) {
      faults.accept(
          "%s field '%s' must be %s; was %s".formatted(where, key, constraint, kind(value)));
    }
  }

  private static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    return node.isNumber() || node.isTextual()
        ? Texts.quoted(node.asText())
        : node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
  }
}
