package io.millwright.artifact;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code manifest.json} says; parts are sorted by name. */
record Manifest(@Nullable String name, Lineage lineage, List<BundlePart> parts) {
  Manifest {
    parts = parts.stream().sorted(Comparator.comparing(BundlePart::name)).toList();
  }

  /** Refuses sizes and counts above the limits before anything is read. */
  void requireWithin(Limits limits) {
    if (parts.size() > limits.maxParts()) {
      throw limit("parts", limits.maxParts(), parts.size(), "maxParts");
    }
    long room = limits.maxTotalBytes();
    for (BundlePart part : parts) {
      if (part.size() > limits.maxPartBytes()) {
        throw limit(
            "bytes in part " + part.name(), limits.maxPartBytes(), part.size(), "maxPartBytes");
      }
      if (part.size() > room) {
        throw ArtifactException.of(
            "limit-exceeded",
            "A bundle must have at most %d bytes in its parts; declared more. Raise maxTotalBytes if you trust its source."
                .formatted(limits.maxTotalBytes()));
      }
      room -= part.size();
    }
  }

  private static ArtifactException limit(String what, long most, long was, String setting) {
    return ArtifactException.of(
        "limit-exceeded",
        "A bundle must have at most %d %s; declared %d. Raise %s if you trust its source."
            .formatted(most, what, was, setting));
  }
}
