package io.millwright.artifact;

import java.util.Objects;

/**
 * One reason why a bundle was refused.
 *
 * <p>Codes are stable: {@code bundle-missing}, {@code manifest-missing}, {@code
 * manifest-too-large}, {@code manifest-json}, {@code manifest-field}, {@code format-version},
 * {@code part-name}, {@code part-collision}, {@code part-kind}, {@code part-missing}, {@code
 * part-undeclared}, {@code part-size}, {@code part-digest}, {@code part-changed}, {@code
 * limit-exceeded}, {@code zip-layout}, {@code bundle-digest}. Thread-safe: yes, immutable.
 *
 * @param code stable machine-readable word for the kind of fault
 * @param message <em>subject must be constraint; was value (where). Next step.</em>
 */
public record ArtifactFault(String code, String message) {
  public ArtifactFault {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }
}
