package io.millwright.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.evidence.Evidence.SliceFinding;
import io.millwright.evidence.Evidence.Subject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    metrics(root.putObject("metrics"), evidence.metrics());
    comparisons(root.putArray("comparisons"), evidence.comparisons());
    ArrayNode slices = root.putArray("slices");
    for (SliceFinding slice : evidence.slices()) {
      ObjectNode node = slices.addObject().put("name", slice.name());
      node.put("support", slice.support());
      metrics(node.putObject("metrics"), slice.metrics());
      comparisons(node.putArray("comparisons"), slice.comparisons());
    }
    ObjectNode checks = root.putObject("checks");
    evidence
        .checks()
        .forEach(
            (name, decision) -> {
              ObjectNode node = checks.putObject(name).put("verdict", decision.verdict().name());
              decision.reasons().forEach(node.putArray("reasons")::add);
            });
    evidence.warnings().forEach(root.putArray("warnings")::add);
    return root.toString();
  }

  private static void metrics(ObjectNode node, SortedMap<String, Estimate> metrics) {
    metrics.forEach((name, estimate) -> node.set(name, estimate(estimate)));
  }

  private static void comparisons(ArrayNode list, List<Comparison> comparisons) {
    for (Comparison c : comparisons) {
      ObjectNode node = list.addObject().put("other", c.other()).put("metric", c.metric());
      c.otherModel().ifPresent(model -> node.put("otherModel", model));
      node.set("theirs", estimate(c.theirs()));
      node.set("gain", estimate(c.gain()));
    }
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
      List<SliceFinding> slices = new ArrayList<>();
      for (JsonNode node : root.path("slices")) {
        slices.add(
            new SliceFinding(
                text(node, "name"),
                node.path("support").asLong(),
                metrics(node.path("metrics")),
                comparisons(node.path("comparisons"))));
      }
      SortedMap<String, GateDecision> checks = new TreeMap<>();
      root.path("checks").properties().forEach(e -> checks.put(e.getKey(), check(e.getValue())));
      return new Evidence(
          subject,
          metrics(root.path("metrics")),
          comparisons(root.path("comparisons")),
          slices,
          checks,
          texts(root.path("warnings")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Evidence must be well-formed JSON; the parser refused it. See the cause.", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Evidence member 'at' must be an ISO instant.", e);
    }
  }

  private static SortedMap<String, Estimate> metrics(JsonNode node) {
    SortedMap<String, Estimate> metrics = new TreeMap<>();
    node.properties().forEach(e -> metrics.put(e.getKey(), estimate(e.getValue())));
    return metrics;
  }

  private static List<Comparison> comparisons(JsonNode list) {
    List<Comparison> comparisons = new ArrayList<>();
    for (JsonNode node : list) {
      comparisons.add(
          new Comparison(
              text(node, "other"),
              node.has("otherModel") ? Optional.of(text(node, "otherModel")) : Optional.empty(),
              text(node, "metric"),
              estimate(node.path("theirs")),
              estimate(node.path("gain"))));
    }
    return comparisons;
  }

  private static GateDecision check(JsonNode node) {
    String verdict = text(node, "verdict");
    for (Verdict known : Verdict.values()) {
      if (known.name().equals(verdict)) {
        return new GateDecision(known, texts(node.path("reasons")));
      }
    }
    throw new IllegalArgumentException(
        "Evidence member 'verdict' must be one of "
            + Arrays.toString(Verdict.values())
            + "; was another word.");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
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
