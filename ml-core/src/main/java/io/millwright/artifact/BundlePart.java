package io.millwright.artifact;

/**
 * What the manifest says about one part of a bundle.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param name file name, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,99}}
 * @param size bytes, 0 or more
 * @param sha256 SHA-256 of the bytes, 64 lower-case hex digits
 */
public record BundlePart(String name, long size, String sha256) {
  public BundlePart {
    Texts.partNameFault(name)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(
                  "Part name " + rule + "; was " + Texts.quoted(name) + ". Rename the part.");
            });
    if (size < 0) {
      throw new IllegalArgumentException(
          "Part size must be at least 0; was " + size + " (part " + name + ").");
    }
    if (!Texts.SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "Part digest must be 64 lower-case hex digits; was " + Texts.quoted(sha256) + ".");
    }
  }
}
