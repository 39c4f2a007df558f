package io.millwright.brief;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes a brief as JSON, or as the YAML that {@link BriefYaml} reads. */
final class BriefWriter {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BriefWriter() {}

  static String json(ProblemBrief brief) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(tree(brief))
          .replace("\r\n", "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Tree of a brief must be writable; was not.", e);
    }
  }

  static String yaml(ProblemBrief brief) {
    StringBuilder out = new StringBuilder();
    members(tree(brief), "", "", out);
    return out.toString();
  }

  private static ObjectNode tree(ProblemBrief brief) {
    ObjectNode root = JSON.createObjectNode();
    root.put("formatVersion", 1);
    root.put("name", brief.name()).put("objective", brief.objective());
    SuccessMetric success = brief.success();
    ObjectNode metric = root.putObject("success").put("metric", success.metric());
    metric.put("better", BriefMembers.word(success.better()));
    number(metric, "goal", success.goal()).put("meaning", success.meaning());
    root.putObject("baseline")
        .put("name", brief.baseline().name())
        .put("description", brief.baseline().description());
    root.put("type", BriefMembers.word(brief.type()))
        .put("target", brief.target())
        .put("consumer", brief.consumer())
        .put("latency", BriefMembers.word(brief.latency()));
    texts(root.putArray("data"), brief.data());
    texts(root.putArray("gaps"), brief.gaps());
    texts(root.putArray("ethics"), brief.ethics());
    ArrayNode criteria = root.putArray("killCriteria");
    brief.killCriteria().forEach(c -> criteria.add(criterion(c)));
    brief.signals().ifPresent(s -> root.set("signals", signals(s)));
    return root;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode criterion(KillCriterion criterion) {
    ObjectNode node = JSON.createObjectNode();
    return criterion.match(
        s ->
            number(
                node.put("kind", "simpler_suffices")
                    .put("metric", s.metric())
                    .put("better", BriefMembers.word(s.better()))
                    .put("other", s.other()),
                "share",
                s.share()),
        n ->
            number(
                node.put("kind", "not_better_than")
                    .put("metric", n.metric())
                    .put("other", n.other()),
                "margin",
                n.margin()),
        m ->
            number(
                node.put("kind", "misses_bar")
                    .put("metric", m.metric())
                    .put("better", BriefMembers.word(m.better())),
                "bar",
                m.bar()),
        p -> node.put("kind", "people_say").put("question", p.question()));
  }

  private static ObjectNode signals(Signals signals) {
    return JSON.createObjectNode()
        .put("labelledRows", signals.labelledRows())
        .put("rules", BriefMembers.word(signals.rules()))
        .put("explanation", BriefMembers.word(signals.explanation()))
        .put("errorCost", BriefMembers.word(signals.errorCost()))
        .put("latency", BriefMembers.word(signals.latency()))
        .put("changeRate", BriefMembers.word(signals.changeRate()))
        .put("pattern", BriefMembers.word(signals.pattern()));
  }

  /** Exactly, so that it reads back to the same bits, and without an exponent where short. */
  private static ObjectNode number(ObjectNode node, String name, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole && !(value == 0 && 1 / value < 0)
        ? node.put(name, (long) value)
        : node.put(name, value);
  }

  private static void members(ObjectNode node, String first, String indent, StringBuilder out) {
    String before = first;
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      out.append(before).append(member.getKey()).append(':');
      value(member.getValue(), indent, out);
      before = indent;
    }
  }

  private static void value(JsonNode value, String indent, StringBuilder out) {
    if (value instanceof ObjectNode node) {
      out.append('\n');
      members(node, indent + "  ", indent + "  ", out);
    } else if (value instanceof ArrayNode array && !array.isEmpty()) {
      out.append('\n');
      for (JsonNode item : array) {
        out.append(indent).append("  -");
        if (item instanceof ObjectNode node) {
          members(node, " ", indent + "    ", out);
        } else {
          value(item, indent + "  ", out);
        }
      }
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static String scalar(JsonNode value) {
    if (value.isArray()) {
      return "[]";
    }
    if (!value.isTextual()) {
      return value.isFloatingPointNumber()
          ? BigDecimal.valueOf(value.doubleValue()).toString()
          : value.asText();
    }
    // A word of one piece needs no quotes, unless YAML would take it for something else.
    String text = value.textValue();
    boolean word =
        text.matches("[a-z][a-z0-9_]*")
            && BriefReader.isPlainWord(new BriefNode.Scalar(0, text, false));
    return word ? text : quoted(text);
  }

  /** JSON's escapes; characters that YAML does not print are escaped as well. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        out.append(c).append(text.charAt(++i));
      } else if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c)
          || Character.isSurrogate(c)
          || c == '\u2028'
          || c == '\u2029'
          || c >= '\uFEFE') {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
