package io.millwright.store.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One object of a stored document, read strictly: every fault is an {@link
 * IllegalArgumentException} that names the member.
 */
public final class StrictJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Half a surrogate pair in a string survives a file in UTF-8 only if it is escaped.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final JsonNode node;

  private StrictJson(JsonNode node) {
    this.node = node;
  }

  /** An object to be written. */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** The object without white space, in UTF-8. */
  public static byte[] write(ObjectNode object) {
    try {
      return MAPPER.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written.", e);
    }
  }

  /** The one object of these bytes. */
  public static StrictJson parse(byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw new IllegalArgumentException("it must be one JSON object");
      }
      return new StrictJson(root);
    } catch (IOException e) {
      throw new IllegalArgumentException("it must be JSON", e);
    }
  }

  /** Refuses members of other names. */
  public StrictJson only(String... names) {
    Set<String> allowed = new HashSet<>(List.of(names));
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                throw new IllegalArgumentException("it must have no member of an unknown name");
              }
            });
    return this;
  }

  private static IllegalArgumentException fault(String member, String wanted) {
    return new IllegalArgumentException("member '" + member + "' must be " + wanted);
  }

  /** Whether there is such a member. */
  public boolean has(String member) {
    return node.has(member);
  }

  /** A string. */
  public String text(String member) {
    if (!node.path(member).isTextual()) {
      throw fault(member, "a string");
    }
    return node.path(member).textValue();
  }

  /** A whole number of 32 bits. */
  public int whole(String member) {
    if (!node.path(member).isInt()) {
      throw fault(member, "a whole number");
    }
    return node.path(member).intValue();
  }

  /** The member as it is. */
  public JsonNode node(String member) {
    if (!node.has(member)) {
      throw fault(member, "there");
    }
    return node.path(member);
  }

  /** An array of objects. */
  public List<StrictJson> objects(String member) {
    JsonNode array = node.path(member);
    List<StrictJson> objects = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isObject()) {
        throw fault(member, "an array of objects");
      }
      objects.add(new StrictJson(element));
    }
    if (!array.isArray()) {
      throw fault(member, "an array of objects");
    }
    return objects;
  }
}
