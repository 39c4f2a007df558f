package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.FieldType;
import io.millwright.store.registry.FeatureRegistry;
import io.millwright.store.registry.KnownIssue;
import io.millwright.store.registry.RegisteredFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureRegistryTest {

  private static final Clock CLOCK = Clock.fixed(Purchases.START, ZoneOffset.UTC);
  private static final String NAME = "customer_spent_30d_sum";

  private final Path root;

  FeatureRegistryTest(@TempDir Path root) {
    this.root = root;
  }

  private static FeatureDefinition.Builder spent() {
    return FeatureDefinition.of(NAME)
        .owner("growth team")
        .description("Paid in the last 30 days, “net”")
        .numeric("EUR")
        .source("purchases", "amount");
  }

  private static void assertCode(Runnable action, String code) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void register_thenOpenedAnew_isTheSame() {
    RegisteredFeature feature = FeatureRegistry.at(root, CLOCK).register(spent().build());
    FeatureRegistry anew = FeatureRegistry.at(root, CLOCK);
    assertThat(anew.find(NAME)).contains(feature);
    assertThat(feature.created()).isEqualTo(Purchases.START);
    assertThat(anew.register(spent().build())).isEqualTo(feature);
    assertThat(anew.names()).containsExactly(FeatureName.parse(NAME));
    assertThat(anew.find("customer_spent_31d_sum")).isEmpty();
  }

  @Test
  void register_changedUnderTheSameVersion_isRefusedAndNamed() {
    FeatureRegistry registry = FeatureRegistry.at(root, CLOCK);
    registry.register(spent().build());
    FeatureDefinition changed =
        FeatureDefinition.of(NAME)
            .owner("growth team")
            .description("Paid in the last 30 days, “net”")
            .numeric("USD")
            .source("purchases", "total")
            .build();
    assertThatThrownBy(() -> registry.register(changed))
        .hasMessageContaining("differs in field, unit")
        .hasMessageContaining("new version");
    assertCode(() -> registry.register(spent().version(3).build()), "already-defined");
    registry.register(spent().version(2).build());
    assertThat(registry.versions(NAME)).hasSize(2);
  }

  @Test
  void note_ofAVersion_isAppended() {
    FeatureRegistry registry = FeatureRegistry.at(root, CLOCK);
    registry.register(spent().build());
    registry.note(NAME, 1, "Refunds of March are not in it.");
    registry.note(NAME, 1, "Nor those of April.");
    assertThat(FeatureRegistry.at(root, CLOCK).version(NAME, 1).issues())
        .extracting(KnownIssue::text)
        .containsExactly("Refunds of March are not in it.", "Nor those of April.");
    assertCode(() -> registry.note(NAME, 2, "x"), "unknown-feature");
    assertCode(() -> registry.version("customer_spent_1d_sum", 1), "unknown-feature");
    assertThatIllegalArgumentException().isThrownBy(() -> registry.note(NAME, 1, " "));
  }

  @Test
  void definition_unsuited_reportsAllFaults() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FeatureDefinition.of("customer_visits_7d_count")
                    .version(0)
                    .owner("\u0007")
                    .numeric("1")
                    .build())
        .withMessageContaining("(5)")
        .withMessageContaining("Version")
        .withMessageContaining("Owner")
        .withMessageContaining("Description must be set")
        .withMessageContaining("Source must be set")
        .withMessageContaining("INTEGER for count");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FeatureDefinition.of(NAME)
                    .owner("o")
                    .description("d")
                    .source("v", "f")
                    .type(FieldType.NUMERIC)
                    .build())
        .withMessageContaining("Unit must be given");
  }

  @Test
  void read_fileChangedByHand_isRefused() throws IOException {
    FeatureRegistry registry = FeatureRegistry.at(root, CLOCK);
    registry.register(spent().build());
    Path file = root.resolve(NAME + ".json");
    String json = Files.readString(file);
    for (String changed :
        List.of(
            json.replace("\"version\":1", "\"version\":2"),
            json.replace("{\"formatVersion\"", "{ \"formatVersion\""),
            json.replace("\"EUR\"", "7"),
            json.replace("\"type\":\"NUMERIC\"", "\"type\":\"INTEGER\""),
            json.replace("\"owner\"", "\"name\":\"x\",\"owner\""),
            json + " ",
            "[]",
            "")) {
      Files.writeString(file, changed);
      assertCode(() -> registry.find(NAME), "damaged-file");
      assertCode(() -> registry.note(NAME, 1, "x"), "damaged-file");
      assertThat(file).hasContent(changed);
    }
    byte[] whole = json.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertCode(() -> registry.find(NAME), "damaged-file");
    }
  }

  @Test
  void register_fromManyThreads_losesNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    FeatureRegistry.at(root, CLOCK).register(spent().build());
    for (int i = 0; i < 40; i++) {
      String text = "issue " + i;
      done.add(pool.submit(() -> FeatureRegistry.at(root, CLOCK).note(NAME, 1, text)));
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();
    assertThat(FeatureRegistry.at(root, CLOCK).version(NAME, 1).issues()).hasSize(40);
  }
}
