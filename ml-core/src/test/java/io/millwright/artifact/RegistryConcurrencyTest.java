package io.millwright.artifact;

import static io.millwright.artifact.Bundles.CLOCK;
import static io.millwright.artifact.Bundles.numbered;
import static io.millwright.artifact.Bundles.passing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RegistryConcurrencyTest {

  private final Path temp;

  RegistryConcurrencyTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void register_eightThreadsWithTheirOwnRegistries_everyVersionOnceAndReadersSeeWholeStates()
      throws Exception {
    Path root = temp.resolve("registry");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> readUntil(done, root)));
      }
      List<Future<List<ModelVersion>>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int writer = i;
        writers.add(threads.submit(() -> registerTen(ModelRegistry.at(root, CLOCK), writer)));
      }
      List<ModelVersion> returned = new ArrayList<>();
      for (Future<List<ModelVersion>> writer : writers) {
        returned.addAll(writer.get());
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(ModelRegistry.at(root, CLOCK).list("loans"))
          .containsExactlyInAnyOrderElementsOf(returned)
          .hasSize(80);
      assertThat(ModelRegistry.at(root, CLOCK).history("loans")).hasSize(80);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<ModelVersion> registerTen(ModelRegistry registry, int writer) {
    return IntStream.range(0, 10)
        .mapToObj(i -> registry.register("loans", numbered(writer * 100L + i, 50)))
        .toList();
  }

  @Test
  void register_sameBundleFromManyThreads_oneVersion() throws Exception {
    ModelRegistry registry = ModelRegistry.at(temp, CLOCK);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<ModelVersion>> same = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        same.add(() -> registry.register("loans", numbered(1, 50)));
      }
      for (Future<ModelVersion> version : threads.invokeAll(same)) {
        assertThat(version.get().number()).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(registry.list("loans")).hasSize(1);
  }

  @Test
  void promote_manyThreadsToProduction_neverTwoInProduction() throws Exception {
    ModelRegistry registry = ModelRegistry.at(temp, CLOCK);
    List<ModelVersion> staged = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ModelVersion version = registry.register("loans", numbered(i, 50));
      staged.add(registry.promote(version, Stage.STAGING, passing()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    int promoted = 0;
    int beaten = 0;
    try {
      List<Callable<Boolean>> races = new ArrayList<>();
      for (ModelVersion version : staged) {
        races.add(() -> wins(registry, version));
      }
      for (Future<Boolean> race : threads.invokeAll(races)) {
        if (race.get()) {
          promoted++;
        } else {
          beaten++;
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(promoted).isPositive();
    assertThat(promoted + beaten).isEqualTo(6);
    List<Stage> stages = registry.list("loans").stream().map(ModelVersion::stage).toList();
    assertThat(stages.stream().filter(Stage.PRODUCTION::equals)).hasSize(1);
    assertThat(stages.stream().filter(Stage.ARCHIVED::equals)).hasSize(promoted - 1);
    assertThat(stages.stream().filter(Stage.STAGING::equals)).hasSize(beaten);
  }

  private static boolean wins(ModelRegistry registry, ModelVersion version) {
    try {
      registry.promote(version, Stage.PRODUCTION, passing());
      return true;
    } catch (RegistryException e) {
      assertThat(e.code()).isEqualTo("concurrent-change");
      return false;
    }
  }

  @Test
  void register_fourProcesses_everyVersionOnceAndReadersSeeWholeStates() throws Exception {
    Path root = temp.resolve("registry");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    List<Process> children = new ArrayList<>();
    try {
      Future<Integer> reader = thread.submit(() -> readUntil(done, root));
      for (int i = 0; i < 4; i++) {
        children.add(RegistryChild.start(root, temp.resolve("ack" + i), i, 15, 100));
      }
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        assertThat(children.get(i).waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(children.get(i).exitValue()).as(log(temp.resolve("ack" + i + ".log"))).isZero();
        acknowledged.addAll(RegistryChild.acknowledged(temp.resolve("ack" + i)));
      }
      done.set(true);
      assertThat(reader.get()).isPositive();
      assertThat(ModelRegistry.at(root, CLOCK).list("loans"))
          .extracting(v -> v.name() + " " + v.number() + " " + v.bundleDigest())
          .containsExactlyInAnyOrderElementsOf(acknowledged)
          .hasSize(60);
      assertThat(ModelRegistry.at(root, CLOCK).history("loans")).hasSize(60);
    } finally {
      children.forEach(Process::destroyForcibly);
      thread.shutdownNow();
    }
  }

  private static String log(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Reads again and again; each reading must be whole and must not lose what an earlier saw. */
  private static int readUntil(AtomicBoolean done, Path root) {
    ModelRegistry registry = ModelRegistry.at(root, CLOCK);
    List<ModelVersion> earlier = List.of();
    int readings = 0;
    while (!done.get()) {
      List<ModelVersion> now = registry.list("loans");
      assertThat(now.size()).isGreaterThanOrEqualTo(earlier.size());
      assertThat(now.subList(0, earlier.size())).isEqualTo(earlier);
      if (!now.isEmpty()) {
        ModelVersion newest = now.get(now.size() - 1);
        assertThat(registry.open(newest).digest()).isEqualTo(newest.bundleDigest());
        assertThat(registry.history("loans")).hasSizeGreaterThanOrEqualTo(now.size());
        readings++;
      }
      earlier = now;
    }
    return readings;
  }
}
