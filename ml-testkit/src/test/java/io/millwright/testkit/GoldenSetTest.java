package io.millwright.testkit;

import static io.millwright.testkit.MillwrightAssertions.assertThat;
import static io.millwright.testkit.Trials.MODEL;
import static io.millwright.testkit.Trials.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.table.Table;
import io.millwright.table.TableReadException;
import io.millwright.testkit.Trials.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenSetTest {

  private static final Table ROWS = SPLIT.test().table().filter(i -> i < 60);

  @TempDir Path folder;

  private static GoldenSet<Binary> golden() {
    return GoldenSet.of("trials", 3, MODEL, ROWS);
  }

  private Path written(GoldenSet<?> golden) {
    Path file = folder.resolve("sub").resolve("trials-v3.jsonl");
    golden.write(file);
    return file;
  }

  @Test
  void write_read_keepsEveryBit() {
    GoldenSet<Binary> golden = golden().withTolerance(0.1);
    GoldenSet<Binary> read = GoldenSet.read(written(golden), Task.binary());
    assertThat(read.rows()).isEqualTo(golden.rows());
    assertThat(read.scores()).containsExactly(golden.scores());
    assertThat(read.header()).isEqualTo(golden.header());
    assertThat(read.tolerance(5)).isEqualTo(0.1);
    assertThat(read.version()).isEqualTo(3);
    assertThat(read.name()).isEqualTo("trials");
    assertThat(read.model()).isEqualTo(MODEL.identity());
    assertThat(read).hasToString("Golden set trials v3 (60 rows)");
    assertThat(MODEL).matches(read).hasNotRegressedOn(read, 0);
  }

  @Test
  void matches_anotherModel_failsAndNamesRowsNotValues() {
    assertThatThrownBy(() -> assertThat(Trials.forest(1)).matches(golden()))
        .isInstanceOf(ModelAssertionError.class)
        .hasMessageContaining("60 of 60 rows moved")
        .hasMessageContaining("got worse")
        .hasMessageContaining("allowed 0")
        .hasMessageContaining("and 50 more");
    assertThat(Trials.forest(1)).matches(golden(), 1);
  }

  @Test
  void withNoiseOf_retrained_toleratesAnotherSeedButNotAnotherModel() {
    TrainedPipeline<Binary> accepted = Trials.forest(1);
    GoldenSet<Binary> golden =
        GoldenSet.of("trials", 1, accepted, ROWS)
            .withNoiseOf(List.of(Trials.forest(2), Trials.forest(3), Trials.forest(4)));
    assertThat(Trials.forest(9)).matches(golden, 0.05).hasNotRegressedOn(golden, 0.05);
    assertThatThrownBy(() -> assertThat(Trials.PRIOR).hasNotRegressedOn(golden, 0.05))
        .isInstanceOf(ModelAssertionError.class);
  }

  @Test
  void withNoiseOf_byHand_isThreeTimesTheLargerOfRowAndPool() {
    GoldenSet<Binary> plain = golden();
    GoldenSet<Binary> noisy = plain.withNoiseOf(List.of(Trials.PRIOR, Trials.PRIOR));
    double[] theirs = Trials.PRIOR.model().scores(ROWS);
    double pooled = 0;
    for (int i = 0; i < ROWS.rowCount(); i++) {
      pooled += Math.pow(theirs[i] - plain.scores()[i], 2) / ROWS.rowCount();
    }
    for (int i = 0; i < ROWS.rowCount(); i++) {
      double own = Math.abs(theirs[i] - plain.scores()[i]);
      assertThat(noisy.tolerance(i))
          .isCloseTo(
              3 * Math.max(own, Math.sqrt(pooled)), org.assertj.core.api.Assertions.within(1e-12));
    }
    assertThatThrownBy(() -> plain.withNoiseOf(List.of(MODEL))).hasMessageContaining("Retrained");
  }

  @Test
  void compare_movedRows_areToldBetterFromWorse() {
    GoldenComparison<Binary> compared = golden().compare(Trials.PRIOR);
    double[] ours = MODEL.model().scores(ROWS);
    double[] theirs = Trials.PRIOR.model().scores(ROWS);
    long worse = 0;
    for (int i = 0; i < ROWS.rowCount(); i++) {
      double truth = ROWS.column("converted").integer(i);
      worse += Math.abs(truth - theirs[i]) > Math.abs(truth - ours[i]) ? 1 : 0;
    }
    assertThat(compared.worse()).hasSize((int) worse).isNotEmpty();
    assertThat(compared.moved()).hasSize(60);
    assertThat(compared.moved().get(0).loss()).isGreaterThan(compared.moved().get(59).loss());
    assertThat(compared.toReport().title()).isEqualTo("trials v3");
  }

  @Test
  void hasNotRegressedOn_noLabels_saysToUseMatches() {
    Table unlabelled = Table.ofRecords(Trials.RECORDS.subList(0, 5), Trials.SCHEMA, Trial.class);
    GoldenSet<Binary> labelled = GoldenSet.of("a", 1, MODEL, unlabelled);
    assertThat(labelled.hasTruth()).isTrue();
    assertThatThrownBy(() -> GoldenSet.of("a b", 1, MODEL, unlabelled))
        .hasMessageContaining("letters");
    assertThatThrownBy(() -> GoldenSet.of("a", 0, MODEL, unlabelled))
        .hasMessageContaining("Version");
    assertThatThrownBy(() -> labelled.withTolerance(Double.NaN)).hasMessageContaining("Tolerance");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"formatVersion\":1', '\"formatVersion\":2', formatVersion",
    "'\"task\":\"binary\"', '\"task\":\"regression\"', task",
    "'\"rows\":60', '\"rows\":61', 61 rows",
    "'\"rows\":60', '\"more\":1,\"rows\":60', other members",
    "'\"version\":3', '\"version\":\"3\"', whole numbers",
    "'\"$tolerance\":0.0', '\"$tolerance\":-1', line 2",
    "'\"$tolerance\":0.0', '\"$tolerance\":\"NaN\"', line 61",
    "'\"$score\":[', '\"$score\":[1,', 1 numbers",
    "'\"plan\":', '\"other\":', beside its fields"
  })
  void read_changedFile_isRefusedWithTheFault(String from, String to, String said)
      throws IOException {
    Path file = written(golden());
    Files.writeString(file, Files.readString(file).replace(from, to));
    assertThatThrownBy(() -> GoldenSet.read(file, Task.binary()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void read_badCells_areNamedByTheFilesOwnLines() throws IOException {
    Path file = written(golden());
    List<String> lines = Files.readAllLines(file);
    lines.set(4, lines.get(4).replaceFirst("\"price\":[0-9.]+", "\"price\":\"dear\""));
    Files.write(file, lines);
    assertThatThrownBy(() -> GoldenSet.read(file, Task.binary()))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("line 5")
        .hasMessageContaining("price");
  }

  @Test
  void read_cutOrFlippedAnywhere_neverGivesAnotherSet() throws IOException {
    GoldenSet<Binary> golden = GoldenSet.of("t", 1, MODEL, ROWS.filter(i -> i < 4));
    Path file = written(golden);
    byte[] whole = Files.readAllBytes(file);
    RandomGenerator random = Seed.of(8).random();
    for (int trial = 0; trial < 400; trial++) {
      byte[] bytes = whole.clone();
      if (trial % 2 == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length - 1));
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
      try {
        GoldenSet<Binary> read = GoldenSet.read(file, Task.binary());
        assertThat(read.size()).isEqualTo(4);
      } catch (IllegalArgumentException | io.millwright.MillwrightException refused) {
        assertThat(refused).hasMessageNotContaining("\u0000");
      }
    }
  }
}
