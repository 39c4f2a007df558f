package io.millwright.eval.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict reader of small JSON of objects without duplicate members, arrays, strings and numbers.
 * Anything else is refused with its offset; sizes and depth are bounded.
 */
final class JsonText {

  private static final int MOST_CHARS = 4 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10)
                  .maxNumberLength(100)
                  .maxNameLength(200)
                  .maxStringLength(200)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /** A map, list, string or (for numbers) their text as {@link Digits}. */
  static Object read(String text) {
    if (text.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "Tally must have at most " + MOST_CHARS + " characters; had " + text.length() + ".");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonText json = new JsonText(parser);
      try {
        Object value = json.value(parser.nextToken());
        if (parser.nextToken() != null) {
          throw json.fault("nothing after its end");
        }
        return value;
      } catch (IOException e) {
        throw json.fault("well-formed and of bounded size, without duplicate members");
      }
    } catch (IOException e) {
      throw new IllegalStateException("A string must be closed without a fault.", e);
    }
  }

  /** A number as it was written. */
  record Digits(String text) {}

  private Object value(@org.jspecify.annotations.Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw fault("a value");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
      default -> throw fault("a number, string, array or object");
    };
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      members.put(name, value(parser.nextToken()));
    }
    return members;
  }

  private List<Object> array() throws IOException {
    List<Object> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(value(t));
    }
    return items;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "Tally must be JSON, and "
            + what
            + "; was not (near offset "
            + parser.currentLocation().getCharOffset()
            + ").");
  }
}
