package io.millwright.artifact;

import static io.millwright.artifact.Bundles.CLOCK;
import static io.millwright.artifact.Bundles.numbered;
import static io.millwright.artifact.Bundles.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.CrashingFiles.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryCrashTest {

  private final Path temp;

  RegistryCrashTest(@TempDir Path temp) {
    this.temp = temp;
  }

  /** A change to a registry whose model {@code loans} has 1 in production, 2 staged, 3 new. */
  record Change(String label, Consumer<ModelRegistry> action) {
    @Override
    public String toString() {
      return label;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("register first", r -> r.register("fraud", numbered(9, 40))),
        new Change("register next", r -> r.register("loans", numbered(9, 40))),
        new Change("stage", r -> r.promote(version(r, 3), Stage.STAGING, passing())),
        new Change("produce", r -> r.promote(version(r, 2), Stage.PRODUCTION, passing())),
        new Change("archive", r -> r.archive(version(r, 1), "old")),
        new Change("refuse", RegistryCrashTest::refuse));
  }

  private static void refuse(ModelRegistry registry) {
    try {
      registry.promote(
          version(registry, 3),
          Stage.STAGING,
          (c, champion) -> new GateDecision(Verdict.FAIL, List.of("bad")));
    } catch (PromotionRefusedException e) {
      assertThat(e.decision().verdict()).isEqualTo(Verdict.FAIL);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_crashAtEveryPoint_oldOrNewStateAndNothingElse(Change change) throws IOException {
    View before = View.of(prepared(temp.resolve("before")));
    ModelRegistry changed = prepared(temp.resolve("after"));
    change.action().accept(changed);
    View after = View.of(changed);
    assertThat(after).isNotEqualTo(before);
    List<String> cleanTree = Bundles.tree(temp.resolve("after"));

    int olds = 0;
    int news = 0;
    for (int k = 0; ; k++) {
      Path root = temp.resolve("k" + k);
      prepared(root);
      boolean crashed = crashes(root, k, change.action());
      ModelRegistry reopened = uncrashed(root);
      View seen = View.of(reopened);
      assertThat(seen).as("crash point %d", k).isIn(before, after);
      if (seen.equals(before)) {
        olds++;
        change.action().accept(reopened);
      } else {
        news++;
      }
      assertThat(View.of(reopened)).isEqualTo(after);
      assertThat(Bundles.tree(root)).as("leftovers of crash point %d", k).isEqualTo(cleanTree);
      if (!crashed) {
        break;
      }
    }
    assertThat(olds).isGreaterThanOrEqualTo(6);
    assertThat(news).as("a crash after the commit, and no crash").isEqualTo(2);
  }

  @Test
  void register_crashThenCrashWhileCleaning_stillRecovers() throws IOException {
    View before = View.of(prepared(temp.resolve("before")));
    int pairs = 0;
    for (int first = 5; first < 20; first += 3) {
      for (int second = 0; ; second++) {
        Path root = temp.resolve(first + "-" + second);
        prepared(root);
        crashes(root, first, r -> r.register("loans", numbered(9, 40)));
        assertThat(View.of(uncrashed(root))).isEqualTo(before);
        boolean crashed = crashes(root, second, r -> r.register("loans", numbered(8, 40)));
        ModelRegistry last = uncrashed(root);
        last.register("loans", numbered(8, 40));
        assertThat(View.of(last).versions()).hasSize(4);
        assertThat(Bundles.tree(root)).noneMatch(path -> path.contains("tmp"));
        pairs++;
        if (!crashed) {
          break;
        }
      }
    }
    assertThat(pairs).isGreaterThan(100);
  }

  @Test
  void register_operations_forceEachStepBeforeTheNext() throws IOException {
    Path root = temp.resolve("ordered");
    prepared(root);
    CrashingFiles files = new CrashingFiles(Integer.MAX_VALUE);
    ModelRegistry.at(root, CLOCK, files).register("loans", numbered(9, 40));
    assertThat(files.log())
        .containsExactly(
            "mkdir loans/.version.tmp",
            "write .version.tmp/evaluation.json",
            "write .version.tmp/model.json",
            "write .version.tmp/manifest.json",
            "sync loans/.version.tmp",
            "move versions/4",
            "sync loans/versions",
            "append loans/history.jsonl",
            "write loans/.state.json.tmp",
            "move loans/state.json",
            "sync ordered/loans");
  }

  private static boolean crashes(Path root, int point, Consumer<ModelRegistry> action) {
    try {
      action.accept(ModelRegistry.at(root, CLOCK, new CrashingFiles(point)));
      return false;
    } catch (SimulatedCrash e) {
      return true;
    }
  }

  private static ModelVersion version(ModelRegistry registry, int number) {
    return registry.list("loans").get(number - 1);
  }

  /** A registry at {@code root} with three versions, copied from one made once. */
  private ModelRegistry prepared(Path root) throws IOException {
    Path template = temp.resolve("template");
    if (!Files.exists(template)) {
      ModelRegistry registry = uncrashed(template);
      for (int i = 1; i <= 3; i++) {
        registry.register("loans", numbered(i, 40));
      }
      registry.promote(version(registry, 1), Stage.STAGING, passing());
      registry.promote(version(registry, 1), Stage.PRODUCTION, passing());
      registry.promote(version(registry, 2), Stage.STAGING, passing());
    }
    Files.createDirectory(root);
    for (String path : Bundles.tree(template)) {
      Files.copy(template.resolve(path), root.resolve(path));
    }
    return uncrashed(root);
  }

  private static ModelRegistry uncrashed(Path root) {
    return ModelRegistry.at(root, CLOCK, new CrashingFiles(Integer.MAX_VALUE));
  }

  /** Everything a reader can see; making one opens and verifies every version. */
  record View(List<String> names, List<ModelVersion> versions, List<RegistryEvent> history) {
    static View of(ModelRegistry registry) {
      List<String> names = registry.names();
      List<ModelVersion> versions =
          names.stream().flatMap(name -> registry.list(name).stream()).toList();
      versions.forEach(
          version -> assertThat(registry.open(version).part("model.json")).hasSize(40));
      return new View(
          names,
          versions,
          names.stream().flatMap(name -> registry.history(name).stream()).toList());
    }
  }
}
