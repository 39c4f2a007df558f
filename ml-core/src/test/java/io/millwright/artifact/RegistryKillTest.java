package io.millwright.artifact;

import static io.millwright.artifact.Bundles.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that registers and promotes without a pause (SIGKILL) at seeded random moments.
 *
 * <p>After each kill every version opens and verifies, none that an earlier process was told of is
 * gone, and the history is whole.
 */
class RegistryKillTest {

  private static final int MAX_DELAY_MILLIS = 300;
  private static final int KILLS_PER_REGISTRY = 10;
  private static final int PART_BYTES = 40_000;

  private final Path temp;

  RegistryKillTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  @Timeout(600)
  void register_killedTwentyTimes_nothingUnreadableAndNothingLost(TestReporter reporter)
      throws Exception {
    kill(20, Seed.of(20), reporter);
  }

  @Test
  @Tag("slow")
  @Timeout(1800)
  void register_killedTwoHundredTimes_nothingUnreadableAndNothingLost(TestReporter reporter)
      throws Exception {
    kill(200, Seed.of(200), reporter);
  }

  private void kill(int kills, Seed seed, TestReporter reporter) throws Exception {
    RandomGenerator random = seed.random();
    int versions = 0;
    int midWrite = 0;
    for (int done = 0; done < kills; done += KILLS_PER_REGISTRY) {
      Path root = temp.resolve("registry" + done);
      Set<String> promised = new HashSet<>();
      for (int i = done; i < done + KILLS_PER_REGISTRY; i++) {
        Path acknowledgements = temp.resolve("ack" + i);
        killOnce(root, acknowledgements, i, random.nextInt(MAX_DELAY_MILLIS));
        midWrite += hasLeftovers(root) ? 1 : 0;
        promised.addAll(RegistryChild.acknowledged(acknowledgements));
        Set<String> seen = verified(root);
        assertThat(seen).as("after kill %d", i).containsAll(promised);
        promised.addAll(seen);
      }
      versions += promised.size();
      RealFiles.deleteTree(RealFiles.INSTANCE, root);
    }
    String figures =
        "kills=%d, versions=%d, kills in the middle of a write=%d"
            .formatted(kills, versions, midWrite);
    reporter.publishEntry(figures);
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("registry-kills-" + kills + ".txt"),
        figures + "\n");
    assertThat(versions).isGreaterThanOrEqualTo(kills / 4);
    assertThat(midWrite).as("kills that hit a write").isGreaterThan(kills / 10);
  }

  private static void killOnce(Path root, Path acknowledgements, long seed, int delayMillis)
      throws IOException, InterruptedException {
    Process child =
        RegistryChild.start(root, acknowledgements, seed, Integer.MAX_VALUE, PART_BYTES);
    try {
      while (!Files.exists(acknowledgements)) {
        assertThat(child.isAlive()).as("child must start").isTrue();
        TimeUnit.MILLISECONDS.sleep(2);
      }
      TimeUnit.MILLISECONDS.sleep(delayMillis);
      assertThat(child.isAlive()).as("child must write until it is killed").isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
  }

  /** Opens everything there is; gives name, number and digest of every version. */
  private static Set<String> verified(Path root) {
    ModelRegistry registry = ModelRegistry.at(root, CLOCK);
    Set<String> seen = new HashSet<>();
    for (String name : registry.names()) {
      List<ModelVersion> versions = registry.list(name);
      for (ModelVersion version : versions) {
        assertThat(registry.open(version).digest()).isEqualTo(version.bundleDigest());
        seen.add(name + " " + version.number() + " " + version.bundleDigest());
      }
      assertThat(
              registry.history(name).stream()
                  .filter(event -> event.action() == RegistryEvent.Action.REGISTERED))
          .hasSameSizeAs(versions);
    }
    return seen;
  }

  private static boolean hasLeftovers(Path root) throws IOException {
    Path model = root.resolve("loans");
    if (!Files.exists(model.resolve("state.json"))) {
      return Files.exists(model);
    }
    ModelRegistry registry = ModelRegistry.at(root, CLOCK);
    int next = registry.list("loans").size() + 1;
    String state = Files.readString(model.resolve("state.json"));
    long committed = Long.parseLong(state.replaceAll(".*\"bytes\":(\\d+).*", "$1"));
    return Files.exists(model.resolve(".version.tmp"))
        || Files.exists(model.resolve(".state.json.tmp"))
        || Files.exists(model.resolve("versions/" + next))
        || Files.size(model.resolve("history.jsonl")) > committed;
  }
}
