package io.millwright.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millwright.schema.FieldType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON of a profile: fixed member order, no white space, ASCII only, doubles in the
 * fewest digits that read back to the same bits, so that the JDK's own printing, which changed in
 * JDK 19, has no part in it.
 */
final class ProfileJson {

  static final int FORMAT_VERSION = 1;

  /** Far above anything that is written; only hostile input is larger. */
  private static final int MAX_FIELDS = 100_000;

  private static final int MAX_READ_BINS = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private ProfileJson() {}

  static String write(Profile profile) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeNumberField("rows", profile.rows());
      json.writeArrayFieldStart("features");
      for (FieldProfile field : profile.features()) {
        write(json, field);
      }
      json.writeEndArray();
      writeMember(json, "label", profile.label().orElse(null));
      writeMember(json, "predictions", profile.predictions().orElse(null));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeMember(JsonGenerator json, String name, @Nullable FieldProfile field)
      throws IOException {
    if (field != null) {
      json.writeFieldName(name);
      write(json, field);
    }
  }

  private static void write(JsonGenerator json, FieldProfile field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeStringField("type", field.type().name());
    if (field.bins() instanceof NumberBins numbers) {
      json.writeArrayFieldStart("starts");
      for (int i = 0; i < numbers.size(); i++) {
        json.writeNumber(shortest(numbers.start(i)));
      }
      json.writeEndArray();
      json.writeFieldName("max");
      json.writeNumber(shortest(numbers.max()));
    } else if (field.bins() instanceof CategoryBins categories) {
      write(json, categories);
    }
    json.writeArrayFieldStart("counts");
    for (long count : field.counts()) {
      json.writeNumber(count);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, CategoryBins categories) throws IOException {
    json.writeArrayFieldStart("names");
    for (String name : categories.names()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("others");
    for (long hash : categories.others()) {
      json.writeNumber(hash);
    }
    json.writeEndArray();
    json.writeBooleanField("open", categories.isOpen());
    json.writeNumberField("singletons", categories.singletons());
  }

  /** The decimal of fewest digits that reads back to this finite double. */
  static String shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
    BigDecimal shortest = exact.round(new MathContext(digits));
    while (digits > 1) {
      digits--;
      BigDecimal shorter = exact.round(new MathContext(digits));
      if (shorter.doubleValue() != value) {
        break;
      }
      shortest = shorter;
    }
    return shortest.toString();
  }

  static Profile read(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      throw new IllegalArgumentException(
          "Profile must be JSON; the parser stopped"
              + (where == null ? "." : " at " + where.offsetDescription() + "."),
          e);
    }
    JsonNode version = root.path("formatVersion");
    if (!version.isInt() || version.intValue() != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "Profile formatVersion must be " + FORMAT_VERSION + "; was " + kind(version) + ".");
    }
    JsonNode list = array(root, "features", MAX_FIELDS);
    List<FieldProfile> features = new ArrayList<>();
    for (JsonNode node : list) {
      features.add(field(node));
    }
    return new Profile(
        whole(root.path("rows"), "rows"),
        features,
        root.has("label") ? field(root.get("label")) : null,
        root.has("predictions") ? field(root.get("predictions")) : null);
  }

  private static FieldProfile field(JsonNode node) {
    FieldType type = type(text(node.path("type"), "type"));
    Bins bins = node.has("starts") ? numbers(node) : categories(node);
    return new FieldProfile(text(node.path("name"), "name"), type, bins, longs(node, "counts"));
  }

  private static FieldType type(String name) {
    for (FieldType type : FieldType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Profile member 'type' must be the name of a field type; was another word.");
  }

  private static NumberBins numbers(JsonNode node) {
    JsonNode list = array(node, "starts", MAX_READ_BINS);
    double[] starts = new double[list.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = number(list.get(i), "starts");
    }
    return NumberBins.of(starts, number(node.path("max"), "max"));
  }

  private static CategoryBins categories(JsonNode node) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : array(node, "names", MAX_READ_BINS)) {
      names.add(text(name, "names"));
    }
    JsonNode open = node.path("open");
    if (!open.isBoolean()) {
      throw wrong("open", "true or false", open);
    }
    return CategoryBins.of(
        names,
        longs(node, "others"),
        open.booleanValue(),
        whole(node.path("singletons"), "singletons"));
  }

  private static long[] longs(JsonNode node, String member) {
    JsonNode list = array(node, member, MAX_READ_BINS + Bins.SPECIALS);
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole(list.get(i), member);
    }
    return values;
  }

  private static JsonNode array(JsonNode node, String member, int atMost) {
    JsonNode list = node.path(member);
    if (!list.isArray() || list.size() > atMost) {
      throw wrong(member, "an array of at most " + atMost + " elements", list);
    }
    return list;
  }

  private static long whole(JsonNode node, String member) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(member, "a whole number of 64 bits", node);
    }
    return node.longValue();
  }

  private static double number(JsonNode node, String member) {
    if (!node.isNumber()) {
      throw wrong(member, "a number", node);
    }
    return node.doubleValue();
  }

  private static String text(JsonNode node, String member) {
    if (!node.isTextual()) {
      throw wrong(member, "a string", node);
    }
    return node.textValue();
  }

  private static IllegalArgumentException wrong(String member, String constraint, JsonNode node) {
    return new IllegalArgumentException(
        "Profile member '" + member + "' must be " + constraint + "; was " + kind(node) + ".");
  }

  private static String kind(JsonNode node) {
    return node.isIntegralNumber() ? "the number " + node.asText() : node.getNodeType().toString();
  }
}
