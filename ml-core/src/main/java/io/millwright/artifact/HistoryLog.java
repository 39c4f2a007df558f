package io.millwright.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.Sha256;
import io.millwright.artifact.RegistryState.HistoryHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * {@code history.jsonl}: one event per line, each with the SHA-256 of the line before it, so that a
 * changed, dropped or reordered line shows.
 */
final class HistoryLog {

  private HistoryLog() {}

  /** Lines to append, and the head after them. */
  record Addition(String lines, HistoryHead head) {
    byte[] bytes() {
      return lines.getBytes(StandardCharsets.UTF_8);
    }
  }

  static Addition encode(HistoryHead head, List<RegistryEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String previous = head.digest();
    for (RegistryEvent event : events) {
      byte[] line = line(previous, event);
      previous = Sha256.hex(line);
      bytes.writeBytes(line);
      bytes.write('\n');
    }
    return new Addition(
        bytes.toString(StandardCharsets.UTF_8),
        new HistoryHead(head.bytes() + bytes.size(), previous));
  }

  private static byte[] line(String previous, RegistryEvent event) {
    return CanonicalJson.object(
        to -> {
          to.writeStringField("previous", previous);
          to.writeStringField("at", event.at().toString());
          to.writeStringField("actor", event.actor());
          to.writeStringField("action", event.action().name());
          to.writeNumberField("version", event.version());
          if (event.from() != null) {
            to.writeStringField("from", event.from().name());
          }
          to.writeStringField("to", event.to().name());
          to.writeStringField("reason", event.reason());
          if (event.decision() != null) {
            to.writeObjectFieldStart("decision");
            to.writeStringField("verdict", event.decision().verdict().name());
            to.writeArrayFieldStart("reasons");
            for (String reason : event.decision().reasons()) {
              to.writeString(reason);
            }
            to.writeEndArray();
            to.writeEndObject();
          }
        });
  }

  /**
   * Reads the committed bytes of a history.
   *
   * @throws RegistryException with code {@code registry-damaged} if the chain or a line is broken
   */
  static List<RegistryEvent> decode(String name, byte[] bytes, HistoryHead head) {
    List<RegistryEvent> events = new ArrayList<>();
    String previous = HistoryHead.START.digest();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        byte[] line = Arrays.copyOfRange(bytes, start, i);
        events.add(event(name, previous, line, events.size() + 1));
        previous = Sha256.hex(line);
        start = i + 1;
      }
    }
    if (start != bytes.length || bytes.length != head.bytes() || !previous.equals(head.digest())) {
      throw StateCodec.damaged(name, "history.jsonl does not end where state.json says");
    }
    return List.copyOf(events);
  }

  private static RegistryEvent event(String name, String previous, byte[] line, int number) {
    List<String> faults = new ArrayList<>();
    try {
      RegistryEvent event = read(CanonicalJson.parse(line), faults);
      if (faults.isEmpty() && Arrays.equals(line(previous, event), line)) {
        return event;
      }
    } catch (IOException e) {
      faults.add(CanonicalJson.where(e));
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    throw StateCodec.damaged(
        name, "history.jsonl line " + number + " was changed " + String.join("; ", faults));
  }

  private static RegistryEvent read(JsonNode root, List<String> faults) {
    JsonFields from =
        JsonFields.of(
            root,
            "event",
            Set.of("previous", "at", "actor", "action", "version", "to", "reason"),
            Set.of("from", "decision"),
            faults::add);
    return new RegistryEvent(
        from.instant("at"),
        from.text("actor"),
        RegistryEvent.Action.valueOf(from.text("action")),
        (int) from.whole("version", 1, Integer.MAX_VALUE),
        from.has("from") ? Stage.valueOf(from.text("from")) : null,
        Stage.valueOf(from.text("to")),
        from.text("reason"),
        from.has("decision") ? decision(from, faults) : null);
  }

  private static GateDecision decision(JsonFields event, List<String> faults) {
    JsonFields from =
        JsonFields.of(
            event.object("decision"), "decision", Set.of("verdict", "reasons"), faults::add);
    return new GateDecision(
        Verdict.valueOf(from.text("verdict")),
        from.items("reasons").stream().map(JsonNode::asText).toList());
  }
}
