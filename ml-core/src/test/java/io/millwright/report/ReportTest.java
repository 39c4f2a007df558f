package io.millwright.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static Report sample() {
    return Report.titled("Loans")
        .subtitle("4,000 rows")
        .section(
            "Data",
            s ->
                s.text("Clean.")
                    .callout(Tone.BAD, "Refused.")
                    .figures(KeyFigure.of("Rows", "4,000").note("of 5,000").tone(Tone.GOOD))
                    .table(
                        DataTable.captioned("Columns")
                            .words("Name")
                            .numbers("Rows")
                            .row("age", "4,000")
                            .build()))
        .section(
            "Model",
            s ->
                s.chart(
                    Chart.line("ROC")
                        .x("FPR", 0, 1)
                        .y("TPR", 0, 1)
                        .diagonal()
                        .series("a", new double[] {0, 1}, new double[] {0, 1})
                        .build()))
        .build();
  }

  @Test
  void equals_builtTwice_isEqualAndHashesAlike() {
    assertThat(sample()).isEqualTo(sample()).hasSameHashCodeAs(sample());
  }

  @Test
  void equals_oneValueDiffers_isNotEqual() {
    Chart one = Chart.bar("b", List.of("x")).series("s", 1).build();
    Chart other = Chart.bar("b", List.of("x")).series("s", Math.nextUp(1.0)).build();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.toString()).isEqualTo("Chart[BAR 'b', 1 series]");
  }

  @Test
  void charts_severalSections_areInReadingOrder() {
    Chart a = Chart.bar("a", List.of("x")).series("s", 1).build();
    Chart b = Chart.bar("b", List.of("x")).series("s", 1).build();
    Report report =
        Report.titled("r")
            .section("1", s -> s.text("t").chart(a))
            .section("2", s -> s.chart(b))
            .build();
    assertThat(report.charts()).containsExactly(a, b);
  }

  @Test
  void match_eachBlock_callsItsOwnFunction() {
    List<String> kinds = new ArrayList<>();
    for (Section section : sample().sections()) {
      for (Block block : section.blocks()) {
        kinds.add(
            block.<String>match(p -> "paragraph", f -> "figures", t -> "table", c -> "chart"));
      }
    }
    assertThat(kinds).containsExactly("paragraph", "paragraph", "figures", "table", "chart");
  }

  @Test
  void section_blocksChangedLater_staysAsItWas() {
    List<Block> blocks = new ArrayList<>(List.of(new Paragraph("a", Tone.NEUTRAL)));
    Section section = new Section("s", blocks);
    blocks.clear();
    assertThat(section.blocks()).hasSize(1);
  }

  @Test
  void titled_blank_isRefused() {
    assertThatThrownBy(() -> Report.titled(" \n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Report title must have a visible character; was blank. Give it a text.");
  }

  @Test
  void subtitle_setTwice_isRefusedNamingTheFirst() {
    Report.Builder builder = Report.titled("r").subtitle("first");
    assertThatThrownBy(() -> builder.subtitle("second"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already set to 'first'");
  }

  @Test
  void build_noSectionOrEmptySection_isRefused() {
    assertThatThrownBy(() -> Report.titled("r").build()).hasMessageContaining("Report 'r'");
    assertThatThrownBy(() -> Report.titled("r").section("empty", s -> {}))
        .hasMessageContaining("Section 'empty' must not be empty");
  }

  @Test
  void build_headingTwice_isRefused() {
    Report.Builder builder =
        Report.titled("r").section("same", s -> s.text("a")).section("same", s -> s.text("b"));
    assertThatThrownBy(builder::build).hasMessageContaining("was 'same' twice");
  }

  @Test
  void figures_labelTwice_isRefused() {
    assertThatThrownBy(
            () -> new KeyFigures(List.of(KeyFigure.of("a", "1"), KeyFigure.of("a", "2"))))
        .hasMessageContaining("was 'a' twice");
  }

  @Test
  void table_rowTooShort_isRefusedWithItsNumber() {
    DataTable.Builder table = DataTable.captioned("t").words("a", "b").row("1", "2").row("1");
    assertThatThrownBy(table::build)
        .hasMessage(
            "Table 't' must have one cell per column, 2; was 1 (row 2). Write Cell.empty() where"
                + " there is no value.");
  }

  @Test
  void table_columnTwice_isRefused() {
    DataTable.Builder table = DataTable.captioned("t").words("a").numbers("a");
    assertThatThrownBy(table::build).hasMessageContaining("was 'a' twice");
  }
}
