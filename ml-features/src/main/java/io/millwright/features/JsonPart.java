package io.millwright.features;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One object of a stored document, read strictly: a member that is absent, unknown, doubled or of
 * another type is a fault that says where.
 */
final class JsonPart {

  static final int MAX_CHARACTERS = 64 << 20;

  // Escaped, so that a lone surrogate of a category survives a file in UTF-8.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final JsonNode node;
  private final String path;

  private JsonPart(JsonNode node, String path) {
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

  static JsonPart parse(String json) {
    if (json.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "Features must be at most "
              + MAX_CHARACTERS
              + " characters; were "
              + json.length()
              + ".");
    }
    try {
      JsonNode root = MAPPER.readTree(json);
      if (!root.isObject()) {
        throw new IllegalArgumentException("Features must be a JSON object; were something else.");
      }
      return new JsonPart(root, "");
    } catch (JsonProcessingException e) {
      // Limits of the parser, such as its depth, come without a location.
      String where = e.getLocation() == null ? "" : ", " + e.getLocation().offsetDescription();
      throw new IllegalArgumentException(
          "Features must be JSON within the parser's limits; reading stopped" + where + ".", e);
    }
  }

  IllegalArgumentException fault(String reason) {
    return new IllegalArgumentException(
        "Stored features cannot be read at '" + (path.isEmpty() ? "/" : path) + "': " + reason);
  }

  /** Refuses members of other names. */
  void only(String... names) {
    Set<String> allowed = new HashSet<>(Arrays.asList(names));
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

  boolean flag(String name) {
    return member(name, "true or false", node.path(name).isBoolean()).booleanValue();
  }

  double number(String name) {
    double value = member(name, "a number", node.path(name).isNumber()).doubleValue();
    if (!Double.isFinite(value)) {
      throw fault("member '" + name + "' must be a finite number.");
    }
    return value;
  }

  double positive(String name) {
    double value = number(name);
    if (!(value > 0)) {
      throw fault("member '" + name + "' must be greater than 0.");
    }
    return value;
  }

  int whole(String name) {
    return member(name, "a whole number", node.path(name).isInt()).intValue();
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw fault(
        "member '"
            + name
            + "' must be one of "
            + Arrays.toString(type.getEnumConstants()).toUpperCase(Locale.ROOT)
            + ".");
  }

  JsonPart object(String name) {
    return new JsonPart(member(name, "an object", node.path(name).isObject()), path + "/" + name);
  }

  List<JsonPart> objects(String name) {
    JsonNode array = member(name, "an array of objects", node.path(name).isArray());
    List<JsonPart> parts = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isObject()) {
        throw fault("member '" + name + "' must be an array of objects.");
      }
      parts.add(new JsonPart(element, path + "/" + name + "/" + parts.size()));
    }
    return parts;
  }

  /** Finite numbers. */
  double[] numbers(String name) {
    JsonNode array = member(name, "an array of numbers", node.path(name).isArray());
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber() || !Double.isFinite(array.get(i).doubleValue())) {
        throw fault("member '" + name + "' must be an array of finite numbers.");
      }
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }

  /** Whole numbers from a least to a most. */
  int[] wholes(String name, int least, int most) {
    JsonNode array = member(name, "an array of whole numbers", node.path(name).isArray());
    int[] numbers = new int[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isInt() || element.intValue() < least || element.intValue() > most) {
        throw fault(
            "member '" + name + "' must hold whole numbers from " + least + " to " + most + ".");
      }
      numbers[i] = element.intValue();
    }
    return numbers;
  }

  /** Distinct strings. */
  List<String> texts(String name) {
    JsonNode array = member(name, "an array of strings", node.path(name).isArray());
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
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
