package io.millwright.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

  private static final Report SMALL = Report.titled("t").section("s", s -> s.text("x")).build();

  private static final String SMALL_JSON =
      "{\"version\":1,\"title\":\"t\",\"subtitle\":\"\",\"sections\":[{\"heading\":\"s\",\"blocks\":"
          + "[{\"type\":\"text\",\"text\":\"x\",\"tone\":\"NEUTRAL\"}]}]}";

  /** A report of every block and chart kind with texts and numbers at the edges. */
  private static Report random(long seed) {
    Random random = new Random(seed);
    Report.Builder report = Report.titled(text(random)).subtitle(text(random));
    for (int section = 0; section < 3; section++) {
      report.section(
          section + text(random),
          s ->
              s.callout(random.nextBoolean() ? Tone.BAD : Tone.GOOD, text(random))
                  .figures(KeyFigure.of(text(random), text(random)).note(text(random)))
                  .table(
                      DataTable.captioned(text(random))
                          .columns(DataTable.Align.CENTER, text(random))
                          .row(DataTable.Cell.of(text(random), Tone.WARNING))
                          .row(DataTable.Cell.empty())
                          .build())
                  .chart(curve(random, Chart.line(text(random))))
                  .chart(curve(random, Chart.step(text(random))))
                  .chart(curve(random, Chart.scatter(text(random))))
                  .chart(Chart.bar(text(random), List.of("a", "b")).series(gap(random)).build())
                  .chart(
                      Chart.interval(text(random), List.of("a"))
                          .series("v", new double[] {2}, new double[] {-1}, new double[] {3})
                          .build())
                  .chart(
                      Chart.histogram(text(random), -1e300, 0, Double.MIN_VALUE)
                          .series(gap(random))
                          .build()));
    }
    return report.build();
  }

  private static Chart curve(Random random, CurveChart chart) {
    return chart
        .x(Axis.time("when"))
        .y(text(random), -1, 1)
        .diagonal()
        .lineAtX(text(random), number(random))
        .series(gap(random))
        .series("other", new double[] {number(random)}, new double[] {number(random)})
        .distribution(Bins.of("n", new double[] {0, 0.1, 0.3}, new double[] {0, 1.5}))
        .build();
  }

  private static Series gap(Random random) {
    return new Series("gap", List.of(Point.missing(0), Point.of(1, number(random))));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  private static double number(Random random) {
    double[] edges = {0, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 0.1 + 0.2, 1e21, 1 / 3.0};
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextGaussian();
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void read_writtenReport_isEqualAndWritesTheSameAsciiAgain(int seed) {
    Report report = random(seed);
    String json = ReportJson.write(report);
    Report back = ReportJson.read(json);
    assertThat(back).isEqualTo(report).hasSameHashCodeAs(report);
    assertThat(ReportJson.write(back)).isEqualTo(json);
    assertThat(json.chars()).allMatch(c -> c < 128);
  }

  @Test
  void write_smallReport_isThisText() {
    assertThat(ReportJson.write(SMALL)).isEqualTo(SMALL_JSON);
    assertThat(ReportJson.read(SMALL_JSON)).isEqualTo(SMALL);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void read_cutOrChangedText_isReadOrRefusedButNothingElse(int seed) {
    Random random = new Random(seed);
    String json = ReportJson.write(random(seed));
    List<String> broken = new ArrayList<>();
    broken.add(json.substring(0, random.nextInt(json.length())));
    for (int i = 0; i < 20; i++) {
      char[] chars = json.toCharArray();
      chars[random.nextInt(chars.length)] = "{}[]\",:0-e9atn".charAt(random.nextInt(14));
      broken.add(new String(chars));
    }
    for (String each : broken) {
      try {
        assertThat(ReportJson.read(each)).isNotNull();
      } catch (ReportFormatException e) {
        assertThat(e.code()).isEqualTo("report-format");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "3",
        "{}",
        "{\"version\":1}",
        "{\"version\":\"1\",\"title\":\"t\",\"subtitle\":\"\",\"sections\":[]}",
        "{\"version\":1,\"title\":\"t\",\"subtitle\":\"\",\"sections\":[]}",
        "{\"version\":1,\"title\":null,\"subtitle\":\"\",\"sections\":[]}",
      })
  void read_notAReport_isRefused(String json) {
    assertThatThrownBy(() -> ReportJson.read(json)).isInstanceOf(ReportFormatException.class);
  }

  @Test
  void read_otherVersionUnknownFieldFieldTwiceOrMoreText_isRefused() {
    assertRefused(SMALL_JSON.replace(":1,", ":2,"), "Report version must be 1; was 2");
    assertRefused(SMALL_JSON.replace("\"tone\"", "\"secret\":1,\"tone\""), "known fields only");
    assertRefused(SMALL_JSON.replace("\"title\"", "\"title\":\"t\",\"title\""), "must be JSON");
    assertRefused(SMALL_JSON + " {}", "must be JSON");
    assertRefused(SMALL_JSON.replace("NEUTRAL", "LOUD"), "must be one of [NEUTRAL, GOOD");
    assertRefused(SMALL_JSON.replace("\"text\",\"text\"", "\"video\",\"text\""), "Block type");
    assertRefused(SMALL_JSON.replace("\"heading\":\"s\"", "\"heading\":\" \""), "consistent");
  }

  @Test
  void read_numberPastDouble_isRefused() {
    String json =
        ReportJson.write(
            Report.titled("t")
                .section(
                    "s",
                    s ->
                        s.chart(
                            Chart.scatter("c")
                                .series("p", new double[] {7}, new double[] {1})
                                .build()))
                .build());
    assertThat(json).contains("[7.0,1.0]");
    assertRefused(json.replace("[7.0,", "[1e999,"), "must be");
    assertRefused(json.replace("[7.0,", "[null,"), "must be finite");
    assertRefused(json.replace("[7.0,1.0]", "[7.0]"), "2 or 4 numbers");
  }

  private static void assertRefused(String json, String reason) {
    assertThatThrownBy(() -> ReportJson.read(json))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageContaining(reason);
  }
}
