package io.millwright.store.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.store.FeatureDefinition;
import io.millwright.store.FeatureName;
import io.millwright.store.internal.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file of a feature: canonical JSON, so that what was understood gives the same bytes again.
 */
final class DefinitionJson {

  private static final int FORMAT = 1;

  private DefinitionJson() {}

  static byte[] write(FeatureName name, List<RegisteredFeature> versions) {
    ObjectNode root = StrictJson.newObject();
    root.put("formatVersion", FORMAT).put("name", name.toString());
    ArrayNode array = root.putArray("versions");
    versions.forEach(version -> write(version, array.addObject()));
    return StrictJson.write(root);
  }

  private static void write(RegisteredFeature feature, ObjectNode to) {
    FeatureDefinition definition = feature.definition();
    to.put("version", definition.version())
        .put("owner", definition.owner())
        .put("description", definition.description())
        .put("type", definition.type().name())
        .put("view", definition.view())
        .put("field", definition.field());
    definition.unit().ifPresent(unit -> to.put("unit", unit));
    to.put("created", feature.created().toString());
    ArrayNode issues = to.putArray("knownIssues");
    for (KnownIssue issue : feature.issues()) {
      issues.addObject().put("at", issue.at().toString()).put("text", issue.text());
    }
  }

  static List<RegisteredFeature> read(FeatureName name, byte[] bytes) {
    StrictJson root = StrictJson.parse(bytes).only("formatVersion", "name", "versions");
    if (root.whole("formatVersion") != FORMAT || !root.text("name").equals(name.toString())) {
      throw new IllegalArgumentException(
          "it must be of format version " + FORMAT + " and about the feature of its name");
    }
    List<RegisteredFeature> versions = new ArrayList<>();
    for (StrictJson version : root.objects("versions")) {
      versions.add(version(name, version));
      if (versions.get(versions.size() - 1).definition().version() != versions.size()) {
        throw new IllegalArgumentException("versions must be 1, 2, and so on");
      }
    }
    if (!Arrays.equals(write(name, versions), bytes)) {
      throw new IllegalArgumentException("it must be canonical; was changed by hand");
    }
    return versions;
  }

  private static RegisteredFeature version(FeatureName name, StrictJson from) {
    FeatureDefinition.Builder definition =
        FeatureDefinition.of(name.toString())
            .version(from.whole("version"))
            .owner(from.text("owner"))
            .description(from.text("description"))
            .source(from.text("view"), from.text("field"));
    FieldType type = FieldType.valueOf(from.text("type"));
    if (from.has("unit")) {
      definition.numeric(from.text("unit"));
    } else {
      definition.type(type);
    }
    List<KnownIssue> issues = new ArrayList<>();
    for (StrictJson issue : from.objects("knownIssues")) {
      issues.add(new KnownIssue(instant(issue, "at"), issue.text("text")));
    }
    return new RegisteredFeature(definition.build(), instant(from, "created"), issues);
  }

  private static Instant instant(StrictJson from, String member) {
    try {
      return Instant.parse(from.text(member));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("member '" + member + "' must be an instant", e);
    }
  }
}
