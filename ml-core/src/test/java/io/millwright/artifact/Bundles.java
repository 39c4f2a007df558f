package io.millwright.artifact;

import io.millwright.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Bundles and clocks for tests. */
final class Bundles {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private Bundles() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A lineage that is the same on every machine. */
  static Lineage lineage() {
    return new Lineage(
        "sha256:0123",
        Seed.of(42),
        CLOCK.instant(),
        new Lineage.Origin("Test VM 17", "test64", "SplitMix64"),
        new java.util.TreeMap<>(java.util.Map.of("millwright", "0.1.0")),
        new java.util.TreeMap<>(java.util.Map.of("note", "größer ☃ \"quoted\"")));
  }

  static ModelBundle small() {
    return ModelBundle.builder(lineage())
        .name("loan-default")
        .part("model.json", bytes("{\"weights\":[1,2,3]}"))
        .part("evaluation.json", bytes("{\"auc\":0.8}"))
        .part("card.md", new byte[0])
        .build();
  }

  /** A bundle whose content follows from {@code seed}, with {@code size} bytes of model. */
  static ModelBundle numbered(long seed, int size) {
    byte[] model = new byte[size];
    RandomGenerator random = Seed.of(seed).random();
    random.nextBytes(model);
    return ModelBundle.builder(
            Lineage.builder("data-" + seed, Seed.of(seed), CLOCK).library("test", "1").build())
        .part("model.json", model)
        .part("evaluation.json", bytes("{\"seed\":" + seed + "}"))
        .build();
  }

  static PromotionGate passing() {
    return (candidate, champion) -> new GateDecision(Verdict.PASS, List.of("good enough"));
  }

  /** Paths of all files and directories below {@code root}, relative, sorted. */
  static List<String> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
