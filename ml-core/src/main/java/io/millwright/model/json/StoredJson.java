package io.millwright.model.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/**
 * Reads the JSON of stored parts, distrusting it: every fault is an {@link
 * IllegalArgumentException} that names the member at fault. Stateless.
 */
public final class StoredJson {

  /** The mapper to read with: no duplicate members, shallow, numbers of bounded length. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private StoredJson() {}

  /**
   * The object, whose member {@code formatVersion} is 1.
   *
   * @param what names the part in messages, for example {@code "Linear scorer"}
   */
  public static JsonNode object(String what, String json) {
    JsonNode root;
    try {
      root = MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          what
              + " must be JSON; the parser stopped at "
              + (e.getLocation() == null ? "the start" : e.getLocation().offsetDescription())
              + ".",
          e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object.");
    }
    checkVersion(what, root);
    return root;
  }

  /** Whether member {@code formatVersion} is 1. */
  public static void checkVersion(String what, JsonNode root) {
    int version = integer(root, "formatVersion", 0, Integer.MAX_VALUE);
    if (version != 1) {
      throw new IllegalArgumentException(
          what + " formatVersion must be 1; was " + version + ". Use the release that wrote it.");
    }
  }

  /** A whole number in a range, both ends included. */
  public static int integer(JsonNode node, String member, int least, int most) {
    JsonNode value = node.path(member);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw fault(member, "a whole number");
    }
    int number = value.intValue();
    if (number < least || number > most) {
      throw fault(member, "from " + least + " to " + most);
    }
    return number;
  }

  /** A constant of the enum, written in lower case. */
  public static <E extends Enum<E>> E constant(JsonNode node, String member, Class<E> type) {
    String text = node.path(member).asText("");
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw fault(member, "one of " + java.util.Arrays.toString(type.getEnumConstants()));
  }

  /** Finite numbers; with {@code size} negative any number of them. */
  public static double[] doubles(JsonNode node, String member, long size) {
    JsonNode array = array(node, member, size);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
        throw fault(member + "[" + i + "]", "a finite number");
      }
      values[i] = value.doubleValue();
    }
    return values;
  }

  /** Whole numbers; with {@code size} negative any number of them. */
  public static int[] integers(JsonNode node, String member, long size) {
    JsonNode array = array(node, member, size);
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw fault(member + "[" + i + "]", "a whole number");
      }
      values[i] = value.intValue();
    }
    return values;
  }

  private static JsonNode array(JsonNode node, String member, long size) {
    JsonNode array = node.path(member);
    if (!array.isArray() || (size >= 0 && array.size() != size)) {
      throw fault(member, size < 0 ? "an array" : "an array of " + size);
    }
    return array;
  }

  /** The exception all checks throw. */
  public static IllegalArgumentException fault(String member, String constraint) {
    return new IllegalArgumentException(
        "Member '" + member + "' must be " + constraint + ". The file is damaged or not ours.");
  }
}
