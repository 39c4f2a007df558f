package io.millwright.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.Seed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code manifest.json} as bytes: one content has exactly one encoding. */
final class ManifestCodec {

  static final String FILE_NAME = "manifest.json";
  static final int FORMAT_VERSION = 1;

  /** Whole numbers up to here survive every JSON reader (IEEE 754 binary64). */
  static final long MAX_SIZE = (1L << 53) - 1;

  private ManifestCodec() {}

  static byte[] encode(Manifest manifest) {
    Lineage lineage = manifest.lineage();
    return CanonicalJson.object(
        to -> {
          to.writeNumberField("formatVersion", FORMAT_VERSION);
          if (manifest.name() != null) {
            to.writeStringField("name", manifest.name());
          }
          to.writeObjectFieldStart("lineage");
          to.writeStringField("dataFingerprint", lineage.dataFingerprint());
          to.writeStringField("seed", Long.toString(lineage.seed().value()));
          to.writeStringField("generator", lineage.generator());
          to.writeStringField("createdAt", lineage.createdAt().toString());
          to.writeStringField("jvm", lineage.jvm());
          to.writeStringField("architecture", lineage.architecture());
          CanonicalJson.textMap(to, "libraries", lineage.libraries());
          CanonicalJson.textMap(to, "properties", lineage.properties());
          to.writeEndObject();
          writeParts(to, manifest.parts());
        });
  }

  private static void writeParts(JsonGenerator to, List<BundlePart> parts) throws IOException {
    to.writeArrayFieldStart("parts");
    for (BundlePart part : parts) {
      to.writeStartObject();
      to.writeStringField("name", part.name());
      to.writeNumberField("size", part.size());
      to.writeStringField("sha256", part.sha256());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  /**
   * Reads a manifest.
   *
   * @throws ArtifactException if anything is wrong with it; lists all faults
   */
  static Manifest decode(byte[] bytes) {
    JsonNode root;
    try {
      root = CanonicalJson.parse(bytes);
    } catch (IOException e) {
      throw ArtifactException.of(
          "manifest-json",
          "manifest.json must be JSON without duplicate keys, deep nesting or trailing text; was "
              + "not (%s). Write the bundle again.".formatted(CanonicalJson.where(e)));
    }
    requireVersion(root);
    List<ArtifactFault> faults = new ArrayList<>();
    Consumer<String> fields =
        text -> faults.add(new ArtifactFault("manifest-field", text + ". Write the bundle again."));
    JsonFields top =
        JsonFields.of(
            root,
            "manifest.json",
            Set.of("formatVersion", "lineage", "parts"),
            Set.of("name"),
            fields);
    List<BundlePart> parts = readParts(top, faults, fields);
    Lineage lineage = readLineage(top, faults, fields);
    String name = top.has("name") ? top.text("name") : null;
    if (name != null) {
      Texts.modelNameFault(name)
          .ifPresent(rule -> fields.accept("manifest.json field 'name' " + rule));
    }
    if (!faults.isEmpty() || lineage == null) {
      throw new ArtifactException(faults);
    }
    Manifest manifest = new Manifest(name, lineage, parts);
    if (!Arrays.equals(encode(manifest), bytes)) {
      throw ArtifactException.of(
          "manifest-json",
          "manifest.json must be in canonical form (field order, sorted keys and parts, no white"
              + " space); was not. Write the bundle again.");
    }
    return manifest;
  }

  private static void requireVersion(JsonNode root) {
    JsonNode version = root.path("formatVersion");
    boolean whole = version.isIntegralNumber() && version.canConvertToInt();
    if (!whole || version.intValue() != FORMAT_VERSION) {
      throw ArtifactException.of(
          "format-version",
          "manifest.json field 'formatVersion' must be %d; was %s. Open it with the release that wrote it."
              .formatted(FORMAT_VERSION, whole ? version.asText() : "absent or no whole number"));
    }
  }

  private static List<BundlePart> readParts(
      JsonFields top, List<ArtifactFault> faults, Consumer<String> fields) {
    List<BundlePart> parts = new ArrayList<>();
    Set<String> folded = new HashSet<>();
    List<JsonNode> items = top.items("parts");
    for (int i = 0; i < items.size(); i++) {
      int before = faults.size();
      JsonFields item =
          JsonFields.of(
              items.get(i),
              "manifest.json parts[" + i + "]",
              Set.of("name", "size", "sha256"),
              fields);
      String name = item.text("name");
      long size = item.whole("size", 0, MAX_SIZE);
      String sha256 = item.text("sha256");
      if (faults.size() > before) {
        continue;
      }
      if (!Texts.SHA256.matcher(sha256).matches()) {
        fields.accept("manifest.json parts[" + i + "].sha256 must be 64 lower-case hex digits");
      }
      Texts.partNameFault(name).ifPresent(rule -> faults.add(badName(name, rule)));
      if (!folded.add(name.toLowerCase(Locale.ROOT))) {
        faults.add(
            new ArtifactFault(
                "part-collision",
                "Part names must differ in more than case; %s came twice. Write the bundle again."
                    .formatted(Texts.quoted(name))));
      }
      if (faults.size() == before) {
        parts.add(new BundlePart(name, size, sha256));
      }
    }
    return parts;
  }

  private static ArtifactFault badName(String name, String rule) {
    return new ArtifactFault(
        "part-name",
        "Part name %s; was %s. Do not use this bundle: it may try to write outside its folder."
            .formatted(rule, Texts.quoted(name)));
  }

  private static @Nullable Lineage readLineage(
      JsonFields top, List<ArtifactFault> faults, Consumer<String> fields) {
    int before = faults.size();
    JsonFields from =
        JsonFields.of(
            top.object("lineage"),
            "manifest.json lineage",
            Set.of(
                "dataFingerprint",
                "seed",
                "generator",
                "createdAt",
                "jvm",
                "architecture",
                "libraries",
                "properties"),
            fields);
    String dataFingerprint = from.text("dataFingerprint");
    Seed seed = Seed.of(from.decimalText("seed"));
    Instant createdAt = from.instant("createdAt");
    Lineage.Origin origin =
        new Lineage.Origin(from.text("jvm"), from.text("architecture"), from.text("generator"));
    SortedMap<String, String> libraries = from.textMap("libraries");
    SortedMap<String, String> properties = from.textMap("properties");
    if (faults.size() > before) {
      return null;
    }
    try {
      return new Lineage(dataFingerprint, seed, createdAt, origin, libraries, properties);
    } catch (IllegalArgumentException e) {
      fields.accept("manifest.json lineage must follow its rules; did not: " + e.getMessage());
      return null;
    }
  }
}
