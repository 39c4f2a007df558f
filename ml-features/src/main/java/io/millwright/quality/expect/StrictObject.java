package io.millwright.quality.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * An object of stored expectations, read strictly: a member that is absent, unknown, doubled or of
 * another type is a fault that says where and tells no value.
 */
final class StrictObject {

  private static final int MOST_CHARACTERS = 64 << 20;
  private static final int MOST_ELEMENTS = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  static {
    // The keys of a foreign key are one long string; the document as a whole is bounded.
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            com.fasterxml.jackson.core.StreamReadConstraints.builder()
                .maxStringLength(MOST_CHARACTERS)
                .build());
  }

  private final JsonNode node;
  private final String path;

  private StrictObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  static String write(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written.", e);
    }
  }

  static StrictObject parse(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "Expectations must be at most "
              + MOST_CHARACTERS
              + " characters; were "
              + json.length()
              + ".");
    }
    try {
      JsonNode root = MAPPER.readTree(json);
      if (!root.isObject()) {
        throw new IllegalArgumentException("Expectations must be a JSON object; were not.");
      }
      return new StrictObject(root, "");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", " + e.getLocation().offsetDescription();
      throw new IllegalArgumentException(
          "Expectations must be JSON within the parser's limits; reading stopped" + where + ".");
    }
  }

  IllegalArgumentException fault(String reason) {
    return new IllegalArgumentException(
        "Stored expectations cannot be read at '" + (path.isEmpty() ? "/" : path) + "': " + reason);
  }

  /** Refuses members of other names. */
  void only(String... names) {
    Set<String> allowed = Set.of(names);
    for (Iterator<String> it = node.fieldNames(); it.hasNext(); ) {
      if (!allowed.contains(it.next())) {
        throw fault("members must be among " + String.join(", ", names) + "; one is not.");
      }
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  private JsonNode member(String name, String wanted, boolean suited) {
    if (!suited) {
      throw fault("member '" + name + "' must be " + wanted + ".");
    }
    return node.path(name);
  }

  String text(String name) {
    return member(name, "a string", node.path(name).isTextual()).textValue();
  }

  double number(String name) {
    JsonNode value = node.path(name);
    return member(name, "a finite number", value.isNumber() && Double.isFinite(value.doubleValue()))
        .doubleValue();
  }

  long whole(String name) {
    JsonNode value = node.path(name);
    return member(
            name, "a whole number of 64 bits", value.isIntegralNumber() && value.canConvertToLong())
        .longValue();
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw fault("member '" + name + "' must be one of " + List.of(type.getEnumConstants()) + ".");
  }

  private JsonNode array(String name) {
    JsonNode array = member(name, "an array", node.path(name).isArray());
    return member(
        name, "an array of at most " + MOST_ELEMENTS + " elements", array.size() <= MOST_ELEMENTS);
  }

  List<StrictObject> objects(String name) {
    List<StrictObject> parts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isObject()) {
        throw fault("member '" + name + "' must be an array of objects.");
      }
      parts.add(new StrictObject(element, path + "/" + name + "/" + parts.size()));
    }
    return parts;
  }

  /** Distinct strings. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw fault("member '" + name + "' must be an array of strings.");
      }
      texts.add(element.textValue());
    }
    if (new HashSet<>(texts).size() != texts.size()) {
      throw fault("member '" + name + "' must hold distinct strings.");
    }
    return texts;
  }
}
