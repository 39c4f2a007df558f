package io.millwright.testkit;

import static io.millwright.testkit.MillwrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Regression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class MillwrightExtensionTest {

  @TempDir Path folder;

  /** Run by the engine below only. */
  @ExtendWith(MillwrightExtension.class)
  static class Client {

    @Test
    void accepted(@GoldenFile("trials-v1.jsonl") GoldenSet<Binary> golden) {
      assertThat(Trials.MODEL).matches(golden);
    }

    @Test
    void regressed(@GoldenFile("trials-v1.jsonl") GoldenSet<Binary> golden) {
      assertThat(Trials.PRIOR).matches(golden);
    }

    @Test
    void absent(@GoldenFile("none.jsonl") GoldenSet<Binary> golden) {
      assertThat(golden.size()).isZero();
    }

    @Test
    void otherTask(@GoldenFile("trials-v1.jsonl") GoldenSet<Regression> golden) {
      assertThat(golden.size()).isZero();
    }

    @Test
    @SuppressWarnings("rawtypes")
    void rawType(@GoldenFile("trials-v1.jsonl") GoldenSet golden) {
      assertThat(golden.size()).isZero();
    }

    @Test
    void seeded(@Seeded(42) Seed seed) {
      assertThat(seed).isEqualTo(Seed.of(42));
    }
  }

  private List<Event> failures() {
    GoldenSet.of("trials", 1, Trials.MODEL, Trials.SPLIT.test().table().filter(i -> i < 20))
        .write(folder.resolve("trials-v1.jsonl"));
    var results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Client.class))
            .configurationParameter(MillwrightExtension.GOLDEN_FOLDER, folder.toString())
            .configurationParameter(
                MillwrightExtension.PAGE_FOLDER, folder.resolve("pages").toString())
            .execute();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(2);
    return results.testEvents().failed().list();
  }

  private static String message(List<Event> failures, String method) {
    return failures.stream()
        .filter(e -> e.getTestDescriptor().getUniqueId().toString().contains(method))
        .map(e -> e.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
        .map(r -> String.valueOf(r.getThrowable().orElseThrow().getMessage()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void parameters_aResolvedOrRefusedWithWhatToDo() {
    List<Event> failures = failures();
    assertThat(failures).hasSize(4);
    assertThat(message(failures, "absent")).contains("none.jsonl").contains("Record it");
    assertThat(message(failures, "otherTask")).contains("regression");
    assertThat(message(failures, "rawType")).contains("GoldenSet<Binary>");
  }

  @Test
  void failure_withMoreToShow_isWrittenAsAPage() throws IOException {
    String message = message(failures(), "regressed");
    assertThat(message).contains("20 of 20 rows moved").contains("Page: ");
    Path page = Path.of(message.substring(message.indexOf("Page: ") + 6));
    assertThat(page).startsWith(folder.resolve("pages")).exists();
    assertThat(Files.readString(page))
        .contains("trials v1")
        .contains("Rows beyond their tolerance");
  }
}
