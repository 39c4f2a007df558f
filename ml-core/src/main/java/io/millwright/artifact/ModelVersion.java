package io.millwright.artifact;

import java.time.Instant;
import java.util.Objects;

/**
 * One registered version of a model, as it was when it was asked for.
 *
 * <p>Name, number, digest and time never change; the stage is that of the moment. Thread-safe: yes,
 * immutable.
 *
 * @param name model name
 * @param number 1, 2, 3, … within the name
 * @param bundleDigest {@link ModelBundle#digest()} of its bundle
 * @param registeredAt when it was registered
 * @param stage its stage when it was asked for
 */
public record ModelVersion(
    String name, int number, String bundleDigest, Instant registeredAt, Stage stage) {
  public ModelVersion {
    Texts.requireModelName(name);
    if (number < 1) {
      throw new IllegalArgumentException(
          "Version number must be at least 1; was "
              + number
              + ". Take a version from the registry.");
    }
    if (!Texts.SHA256.matcher(bundleDigest).matches()) {
      throw new IllegalArgumentException(
          "Bundle digest must be 64 lower-case hex digits; was "
              + Texts.quoted(bundleDigest)
              + ". Take a version from the registry.");
    }
    Objects.requireNonNull(registeredAt, "registeredAt");
    Objects.requireNonNull(stage, "stage");
  }

  ModelVersion in(Stage other) {
    return new ModelVersion(name, number, bundleDigest, registeredAt, other);
  }
}
