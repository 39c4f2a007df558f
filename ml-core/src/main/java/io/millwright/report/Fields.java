package io.millwright.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields of one JSON object, each taken once; {@link #end} refuses what was not asked for. */
final class Fields {

  private final String subject;
  private final JsonNode object;
  private final Set<String> left = new TreeSet<>();

  Fields(String subject, JsonNode object) {
    this.subject = subject;
    this.object = object;
    if (!object.isObject()) {
      throw wrong("Report part '" + subject + "'", "an object", object);
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      left.add(names.next());
    }
  }

  JsonNode node(String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new ReportFormatException(
          "Field '" + name + "' must be there; was absent (" + subject + "). Write it again.");
    }
    left.remove(name);
    return value;
  }

  String text(String name) {
    return text(name, node(name));
  }

  int integer(String name) {
    JsonNode value = node(name);
    if (!value.isInt()) {
      throw wrong("Field '" + name + "'", "a whole number", value);
    }
    return value.intValue();
  }

  boolean flag(String name) {
    JsonNode value = node(name);
    if (!value.isBoolean()) {
      throw wrong("Field '" + name + "'", "true or false", value);
    }
    return value.booleanValue();
  }

  <E extends Enum<E>> E word(String name, Class<E> words) {
    String text = text(name);
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ReportFormatException(
                    "Field '"
                        + name
                        + "' must be one of "
                        + Arrays.toString(words.getEnumConstants())
                        + "; was another word ("
                        + subject
                        + "). Write it again."));
  }

  <T> List<T> list(String name, Function<JsonNode, T> element) {
    return elements(name, node(name), element);
  }

  void end() {
    if (!left.isEmpty()) {
      throw new ReportFormatException(
          "Report part '"
              + subject
              + "' must have known fields only; was with "
              + left.size()
              + " more. Read it with the release that wrote it.");
    }
  }

  static <T> List<T> elements(String name, JsonNode array, Function<JsonNode, T> element) {
    if (!array.isArray()) {
      throw wrong("Field '" + name + "'", "an array", array);
    }
    List<T> elements = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      elements.add(element.apply(each));
    }
    return elements;
  }

  static String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong("Field '" + name + "'", "text", value);
    }
    return value.textValue();
  }

  static double number(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw wrong("Field '" + name + "'", "a number", value);
    }
    return value.doubleValue();
  }

  static double numberOrMissing(String name, JsonNode value) {
    return value.isNull() ? Double.NaN : number(name, value);
  }

  private static ReportFormatException wrong(String subject, String expected, JsonNode actual) {
    return new ReportFormatException(
        subject
            + " must be "
            + expected
            + "; was "
            + actual.getNodeType()
            + ". Write the report again.");
  }
}
