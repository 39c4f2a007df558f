package io.millwright.samples.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with the input, the journey ends with exit code 2 and says what to change. */
class JourneyBadInputTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  JourneyBadInputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Ended(int code, String output) {}

  private static Ended run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Journey.run(CLOCK, out, false, arguments);
    return new Ended(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private Ended onFile(String name, String content, String... more) throws IOException {
    return onFile(name, content.getBytes(StandardCharsets.UTF_8), more);
  }

  private Ended onFile(String name, byte[] content, String... more) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    List<String> arguments =
        new ArrayList<>(
            List.of("--csv", file.toString(), "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--target")) {
      arguments.addAll(List.of("--target", "y"));
    }
    return run(arguments.toArray(String[]::new));
  }

  /** 200 rows that could be used, under the header given. */
  private static String rows(String header) {
    RandomGenerator random = Seed.of(1).random();
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < 200; i++) {
      double a = random.nextGaussian();
      String b = List.of("p", "q", "r").get(random.nextInt(3));
      text.append(a).append(',').append(b).append(a + random.nextGaussian() > 0 ? ",yes" : ",no");
      text.append('\n');
    }
    return text.toString();
  }

  private static void assertRefused(Ended ended, String... words) {
    assertThat(ended.output()).contains(words).doesNotContain("Exception", "\tat ", "null");
    assertThat(ended.code()).isEqualTo(Journey.BAD_INPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --frobnicate 3                       | Argument '--frobnicate' must be one of --csv, --target
          loans.csv                            | Argument 'loans.csv' must be one of --csv, --target
          --seed abc                           | --seed must be a whole number of at most 18 digits; was 'abc'
          --seed 1.5                           | --seed must be a whole number of at most 18 digits; was '1.5'
          --seed                               | --seed must be followed by a value; was the last
          --csv --target y                     | --csv must be followed by a value; was followed by --target
          --csv a.csv                          | --csv and --target must be given together
          --target y                           | --csv and --target must be given together
          --seed 1 --seed 2                    | --seed must be given once
          --csv a.csv --target y --time y      | Column 'y' must have one use; was given to --target and --time
          --csv a.csv --target y --ignore b,y  | Column 'y' must have one use; was given to --target and --ignore
          """)
  void arguments_wrong_areNamedAndHelpIsOffered(String line, String words) {
    assertRefused(run(line.split(" +")), words, "See --help.");
  }

  @Test
  void arguments_unknownWithValue_isOneFaultOnly() {
    assertThat(run("--frobnicate", "3").output()).doesNotContain("'3'");
  }

  @Test
  void arguments_blankFile_isRefused() {
    assertRefused(run("--csv", "", "--target", "y"), "Argument --csv must have a value");
  }

  @Test
  void file_absentOrFolder_isNamed() {
    String absent = folder.resolve("none.csv").toString();
    assertRefused(run("--csv", absent, "--target", "y"), absent, "must exist");
    assertRefused(
        run("--csv", folder.toString(), "--target", "y"), "must be a regular file; is a folder");
  }

  @Test
  void out_isAFile_isRefusedBeforeAnyWork() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "keep");
    assertRefused(run("--out", file.toString()), "Argument --out must name a folder");
    assertThat(file).hasContent("keep");
  }

  @Test
  void file_emptyOrHeaderOnly_saysWhatIsLacking() throws IOException {
    assertRefused(onFile("empty.csv", ""), "empty.csv", "is empty");
    assertRefused(onFile("header.csv", "a,b,y\n"), "header.csv", "rows below its header; has none");
  }

  @Test
  void columns_unknown_areNamedWithThoseThereAre() throws IOException {
    Ended ended = onFile("good.csv", rows("a,b,y"), "--target", "z", "--time", "t", "--group", "g");
    assertRefused(
        ended,
        "--target must name a column; there is no 'z'",
        "--time must name a column; there is no 't'",
        "--group must name a column; there is no 'g'",
        "columns a, b, y");
  }

  @Test
  void columns_twiceTheSameName_areNamed() throws IOException {
    assertRefused(onFile("dup.csv", rows("a,a,y")), "different names", ": a.", "Rename them");
  }

  @Test
  void columns_tenThousand_areTooMany() throws IOException {
    String[] names = new String[10_000];
    Arrays.setAll(names, i -> "c" + i);
    StringBuilder text = new StringBuilder(String.join(",", names)).append(",y\n");
    String row = String.join(",", Collections.nCopies(10_000, "1.5"));
    for (int i = 0; i < 5; i++) {
      text.append(row).append(i % 2 == 0 ? ",yes\n" : ",no\n");
    }
    assertRefused(onFile("wide.csv", text.toString()), "at most 5000 columns; has 10001");
  }

  @Test
  void rows_ragged_areAllReportedByLine() throws IOException {
    List<String> lines = new ArrayList<>(rows("a,b,y").lines().toList());
    lines.set(5, lines.get(5) + ",extra");
    lines.set(9, "1.0,p");
    assertRefused(
        onFile("ragged.csv", String.join("\n", lines)),
        "2 do not",
        "line 6: row must have 3 cells like the header; had 4",
        "line 10: row must have 3 cells like the header; had 2");
  }

  @Test
  void bytes_notUtf8_areLocated() throws IOException {
    byte[] latin = rows("a,b,y").replace(",q,", ",é,").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(onFile("latin.csv", latin), "must be UTF-8 text; was not at byte", "(line ");
  }

  @Test
  void bytes_cutGzip_areRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(rows("a,b,y").getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Ended ended = onFile("cut.csv.gz", cut);
    assertRefused(ended, "cut.csv.gz");
  }

  @Test
  void quote_neverClosed_isRefused() throws IOException {
    assertRefused(onFile("quote.csv", "a,b,y\n1.0,\"p,yes\n2.0,q,no\n"), "quote", "line 2");
  }

  @Test
  void target_ofOneClass_hasNothingToLearn() throws IOException {
    String text = rows("a,b,y").replace(",no\n", ",yes\n");
    assertRefused(onFile("one.csv", text), "at least two different values; has 1 in 200 rows");
  }

  @Test
  void target_withoutValues_isToBeChosenAnew() throws IOException {
    String text = rows("a,b,y").replace(",no\n", ",\n").replace(",yes\n", ",\n");
    Ended ended = onFile("none.csv", text);
    assertRefused(ended, "Column 'y' must have values", "Choose another --target");
    assertThat(ended.output()).doesNotContain("--ignore y");
  }

  @Test
  void target_freeText_isRefused() throws IOException {
    StringBuilder text = new StringBuilder("a,y\n");
    for (int i = 0; i < 100; i++) {
      text.append(i).append(",remark number ").append(i).append(" in words\n");
    }
    assertRefused(
        onFile("text.csv", text.toString()), "must be a category, a truth value or a number");
  }

  @Test
  void column_withoutValues_isToBeLeftOut() throws IOException {
    String text = rows("a,b,y").replaceAll(",[pqr],", ",,");
    assertRefused(
        onFile("gap.csv", text), "Column 'b' must have values; all 200 are missing", "--ignore b");
  }

  @Test
  void columns_allIgnored_leaveNothingToLearnFrom() throws IOException {
    assertRefused(
        onFile("good.csv", rows("a,b,y"), "--ignore", "a,b"), "at least one column to learn from");
  }

  @Test
  void time_notATime_isRefused() throws IOException {
    assertRefused(
        onFile("good.csv", rows("a,b,y"), "--time", "a"),
        "--time must name a column of dates or times; 'a' is NUMERIC");
  }

  @Test
  void positive_notAValue_isRefusedWithoutShowingValues() throws IOException {
    Ended ended = onFile("good.csv", rows("a,b,y"), "--positive", "maybe");
    assertRefused(ended, "--positive must be a value of 'y'; is none of its 2 values");
  }
}
