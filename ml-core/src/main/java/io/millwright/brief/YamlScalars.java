package io.millwright.brief;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** Single values of YAML on one line. */
final class YamlScalars {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}:(?=\\s|$)");

  /** Characters that begin something else than text in YAML. */
  private static final String INDICATORS = "&*!|>%@`{}[],?#\"'-";

  private static final String NO_TEXT = "must be plain text, a number or quoted; was not. Quote it.";

  private YamlScalars() {}

  /** The line without its comment and the blanks before that. */
  static String withoutComment(String text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == '"' && c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && opens(text, i)) {
        quote = c;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
        return text.substring(0, i).stripTrailing();
      }
    }
    return text.stripTrailing();
  }

  /** Whether a quote here begins a value: at the start, or after a name or a dash. */
  private static boolean opens(String text, int at) {
    String before = text.substring(0, at).strip();
    return before.isEmpty() || before.endsWith(":") || before.chars().allMatch(c -> c == '-' || c == ' ');
  }

  /** Where the name of a {@code name: value} ends, or -1. */
  static int keyEnd(String text) {
    var key = KEY.matcher(text);
    return key.lookingAt() ? key.end() - 1 : -1;
  }

  static BriefNode.Scalar read(int line, String value, BriefFaults faults) {
    if (value.startsWith("\"")) {
      return doubleQuoted(line, value, faults);
    }
    if (value.startsWith("'")) {
      return singleQuoted(line, value, faults);
    }
    boolean number = value.matches("-?[0-9][0-9.eE+-]*");
    boolean strange =
        INDICATORS.indexOf(value.charAt(0)) >= 0
            || value.contains(": ")
            || value.endsWith(":")
            || value.chars().anyMatch(Character::isISOControl);
    if (strange && !number) {
      faults.add(line, "Value " + NO_TEXT);
      return new BriefNode.Scalar(line, "", true);
    }
    return new BriefNode.Scalar(line, value, false);
  }

  /** The escapes of JSON, which YAML shares. */
  private static BriefNode.Scalar doubleQuoted(int line, String value, BriefFaults faults) {
    if (closes(value)) {
      try {
        return new BriefNode.Scalar(line, JSON.readValue(value, String.class), true);
      } catch (JsonProcessingException e) {
        // Falls through: the fault below says the same for every reason.
      }
    }
    faults.add(line, "Quoted text must end on its line and have the escapes of JSON; did not.");
    return new BriefNode.Scalar(line, "", true);
  }

  /** Whether the first quote that is not escaped is the last character. */
  private static boolean closes(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == '\\') {
        i++;
      } else if (value.charAt(i) == '"') {
        return i == value.length() - 1;
      }
    }
    return false;
  }

  private static BriefNode.Scalar singleQuoted(int line, String value, BriefFaults faults) {
    String inside = value.length() < 2 ? "'" : value.substring(1, value.length() - 1);
    if (!value.endsWith("'") || inside.replace("''", "").contains("'")) {
      faults.add(line, "Quoted text must end on its line; did not.");
      return new BriefNode.Scalar(line, "", true);
    }
    return new BriefNode.Scalar(line, inside.replace("''", "'"), true);
  }
}
