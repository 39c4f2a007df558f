package io.millwright.artifact;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for the names and free texts that are stored in manifests and registries. */
final class Texts {

  static final Pattern PART_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  static final Pattern MODEL_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
  private static final Set<Character> LAYOUT = Set.of('\n', '\t');
  private static final int SHOWN = 60;

  private Texts() {}

  /** The rule that {@code name} breaks as a part name, or empty. */
  static Optional<String> partNameFault(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    if (folded.equals(ManifestCodec.FILE_NAME)) {
      return Optional.of("must not be manifest.json, which the bundle writes itself");
    }
    return nameFault(name, PART_NAME);
  }

  /** The rule that {@code name} breaks as a model name, or empty. */
  static Optional<String> modelNameFault(String name) {
    return nameFault(name, MODEL_NAME);
  }

  /** The rule that {@code key} breaks as a library or property key, or empty. */
  static Optional<String> keyFault(String key) {
    return PART_NAME.matcher(key).matches()
        ? Optional.empty()
        : Optional.of("must match " + PART_NAME);
  }

  private static Optional<String> nameFault(String name, Pattern pattern) {
    if (!pattern.matcher(name).matches()) {
      return Optional.of("must match " + pattern);
    }
    if (name.endsWith(".")) {
      return Optional.of("must not end in a dot");
    }
    return DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()
        ? Optional.of("must not be a device name of an operating system")
        : Optional.empty();
  }

  /** The rule that {@code text} breaks as a free text of at most {@code max} chars, or empty. */
  static Optional<String> textFault(String text, int max) {
    if (text.isBlank()) {
      return Optional.of("must not be blank");
    }
    if (text.length() > max) {
      return Optional.of("must have at most " + max + " characters; had " + text.length());
    }
    boolean controls =
        text.chars().anyMatch(c -> Character.isISOControl(c) && !LAYOUT.contains((char) c));
    boolean torn = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xDFFF);
    return controls || torn
        ? Optional.of("must not contain control characters or half surrogate pairs")
        : Optional.empty();
  }

  static String requireText(String what, String text, int max) {
    textFault(text, max)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(what + " " + rule + ". Give a short plain text.");
            });
    return text;
  }

  static String requireModelName(String name) {
    modelNameFault(name)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(
                  "Model name " + rule + "; was " + quoted(name) + ". Choose another name.");
            });
    return name;
  }

  /** {@code text} in quotes, cut and with everything but printable ASCII escaped. */
  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 127) {
        shown.append(c);
      } else {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return shown.append(text.length() > SHOWN ? "…'" : "'").toString();
  }
}
