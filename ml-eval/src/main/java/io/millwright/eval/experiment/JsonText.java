package io.millwright.eval.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict reader of small JSON: objects without duplicate members, arrays, plain strings without
 * escapes, and numbers. Anything else is refused with its offset; sizes and depth are bounded.
 * (Names in a tally are letters, digits and {@code _ . -}, so it needs no more.)
 */
final class JsonText {

  private static final int MOST_CHARS = 4 << 20;
  private static final int MOST_DEPTH = 10;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?");
  private static final Pattern STRING = Pattern.compile("\"[^\"\\\\\\p{Cntrl}]{0,200}\"");

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** A map, list, string or (for numbers) their text as {@link Digits}. */
  static Object read(String text) {
    if (text.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "Tally must have at most " + MOST_CHARS + " characters; had " + text.length() + ".");
    }
    JsonText json = new JsonText(text);
    Object value = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.fault("nothing after its end");
    }
    return value;
  }

  /** A number as it was written. */
  record Digits(String text) {}

  private Object value(int depth) {
    space();
    if (depth > MOST_DEPTH) {
      throw fault("at most " + MOST_DEPTH + " levels deep");
    }
    char next = at < text.length() ? text.charAt(at) : ' ';
    return switch (next) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> new Digits(token(NUMBER, "a number, string, array or object"));
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    if (isNext('}')) {
      return members;
    }
    do {
      space();
      String name = string();
      expect(':');
      if (members.putIfAbsent(name, value(depth + 1)) != null) {
        throw fault("free of duplicate members");
      }
    } while (isNext(','));
    expect('}');
    return members;
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    if (isNext(']')) {
      return items;
    }
    do {
      items.add(value(depth + 1));
    } while (isNext(','));
    expect(']');
    return items;
  }

  private String string() {
    String quoted = token(STRING, "a string of at most 200 plain characters");
    return quoted.substring(1, quoted.length() - 1);
  }

  private String token(Pattern pattern, String what) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw fault(what);
    }
    at = matcher.end();
    return matcher.group();
  }

  private boolean isNext(char wanted) {
    space();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char wanted) {
    if (!isNext(wanted)) {
      throw fault("'" + wanted + "'");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "Tally must be JSON, and at this place " + what + "; was not (offset " + at + ").");
  }
}
