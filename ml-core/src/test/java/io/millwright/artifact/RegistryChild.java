package io.millwright.artifact;

import io.millwright.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

/**
 * A process of its own that writes to a registry: {@code root acknowledgements seed count size}.
 *
 * <p>Every version that {@code register} returned is added to the acknowledgements file, one line
 * {@code name number digest} each. The file is made just before the first registration.
 */
final class RegistryChild {

  private RegistryChild() {}

  public static void main(String[] arguments) throws IOException {
    ModelRegistry registry = ModelRegistry.at(Path.of(arguments[0]), Clock.systemUTC());
    Path acknowledgements = Path.of(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    int size = Integer.parseInt(arguments[4]);
    // Loads all classes first, so that a kill soon after the start hits writing and not loading.
    Path scratch = acknowledgements.resolveSibling(acknowledgements.getFileName() + ".scratch");
    ModelRegistry warm = ModelRegistry.at(scratch, Clock.systemUTC());
    warm.promote(
        warm.register("scratch", Bundles.numbered(seed, size)), Stage.STAGING, Bundles.passing());
    Files.createFile(acknowledgements);
    for (int i = 0; i < count; i++) {
      Seed one = Seed.of(seed).derive(i);
      ModelVersion version = registry.register("loans", Bundles.numbered(one.value(), size));
      Files.writeString(
          acknowledgements,
          version.name() + " " + version.number() + " " + version.bundleDigest() + "\n",
          StandardOpenOption.APPEND);
      if (size > 1000 && i % 3 == 0) {
        registry.promote(version, Stage.STAGING, Bundles.passing());
        registry.promote(version, Stage.PRODUCTION, Bundles.passing());
      }
    }
  }

  static Process start(Path root, Path acknowledgements, long seed, int count, int size)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                RegistryChild.class.getName(),
                root.toString(),
                acknowledgements.toString(),
                Long.toString(seed),
                Integer.toString(count),
                Integer.toString(size)))
        .redirectErrorStream(true)
        .redirectOutput(
            acknowledgements.resolveSibling(acknowledgements.getFileName() + ".log").toFile())
        .start();
  }

  /** The complete lines of an acknowledgements file; a kill may have cut the last. */
  static List<String> acknowledged(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
