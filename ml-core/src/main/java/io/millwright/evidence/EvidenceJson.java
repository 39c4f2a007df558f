package io.millwright.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.evidence.Evidence.Subject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Canonical JSON of evidence; infinite interval ends are strings. */
final class EvidenceJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EvidenceJson() {}

  static String write(Evidence evidence) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("formatVersion", 1);
    Subject subject = evidence.subject();
    root.putObject("subject")
        .put("model", subject.model())
        .put("task", subject.task())
        .put("holdout", subject.holdout())
        .put("at", subject.at().toString());
    ObjectNode metrics = root.putObject("metrics");
    evidence.metrics().forEach((name, estimate) -> metrics.set(name, estimate(estimate)));
    var comparisons = root.putArray("comparisons");
    for (Comparison c : evidence.comparisons()) {
      ObjectNode node = comparisons.addObject().put("other", c.other()).put("metric", c.metric());
      node.set("theirs", estimate(c.theirs()));
      node.set("gain", estimate(c.gain()));
    }
    evidence.warnings().forEach(root.putArray("warnings")::add);
    return root.toString();
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = MAPPER.createObjectNode();
    return estimate.match(
        m -> {
          Interval interval = m.interval();
          node.put("value", m.value()).put("support", m.support());
          number(node, "low", interval.low());
          number(node, "high", interval.high());
          return node.put("level", interval.level()).put("method", interval.method());
        },
        u -> node.put("undefined", u.reason()).put("support", u.support()));
  }

  private static void number(ObjectNode node, String member, double value) {
    if (Double.isFinite(value)) {
      node.put(member, value);
    } else {
      node.put(member, Double.toString(value));
    }
  }

  static Evidence read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.path("formatVersion").asInt(-1) != 1) {
        throw new IllegalArgumentException(
            "Evidence formatVersion must be 1; was " + root.path("formatVersion") + ".");
      }
      JsonNode s = root.path("subject");
      Subject subject =
          new Subject(
              text(s, "model"), text(s, "task"), text(s, "holdout"), Instant.parse(text(s, "at")));
      SortedMap<String, Estimate> metrics = new TreeMap<>();
      root.path("metrics")
          .properties()
          .forEach(e -> metrics.put(e.getKey(), estimate(e.getValue())));
      List<Comparison> comparisons = new ArrayList<>();
      for (JsonNode node : root.path("comparisons")) {
        comparisons.add(
            new Comparison(
                text(node, "other"),
                text(node, "metric"),
                estimate(node.path("theirs")),
                estimate(node.path("gain"))));
      }
      List<String> warnings = new ArrayList<>();
      root.path("warnings").forEach(w -> warnings.add(w.asText()));
      return new Evidence(subject, metrics, comparisons, warnings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Evidence must be well-formed JSON; the parser refused it. See the cause.", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Evidence member 'at' must be an ISO instant.", e);
    }
  }

  private static Estimate estimate(JsonNode node) {
    if (node.has("undefined")) {
      return new Undefined(text(node, "undefined"), node.path("support").asLong());
    }
    Interval interval =
        new Interval(
            number(node, "low"), number(node, "high"), number(node, "level"), text(node, "method"));
    return new Measured(number(node, "value"), interval, node.path("support").asLong());
  }

  private static double number(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new IllegalArgumentException(
              "Evidence member '"
                  + member
                  + "' must be a number; was "
                  + value.getNodeType()
                  + ".");
    };
  }

  private static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "Evidence member '" + member + "' must be a string; was " + value.getNodeType() + ".");
    }
    return value.asText();
  }
}
