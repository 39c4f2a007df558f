package io.millwright.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecFilesTest {

  @TempDir Path folder;

  private static Run run(String text) throws IOException {
    return TrecFiles.readRun(new StringReader(text));
  }

  private static Judgements judgements(String text) throws IOException {
    return TrecFiles.readJudgements(new StringReader(text));
  }

  private static List<String> faults(String text) {
    return catchThrowableOfType(TrecFormatException.class, () -> run(text)).faults();
  }

  @Test
  void readRun_usualText_ordersByScoreNotByRank() throws IOException {
    Run run =
        run(
            "# a comment\n301 Q0 A 1  1.5 tag\r\n\n301\tQ0\tB\t2\t 2.5e0\ttag\n302 Q0 A 1 -.5 tag\n"
                + "302 Q0 # 2 -7 tag");
    assertThat(run.queries()).containsExactly("301", "302");
    assertThat(run.list("301")).containsExactly(new Retrieved("B", 2.5), new Retrieved("A", 1.5));
    assertThat(run.list("302")).containsExactly(new Retrieved("A", -0.5), new Retrieved("#", -7));
    assertThat(run.list("303")).isEmpty();
  }

  @Test
  void readJudgements_negativeGrade_isUnjudged() throws IOException {
    Judgements judged = judgements("1 0 a 2\n1 0 b 0\n1 0 c -1\n2 0 a -2\n");
    assertThat(judged.queries()).containsExactly("1", "2");
    assertThat(judged.grade("1", "a")).hasValue(2);
    assertThat(judged.grade("1", "b")).hasValue(0);
    assertThat(judged.grade("1", "c")).isEmpty();
    assertThat(judged.of("2")).isEmpty();
  }

  @Test
  void readRun_faults_areAllToldWithTheirLines() {
    String text =
        """
        1 Q0 a 1 0.5 t
        1 Q0 secret 2 zero t
        1 Q0 a 3 0.1 t
        1 Q0 b 4
        1 Q0 c 5 NaN t
        1 Q0 d 6 1e999 t
        1 Q0 e 7 0x1p3 t
        1 Q0 f 8 1d t
        """;
    List<String> faults = faults(text);
    assertThat(faults)
        .containsExactly(
            "Line 2: the score, field 5, must be a finite number; was not.",
            "Line 3: the query must have a document once; has this one in line 1 too.",
            "Line 4: must have 6 fields; has 4.",
            "Line 5: the score, field 5, must be a finite number; was not.",
            "Line 6: the score, field 5, must be a finite number; was not.",
            "Line 7: the score, field 5, must be a finite number; was not.",
            "Line 8: the score, field 5, must be a finite number; was not.");
    assertThatThrownBy(() -> run(text))
        .hasMessageStartingWith("Run cannot be read (7 faults):")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> run("1")).hasMessageStartingWith("Run cannot be read (1 fault):");
  }

  @Test
  void readJudgements_faults_areToldWithTheirLines() {
    assertThatThrownBy(
            () -> judgements("1 0 a 1.5\n1 0 b 1234567890\n1 0 c 1\n1 0 c 1\n1 0 d 1 x\n"))
        .isInstanceOf(TrecFormatException.class)
        .hasMessageContaining("4 faults")
        .hasMessageContaining("Line 1: the grade")
        .hasMessageContaining("Line 2: the grade")
        .hasMessageContaining("Line 4: the query must have a document once; has this one in line 3")
        .hasMessageContaining("Line 5: must have 4 fields; has 5.");
  }

  @Test
  void read_manyFaults_areBoundedAndCounted() {
    assertThatThrownBy(() -> run("x\n".repeat(60)))
        .hasMessageContaining("60 faults, the first 50 are")
        .hasMessageNotContaining("Line 51");
    assertThat(faults("x\n".repeat(50))).hasSize(50);
    assertThatThrownBy(() -> run("x\n".repeat(50))).hasMessageContaining("(50 faults):");
  }

  @Test
  void read_longLine_isAFaultAndItsNeighboursAreRead() throws IOException {
    String start = "1 Q0 a 1 0.5 ";
    String longest = start + "t".repeat(TrecFiles.MOST_CHARACTERS - start.length());
    assertThat(run(longest).list("1")).hasSize(1);
    assertThat(faults(longest + "t\n1 Q0 a 1\n"))
        .containsExactly(
            "Line 1: must have at most 4096 characters; has more.",
            "Line 2: must have 6 fields; has 4.");
    assertThat(faults("z".repeat(200_000))).hasSize(1);
  }

  @Test
  void read_moreLinesThanAllowed_isAFault() throws IOException {
    assertThat(taken("a\nb\n", 2)).containsExactly("a", "b");
    assertThat(taken("a\nb", 2)).containsExactly("a", "b");
    assertThatThrownBy(() -> taken("a\nb\nc", 2))
        .hasMessageContaining("Line 3: the file must have at most 2 lines");
  }

  private static List<String> taken(String text, int most) throws IOException {
    TrecLines lines = new TrecLines("Text", 1, most);
    List<String> taken = new ArrayList<>();
    lines.read(new StringReader(text), (line, fields) -> taken.addAll(fields));
    lines.orThrow();
    return taken;
  }

  @Test
  void readRun_fileThatIsNotUtf8_isAFault() throws IOException {
    Path file = folder.resolve("run.txt");
    Files.write(file, new byte[] {'1', ' ', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> TrecFiles.readRun(file)).hasMessageContaining("UTF-8");
    Files.writeString(file, "1 Q0 ä 1 0.5 t\n", StandardCharsets.UTF_8);
    assertThat(TrecFiles.readRun(file).list("1")).containsExactly(new Retrieved("ä", 0.5));
    Path judged = folder.resolve("qrels.txt");
    Files.writeString(judged, "1 0 ä 1\n", StandardCharsets.UTF_8);
    assertThat(TrecFiles.readJudgements(judged).grade("1", "ä")).hasValue(1);
  }

  @Test
  void read_randomText_isReadOrRefusedAndNeverFailsOtherwise() throws IOException {
    RandomGenerator random = Seed.of(11).random();
    String alphabet = "1 2\tQ0a.e-+#\n\r\u0000é";
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int c = 0; c < length; c++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        run(text.toString());
        judgements(text.toString());
      } catch (TrecFormatException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 3000);
  }

  @Test
  void trecEval_smallFiles_givesItsFigures() throws IOException {
    // By hand as trec_eval: ties by id descending give b, a, c; R = 2 (a, d), N = 1 (b).
    Judgements judged = judgements("1 0 a 2\n1 0 b 0\n1 0 d 1\n2 0 a 0\n3 0 a 1\n");
    Run run = run("1 Q0 a 1 0.9 t\n1 Q0 b 2 0.9 t\n1 Q0 c 3 0.1 t\n2 Q0 a 1 1 t\n9 Q0 a 1 1 t\n");
    RankingMetric map = RankingMetrics.averagePrecision();
    RankingMetric ndcg = RankingMetrics.ndcg();
    RankingMetric bpref = RankingMetrics.binaryPreference();
    RankingEvaluation found = RankingEvaluator.trecEval(judged).evaluate(run, map, ndcg, bpref);
    double log3 = Math.log(3) / Math.log(2);
    assertThat(found.values(map).mean().orElse(-1)).isEqualTo(0.5 / 2 / 2);
    assertThat(found.values(ndcg).mean().orElse(-1))
        .isEqualTo(2 / log3 / (2 + 1 / log3) / 2, within(1e-15));
    assertThat(found.values(bpref).mean().orElse(-1)).isZero();
    assertThat(found.missing()).containsExactly("3");
    assertThat(found.unjudged()).containsExactly("9");
  }
}
