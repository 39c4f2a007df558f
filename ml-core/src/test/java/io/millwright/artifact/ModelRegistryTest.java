package io.millwright.artifact;

import static io.millwright.artifact.Bundles.CLOCK;
import static io.millwright.artifact.Bundles.bytes;
import static io.millwright.artifact.Bundles.numbered;
import static io.millwright.artifact.Bundles.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.MillwrightException;
import io.millwright.artifact.RegistryEvent.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {

  private final Path root;
  private final ModelRegistry registry;

  ModelRegistryTest(@TempDir Path temp) {
    root = temp.resolve("registry");
    registry = ModelRegistry.at(root, CLOCK).actingAs("release job");
  }

  @Test
  void register_bundles_numbersThemAndKeepsThem() {
    ModelVersion one = registry.register("loans", numbered(1, 10));
    ModelVersion two = registry.register("loans", numbered(2, 10));
    ModelVersion other = registry.register("fraud", numbered(1, 10));
    assertThat(one)
        .isEqualTo(
            new ModelVersion(
                "loans", 1, numbered(1, 10).digest(), CLOCK.instant(), Stage.DEVELOPMENT));
    assertThat(two.number()).isEqualTo(2);
    assertThat(other.number()).isEqualTo(1);
    assertThat(registry.names()).containsExactly("fraud", "loans");
    assertThat(registry.list("loans")).containsExactly(one, two);
    assertThat(registry.open(two)).isEqualTo(numbered(2, 10));
    assertThat(registry.open(two).part("model.json")).isEqualTo(numbered(2, 10).part("model.json"));
  }

  @Test
  void register_sameDigestAgain_sameVersionAndNoEvent() {
    ModelVersion one = registry.register("loans", numbered(1, 10));
    registry.register("loans", numbered(2, 10));
    ModelVersion staged = registry.promote(one, Stage.STAGING, passing());
    assertThat(registry.register("loans", numbered(1, 10))).isEqualTo(staged);
    assertThat(registry.list("loans")).hasSize(2);
    assertThat(registry.history("loans")).hasSize(3);
  }

  @Test
  void register_withoutEvaluation_refused() {
    ModelBundle bundle =
        ModelBundle.builder(Bundles.lineage()).part("model.json", bytes("{}")).build();
    assertCode("evaluation-missing", () -> registry.register("loans", bundle));
    assertThat(registry.names()).isEmpty();
  }

  @Test
  void register_aboveTheLimits_refused() {
    ModelRegistry tight = registry.withLimits(Limits.ofDefaults().withMaxPartBytes(100));
    assertCode("limit-exceeded", () -> tight.register("loans", numbered(1, 101)));
    assertThat(tight.register("loans", numbered(1, 100)).number()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", ".", "../x", "a/b", "a\\b", "A", "-a", ".a", "a b", "é", "nul", "a.", "con.x"
      })
  void name_invalid_refusedEverywhere(String name) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> registry.register(name, numbered(1, 1)),
            () -> registry.list(name),
            () -> registry.open(name, Stage.PRODUCTION),
            () -> registry.history(name),
            () -> registry.rollback(name, "x"),
            () -> registry.find(name, Stage.STAGING))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Model name");
    }
  }

  @Test
  void name_longest_accepted_oneMore_refused() {
    assertThat(registry.register("a".repeat(64), numbered(1, 1)).number()).isEqualTo(1);
    assertThatThrownBy(() -> registry.register("a".repeat(65), numbered(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknown_modelOrVersion_refusedOrEmpty() {
    assertThat(registry.list("loans")).isEmpty();
    assertThat(registry.history("loans")).isEmpty();
    assertThat(registry.find("loans", Stage.PRODUCTION)).isEmpty();
    assertCode("unknown-model", () -> registry.open("loans", Stage.PRODUCTION));
    assertCode("unknown-model", () -> registry.rollback("loans", "x"));
    ModelVersion one = registry.register("loans", numbered(1, 1));
    assertCode("unknown-version", () -> registry.open("loans", Stage.PRODUCTION));
    ModelVersion stranger =
        new ModelVersion("loans", 1, "0".repeat(64), one.registeredAt(), one.stage());
    assertCode("unknown-version", () -> registry.open(stranger));
    assertCode("unknown-version", () -> registry.promote(stranger, Stage.STAGING, passing()));
  }

  @Test
  void promote_wholeWay_archivesThePreviousProduction() {
    ModelVersion one = productive(1);
    assertThat(one.stage()).isEqualTo(Stage.PRODUCTION);
    ModelVersion two = productive(2);
    assertThat(registry.list("loans"))
        .extracting(ModelVersion::stage)
        .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
    assertThat(registry.open("loans", Stage.PRODUCTION)).isEqualTo(numbered(2, 10));
    assertThat(registry.find("loans", Stage.PRODUCTION)).contains(two);
  }

  @Test
  void promote_gate_seesCandidateAndChampion() {
    productive(1);
    ModelVersion two = registry.register("loans", numbered(2, 10));
    registry.promote(
        two,
        Stage.STAGING,
        (candidate, champion) -> {
          assertThat(candidate).isEqualTo(numbered(2, 10));
          assertThat(champion).contains(numbered(1, 10));
          assertThat(registry.list("loans")).hasSize(2);
          return new GateDecision(Verdict.PASS, List.of());
        });
    ModelVersion lone = registry.register("fraud", numbered(3, 10));
    registry.promote(
        lone,
        Stage.STAGING,
        (candidate, champion) -> {
          assertThat(champion).isEqualTo(Optional.empty());
          return new GateDecision(Verdict.PASS, List.of());
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"FAIL", "INSUFFICIENT", "INVALID"})
  void promote_gateDoesNotPass_refusedAndRecorded(Verdict verdict) {
    ModelVersion one = registry.register("loans", numbered(1, 10));
    GateDecision decision = new GateDecision(verdict, List.of("AUC 0.61 is below 0.75", "few"));
    assertThatThrownBy(() -> registry.promote(one, Stage.STAGING, (c, champion) -> decision))
        .isInstanceOf(PromotionRefusedException.class)
        .hasMessageContaining(verdict + " (AUC 0.61 is below 0.75; few)")
        .satisfies(e -> assertThat(((PromotionRefusedException) e).decision()).isEqualTo(decision));
    assertThat(registry.list("loans")).containsExactly(one);
    RegistryEvent last = registry.history("loans").get(1);
    assertThat(last.action()).isEqualTo(Action.REFUSED);
    assertThat(last.from()).isEqualTo(Stage.DEVELOPMENT);
    assertThat(last.to()).isEqualTo(Stage.STAGING);
    assertThat(last.decision()).isEqualTo(decision);
  }

  @Test
  void promote_everyOtherTransition_refusedWithoutAskingTheGate() {
    ModelVersion one = productive(1);
    ModelVersion two = registry.register("loans", numbered(2, 10));
    ModelVersion three = registry.register("loans", numbered(3, 10));
    registry.promote(three, Stage.STAGING, passing());
    ModelVersion four = registry.register("loans", numbered(4, 10));
    registry.archive(four, "not wanted");
    PromotionGate never =
        (candidate, champion) -> {
          throw new AssertionError("must not be asked");
        };
    for (Stage to : Stage.values()) {
      for (ModelVersion version : List.of(one, two, three, four)) {
        Stage from = registry.list("loans").get(version.number() - 1).stage();
        if (!from.promotesTo(to)) {
          assertCode("illegal-transition", () -> registry.promote(version, to, never));
        }
      }
    }
    assertThatThrownBy(() -> registry.promote(two, Stage.PRODUCTION, never))
        .hasMessage(
            "Version 2 of loans must be in a stage that leads to PRODUCTION; was in DEVELOPMENT."
                + " Promote DEVELOPMENT to STAGING and STAGING to PRODUCTION.");
    assertCode("illegal-transition", () -> registry.archive(four, "again"));
  }

  @Test
  void promote_registryChangesWhileTheGateDecides_refused() {
    ModelVersion one = registry.register("loans", numbered(1, 10));
    PromotionGate meddling =
        (candidate, champion) -> {
          registry.archive(one, "meanwhile");
          return new GateDecision(Verdict.PASS, List.of("ok"));
        };
    assertCode("concurrent-change", () -> registry.promote(one, Stage.STAGING, meddling));
    assertThat(registry.list("loans").get(0).stage()).isEqualTo(Stage.ARCHIVED);
  }

  @Test
  void rollback_walksBackThroughTheVersionsThatServed() {
    productive(1);
    productive(2);
    registry.register("loans", numbered(9, 10));
    productive(3);
    assertThat(registry.rollback("loans", "latency").number()).isEqualTo(2);
    assertThat(registry.list("loans"))
        .extracting(ModelVersion::stage)
        .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION, Stage.DEVELOPMENT, Stage.ARCHIVED);
    productive(4);
    assertThat(registry.rollback("loans", "again").number()).isEqualTo(2);
    assertThat(registry.rollback("loans", "more").number()).isEqualTo(1);
    assertCode("rollback-impossible", () -> registry.rollback("loans", "too far"));
    assertThat(registry.open("loans", Stage.PRODUCTION)).isEqualTo(numbered(1, 10));
  }

  @Test
  void rollback_productionWasArchived_bringsItBack() {
    ModelVersion one = productive(1);
    registry.archive(one, "mistake");
    assertThat(registry.find("loans", Stage.PRODUCTION)).isEmpty();
    assertThat(registry.rollback("loans", "it was fine").number()).isEqualTo(1);
    ModelVersion never = registry.register("fraud", numbered(1, 10));
    assertCode("rollback-impossible", () -> registry.rollback(never.name(), "x"));
  }

  @Test
  void rollback_previousVersionDamaged_refusedAndNothingChanges() throws IOException {
    productive(1);
    productive(2);
    Files.writeString(root.resolve("loans/versions/1/model.json"), "other");
    assertCode("part-size", () -> registry.rollback("loans", "x"));
    assertThat(registry.open("loans", Stage.PRODUCTION)).isEqualTo(numbered(2, 10));
  }

  @Test
  void history_everyChange_inOrderWithWhoWhenWhy() {
    productive(1);
    productive(2);
    registry.actingAs("on call").rollback("loans", "errors\nat night");
    assertThat(registry.history("loans"))
        .extracting(RegistryEvent::action, RegistryEvent::version, RegistryEvent::to)
        .containsExactly(
            tuple(Action.REGISTERED, 1, Stage.DEVELOPMENT),
            tuple(Action.PROMOTED, 1, Stage.STAGING),
            tuple(Action.PROMOTED, 1, Stage.PRODUCTION),
            tuple(Action.REGISTERED, 2, Stage.DEVELOPMENT),
            tuple(Action.PROMOTED, 2, Stage.STAGING),
            tuple(Action.PROMOTED, 2, Stage.PRODUCTION),
            tuple(Action.ARCHIVED, 1, Stage.ARCHIVED),
            tuple(Action.ROLLED_BACK, 1, Stage.PRODUCTION),
            tuple(Action.ARCHIVED, 2, Stage.ARCHIVED));
    RegistryEvent back = registry.history("loans").get(7);
    assertThat(back)
        .isEqualTo(
            new RegistryEvent(
                CLOCK.instant(),
                "on call",
                Action.ROLLED_BACK,
                1,
                Stage.ARCHIVED,
                Stage.PRODUCTION,
                "errors\nat night",
                null));
    assertThat(registry.history("loans").get(1).actor()).isEqualTo("release job");
  }

  @Test
  void history_editedLine_refused() throws IOException {
    productive(1);
    Path history = root.resolve("loans/history.jsonl");
    String text = Files.readString(history);
    Files.writeString(history, text.replaceFirst("release job", "innocent  x"));
    assertCode("registry-damaged", () -> registry.history("loans"));
    Files.writeString(history, text.substring(text.indexOf('\n') + 1));
    assertCode("registry-damaged", () -> registry.history("loans"));
  }

  @Test
  void history_cut_refusedByReadersAndWriters() throws IOException {
    productive(1);
    Path history = root.resolve("loans/history.jsonl");
    byte[] bytes = Files.readAllBytes(history);
    Files.write(history, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertCode("registry-damaged", () -> registry.history("loans"));
    assertCode("registry-damaged", () -> registry.register("loans", numbered(3, 10)));
    assertThat(history).hasSize(bytes.length - 1);
    assertThat(registry.open("loans", Stage.PRODUCTION)).isEqualTo(numbered(1, 10));
  }

  @Test
  void open_manifestExchangedForAnotherWholeBundle_refused() throws IOException {
    ModelVersion one = registry.register("loans", numbered(1, 10));
    Path place = root.resolve("loans/versions/1");
    RealFiles.deleteTree(RealFiles.INSTANCE, place);
    numbered(2, 10).writeDirectory(place);
    assertCode("bundle-digest", () -> registry.open(one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "[1]",
        "{\"formatVersion\":2",
        "STAGE",
        "NUMBER",
        "TRAIL",
        "SPACE",
        "TWO"
      })
  void state_damaged_refusedAndNeverOverwritten(String damage) throws IOException {
    productive(1);
    productive(2);
    Path file = root.resolve("loans/state.json");
    String good = Files.readString(file);
    String bad =
        switch (damage) {
          case "STAGE" -> good.replace("ARCHIVED", "RETIRED");
          case "NUMBER" -> good.replace("\"number\":2", "\"number\":3");
          case "TRAIL" -> good.replace("\"trail\":[1,2]", "\"trail\":[2,1]");
          case "SPACE" -> good + " ";
          case "TWO" -> good.replace("ARCHIVED", "PRODUCTION");
          default -> damage;
        };
    assertThat(bad).isNotEqualTo(good);
    Files.writeString(file, bad);
    assertCode("registry-damaged", () -> registry.list("loans"));
    assertCode("registry-damaged", () -> registry.register("loans", numbered(3, 10)));
    assertThat(file).hasContent(bad);
  }

  @Test
  void state_lostWithSeveralVersions_refusedInsteadOfStartingAnew() throws IOException {
    productive(1);
    productive(2);
    Files.delete(root.resolve("loans/state.json"));
    assertCode("registry-damaged", () -> registry.register("loans", numbered(3, 10)));
    assertThat(root.resolve("loans/versions/1/model.json")).exists();
  }

  @Test
  void gateDecision_withoutReason_onlyForPass() {
    assertThat(new GateDecision(Verdict.PASS, List.of()).reasons()).isEmpty();
    assertThatThrownBy(() -> new GateDecision(Verdict.FAIL, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GateDecision(Verdict.PASS, List.of("x".repeat(4097))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ModelVersion productive(long seed) {
    ModelVersion version = registry.register("loans", numbered(seed, 10));
    registry.promote(version, Stage.STAGING, passing());
    return registry.promote(version, Stage.PRODUCTION, passing());
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(MillwrightException.class)
        .satisfies(e -> assertThat(((MillwrightException) e).code()).isEqualTo(code));
  }
}
