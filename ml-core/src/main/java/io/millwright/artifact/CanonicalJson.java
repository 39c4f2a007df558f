package io.millwright.artifact;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Compact UTF-8 JSON without white space, written key by key in the order the format fixes.
 *
 * <p>Readers re-encode what they understood and compare bytes, so one content has one encoding.
 */
final class CanonicalJson {

  /** More than any file of ours nests; hostile nesting ends here. */
  private static final int MAX_DEPTH = 8;

  private static final int MAX_STRING = 1 << 16;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(20)
                          .maxNameLength(1000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CanonicalJson() {}

  /** Writes the fields of one JSON object. */
  interface Fields {
    void write(JsonGenerator to) throws IOException;
  }

  static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator to = MAPPER.getFactory().createGenerator(bytes)) {
      to.writeStartObject();
      fields.write(to);
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void textMap(JsonGenerator to, String field, Map<String, String> sorted)
      throws IOException {
    to.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : sorted.entrySet()) {
      to.writeStringField(entry.getKey(), entry.getValue());
    }
    to.writeEndObject();
  }

  /**
   * Parses strictly: no duplicate keys, no trailing tokens, bounded nesting and lengths.
   *
   * @throws IOException if the bytes are not such a document
   */
  static JsonNode parse(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  /** Where parsing stopped; never the content. */
  static String where(IOException fault) {
    return fault instanceof JacksonException json && json.getLocation() != null
        ? "line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr()
        : "position unknown";
  }
}
