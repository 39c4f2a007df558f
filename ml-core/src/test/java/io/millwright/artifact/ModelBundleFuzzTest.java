package io.millwright.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Any bytes give a bundle or an {@link ArtifactException}, never another failure; a bundle that
 * opens has exactly the bytes that it would be written with.
 *
 * <p>Replays the inputs under {@code ModelBundleFuzzTestInputs} as ordinary tests; it fuzzes with
 * {@code JAZZER_FUZZ=1 mvn -pl ml-core -Djazzer.hooks=true
 * -Dtest=ModelBundleFuzzTest#openZip_anyBytes_canonicalOrRefused test}.
 */
class ModelBundleFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void openZip_anyBytes_canonicalOrRefused(byte[] bytes) throws IOException {
    Path directory = Files.createTempDirectory("bundle-fuzz-");
    Path file = Files.write(directory.resolve("fuzz.zip"), bytes);
    try {
      ModelBundle bundle = ModelBundle.open(file, limits());
      bundle.partNames().forEach(bundle::part);
      bundle.writeZip(directory.resolve("again.zip"));
      assertThat(directory.resolve("again.zip")).hasBinaryContent(bytes);
    } catch (ArtifactException e) {
      assertThat(e.faults()).isNotEmpty();
    } finally {
      RealFiles.deleteTree(RealFiles.INSTANCE, directory);
    }
  }

  @FuzzTest(maxDuration = "60s")
  void decodeManifest_anyBytes_canonicalOrRefused(byte[] bytes) {
    try {
      assertThat(ManifestCodec.encode(ManifestCodec.decode(bytes))).isEqualTo(bytes);
    } catch (ArtifactException e) {
      assertThat(e.faults()).isNotEmpty();
    }
  }

  private static Limits limits() {
    return new Limits(1 << 20, 1 << 20, 50, 1 << 16);
  }
}
