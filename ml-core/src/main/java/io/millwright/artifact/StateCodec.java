package io.millwright.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code state.json} of one model as bytes. */
final class StateCodec {

  private static final int FORMAT_VERSION = 1;

  private StateCodec() {}

  static byte[] encode(RegistryState state) {
    return CanonicalJson.object(
        to -> {
          to.writeNumberField("formatVersion", FORMAT_VERSION);
          to.writeStringField("name", state.name());
          to.writeArrayFieldStart("versions");
          for (ModelVersion version : state.versions()) {
            to.writeStartObject();
            to.writeNumberField("number", version.number());
            to.writeStringField("digest", version.bundleDigest());
            to.writeStringField("registeredAt", version.registeredAt().toString());
            to.writeStringField("stage", version.stage().name());
            to.writeEndObject();
          }
          to.writeEndArray();
          to.writeArrayFieldStart("trail");
          for (int number : state.trail()) {
            to.writeNumber(number);
          }
          to.writeEndArray();
          to.writeObjectFieldStart("history");
          to.writeNumberField("bytes", state.history().bytes());
          to.writeStringField("digest", state.history().digest());
          to.writeEndObject();
        });
  }

  static RegistryState decode(String name, byte[] bytes) {
    List<String> faults = new ArrayList<>();
    try {
      RegistryState state = read(name, CanonicalJson.parse(bytes), faults);
      if (faults.isEmpty() && !Arrays.equals(encode(state), bytes)) {
        faults.add("state.json must be in canonical form");
      }
      if (faults.isEmpty()) {
        return state;
      }
    } catch (IOException e) {
      faults.add("state.json must be JSON; was not (" + CanonicalJson.where(e) + ")");
    } catch (IllegalArgumentException e) {
      faults.add("state.json must be consistent; was not: " + e.getMessage());
    }
    throw damaged(name, String.join("; ", faults));
  }

  static RegistryException damaged(String name, String what) {
    return new RegistryException(
        "registry-damaged",
        "Registry of model %s must be whole; %s. Restore its directory from a backup."
            .formatted(name, what));
  }

  private static RegistryState read(String name, JsonNode root, List<String> faults) {
    JsonFields top =
        JsonFields.of(
            root,
            "state.json",
            Set.of("formatVersion", "name", "versions", "trail", "history"),
            faults::add);
    top.whole("formatVersion", FORMAT_VERSION, FORMAT_VERSION);
    if (!top.text("name").equals(name)) {
      faults.add("state.json must carry the name of its directory");
    }
    List<ModelVersion> versions = new ArrayList<>();
    for (JsonNode item : top.items("versions")) {
      JsonFields from =
          JsonFields.of(
              item,
              "state.json version",
              Set.of("number", "digest", "registeredAt", "stage"),
              faults::add);
      versions.add(
          new ModelVersion(
              name,
              (int) from.whole("number", 1, Integer.MAX_VALUE),
              from.text("digest"),
              from.instant("registeredAt"),
              Stage.valueOf(from.text("stage"))));
    }
    List<Integer> trail = new ArrayList<>();
    top.items("trail").forEach(item -> trail.add(item.isInt() ? item.intValue() : 0));
    JsonFields history =
        JsonFields.of(
            top.object("history"), "state.json history", Set.of("bytes", "digest"), faults::add);
    RegistryState.HistoryHead head =
        new RegistryState.HistoryHead(
            history.whole("bytes", 0, ManifestCodec.MAX_SIZE), history.text("digest"));
    return new RegistryState(name, versions, trail, head);
  }
}
