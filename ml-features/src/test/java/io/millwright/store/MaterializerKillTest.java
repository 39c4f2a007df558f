package io.millwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.OnlineRow;
import io.millwright.store.online.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends and materialises without a pause (SIGKILL) at seeded random moments,
 * and goes on in the same directories. Nothing that was acknowledged is missing afterwards.
 */
class MaterializerKillTest {

  private static final int MAX_DELAY_MILLIS = 200;

  private final Path temp;

  MaterializerKillTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  @Timeout(300)
  void materialize_killedSixTimes_losesNothingAcknowledged(TestReporter reporter) throws Exception {
    kill(6, Seed.of(6), reporter);
  }

  @Test
  @Tag("slow")
  @Timeout(1800)
  void materialize_killedAHundredTimes_losesNothingAcknowledged(TestReporter reporter)
      throws Exception {
    kill(100, Seed.of(100), reporter);
  }

  private void kill(int kills, Seed seed, TestReporter reporter) throws Exception {
    RandomGenerator random = seed.random();
    int amid = 0;
    int torn = 0;
    int lines = 0;
    for (int i = 0; i < kills; i++) {
      // A fresh start now and then, so that first steps are hit too and history stays short.
      Path root = temp.resolve("root" + i / 10);
      Path acknowledgements = temp.resolve("ack" + i);
      killOnce(root, acknowledgements, i % 3 != 0, random.nextInt(MAX_DELAY_MILLIS));
      List<String> told = MaterializingChild.acknowledged(acknowledgements);
      lines += told.size();
      amid += !told.isEmpty() && !told.get(told.size() - 1).endsWith("marked") ? 1 : 0;
      torn += verify(root, told) ? 1 : 0;
    }
    String figures =
        "kills=%d, acknowledgements=%d, kills amid a materialisation=%d, torn logs=%d"
            .formatted(kills, lines, amid, torn);
    reporter.publishEntry(figures);
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("store-kills-" + kills + ".txt"),
        figures + "\n");
    assertThat(lines).isPositive();
    assertThat(amid).as("kills amid a materialisation").isGreaterThanOrEqualTo(kills / 10);
  }

  private static void killOnce(
      Path root, Path acknowledgements, boolean afterTheFirst, int delayMillis)
      throws IOException, InterruptedException {
    Process child = MaterializingChild.start(root, acknowledgements);
    try {
      while (!Files.exists(acknowledgements)
          || (afterTheFirst && Files.size(acknowledgements) == 0)) {
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

  /** Whether the log had a torn end. */
  private static boolean verify(Path root, List<String> told) {
    int rows = LocalOfflineStore.at(root.resolve("offline")).read(Purchases.view()).rowCount();
    assertThat(rows % MaterializingChild.ENTITIES).as("appends are whole").isZero();
    try (LocalOnlineStore online =
        LocalOnlineStore.open(root.resolve("online"), MaterializingChild.clock())) {
      OnlineRow row = OnlineRow.of(Purchases.view());
      for (String line : told) {
        int round = Integer.parseInt(line.substring(0, line.indexOf(' ')));
        String what = line.substring(line.indexOf(' ') + 1);
        assertThat(rows).isGreaterThanOrEqualTo(round * MaterializingChild.ENTITIES);
        if (what.equals("marked")) {
          Watermark mark = online.watermark(Purchases.view()).orElseThrow();
          assertThat(mark.until()).isAfterOrEqualTo(Purchases.at(round));
        } else {
          for (int i = 0; i < Integer.parseInt(what); i++) {
            assertThat(online.get("c" + i, row).hasValues()).as(line).isTrue();
            assertThat(row.values().number(3)).as(line).isGreaterThanOrEqualTo(round);
          }
        }
      }
      return online.recovery().bytesCutOff() > 0;
    }
  }
}
