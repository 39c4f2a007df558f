package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.eval.card.FieldNote.DriftSensitivity;
import io.millwright.eval.card.FieldNote.Part;
import io.millwright.eval.card.FieldNote.Sensitivity;
import io.millwright.model.Featurizer;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.report.Chart;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureCardsTest {

  record Person(
      String id,
      @Nullable Double income,
      String city,
      LocalDate born,
      Instant seen,
      boolean member,
      boolean left) {}

  private static final Schema SCHEMA =
      Schema.builder()
          .key("id")
          .numeric("income", "EUR/year")
          .optional("income")
          .categorical("city")
          .date("born")
          .timestamp("seen", ZoneOffset.UTC)
          .bool("member")
          .binaryLabel("left")
          .build();

  private static Profile profile(int rows) {
    List<Person> people =
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new Person(
                        "p" + i,
                        i % 10 == 0 ? null : (double) i,
                        i < 3 ? "Soria" : i % 4 == 0 ? "Vigo" : "Lugo",
                        LocalDate.of(1990, 1, 1).plusDays(i),
                        Instant.EPOCH.plusSeconds(86_400L * i),
                        i % 2 == 0,
                        i % 3 == 0))
            .toList();
    return Profile.of(Table.ofRecords(people, SCHEMA, Person.class));
  }

  private static FieldNote noted(String field, Sensitivity sensitivity) {
    FieldNote note = FieldNote.of(field).with(sensitivity).with(DriftSensitivity.HIGH);
    for (Part part : Part.values()) {
      note = note.with(part, "Said about " + part.label() + ".");
    }
    return note.withImportance(Loan.between(0.1, 0.3));
  }

  private static FeatureCards.Builder cards() {
    return FeatureCards.builder(SCHEMA)
        .profile(profile(1000))
        .features(
            List.of(
                new Featurizer.Feature("log(income)", List.of("income")),
                new Featurizer.Feature("city=Vigo", List.of("city"))));
  }

  @Test
  void cards_everythingNoted_areComplete() {
    FeatureCards.Builder builder = cards();
    SCHEMA.fields().forEach(f -> builder.note(noted(f.name(), Sensitivity.NOT_PERSONAL)));
    FeatureCards cards = builder.build();
    assertThat(cards.completeness()).isEqualTo(1);
    assertThat(cards.fields())
        .containsExactly("id", "income", "city", "born", "seen", "member", "left");
    Report report = cards.report();
    assertThat(report.sections().stream().map(Section::heading))
        .startsWith("Overview", "Field 'id'", "Field 'income'")
        .hasSize(8);
    assertThat(ReportJson.write(report)).doesNotContain(ModelCard.NOT_STATED);
    assertThat(item(report, "income", "Unit")).isEqualTo("EUR/year");
    assertThat(item(report, "income", "Missing in training")).isEqualTo("10 %");
    assertThat(item(report, "income", "May be missing")).isEqualTo("yes");
    assertThat(item(report, "income", "Inputs made from it")).isEqualTo("log(income)");
    assertThat(item(report, "income", "Importance")).startsWith("0.2 (95 % interval 0.1 to 0.3");
    assertThat(item(report, "income", "Drift sensitivity")).isEqualTo("high");
    assertThat(item(report, "income", "Personal or sensitive")).isEqualTo("not personal");
    assertThat(item(report, "income", "Leakage")).isEqualTo("Said about Leakage.");
    assertThat(item(report, "seen", "Zone")).isEqualTo("Z");
    assertThat(item(report, "id", "Role")).isEqualTo("KEY");
    assertThat(ReportJson.write(builderAgain())).isEqualTo(ReportJson.write(builderAgain()));
  }

  private static Report builderAgain() {
    return cards().note(noted("city", Sensitivity.NOT_PERSONAL)).build().report();
  }

  private static String item(Report report, String field, String item) {
    return Loan.row(report, "Field '" + field + "'", item).get(1);
  }

  @Test
  void cards_nothingNoted_countWhatIsOpen() {
    FeatureCards cards = FeatureCards.builder(SCHEMA).build();
    assertThat(cards.notStated("id"))
        .containsExactly("Description", "Source", "Owner", "Personal or sensitive");
    assertThat(cards.notStated("left"))
        .containsExactly(
            "Description",
            "Source",
            "Owner",
            "Personal or sensitive",
            "Available from",
            "Missing in training",
            "Range");
    assertThat(cards.notStated("income"))
        .containsExactly(
            "Description",
            "Source",
            "Owner",
            "Personal or sensitive",
            "Available from",
            "Missing in training",
            "Range",
            "Freshness",
            "Leakage",
            "Drift sensitivity",
            "Importance");
    // Key 4 of 7; label 7 of 10; income 11 of 15; city, born, member 11 of 14; seen 11 of 15.
    assertThat(cards.completeness())
        .isEqualTo(1 - (4 + 7 + 5 * 11) / (7 + 10 + 30 + 42.0), within(1e-15));
    assertThat(cards.report().charts()).isEmpty();
    assertThatThrownBy(() -> cards.notStated("nobody")).hasMessageContaining("'nobody'");
  }

  @Test
  void cards_profile_fillsRangeAndMissing() {
    FeatureCards cards = cards().build();
    assertThat(cards.notStated("born")).doesNotContain("Range", "Missing in training");
    Report report = cards.report();
    assertThat(item(report, "born", "Range")).isEqualTo("98 % from 1990-01-01 to 1992-09-17");
    assertThat(item(report, "seen", "Range"))
        .isEqualTo("98 % from 1970-01-01T00:00:00Z to 1972-09-17T00:00:00Z");
    assertThat(item(report, "member", "Range"))
        .isEqualTo("1,000 values; 2 categories are named below");
    assertThat(Loan.row(report, "Overview", "income").get(3)).isEqualTo("10 %");
    assertThat(Loan.row(report, "Overview", "id").get(3)).isEmpty();
  }

  @Test
  void cards_personalField_showsNoValues() {
    Report shown = cards().build().report();
    assertThat(ReportJson.write(shown)).contains("'Vigo'").contains("city=Vigo");
    for (Sensitivity hidden : List.of(Sensitivity.PERSONAL, Sensitivity.SENSITIVE)) {
      Report report =
          cards()
              .note(FieldNote.of("city").with(hidden), FieldNote.of("income").with(hidden))
              .build()
              .report();
      assertThat(ReportJson.write(report)).doesNotContain("Vigo").doesNotContain("Lugo");
      assertThat(item(report, "city", "Range")).isEqualTo("not shown: personal");
      assertThat(item(report, "city", "Inputs made from it")).isEqualTo("1 inputs of the model");
      assertThat(report.charts().stream().map(Chart::title))
          .doesNotContain("Distribution of city", "Distribution of income")
          .contains("Distribution of born");
    }
  }

  @Test
  void chart_rareCategories_arePooled() {
    Chart chart = chart(cards().build().report(), "city");
    assertThat(chart.categories()).containsExactly("'Lugo'", "'Vigo'", "all others");
    assertThat(shares(chart)).containsExactly(0.748, 0.249, 0.003);
  }

  @Test
  void sketch_categoryAtTheFloor_isNamed() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      int rows = i == 10 ? (int) FieldSketch.RARE - 1 : (int) FieldSketch.RARE;
      values.addAll(java.util.Collections.nCopies(rows, "c" + i));
    }
    FieldProfile profile = FieldProfile.ofCategories("c", values);
    Chart chart = new FieldSketch(profile).chart().orElseThrow();
    assertThat(chart.categories())
        .hasSize(11)
        .contains("'c9'", "all others")
        .doesNotContain("'c10'");
    assertThat(Arrays.stream(shares(chart)).sum()).isEqualTo(1, within(1e-12));
  }

  @Test
  void sketch_uniformNumbers_haveLevelHistogramOfTheMiddle() {
    double[] values = DoubleStream.iterate(0, v -> v + 1).limit(10_000).toArray();
    FieldSketch sketch = new FieldSketch(FieldProfile.ofNumbers("x", values));
    assertThat(sketch.range()).isEqualTo("98 % from 0 to 9,900");
    Chart chart = sketch.chart().orElseThrow();
    assertThat(chart.kind()).isEqualTo(Chart.Kind.HISTOGRAM);
    assertThat(chart.edges()).hasSize(13);
    assertThat(shares(chart)).hasSize(12);
    assertThat(Arrays.stream(shares(chart)).sum()).isEqualTo(0.99, within(1e-9));
    for (double share : shares(chart)) {
      assertThat(share).isEqualTo(0.99 / 12, within(1e-9));
    }
  }

  @Test
  void sketch_fewNumbers_haveABarEach() {
    FieldSketch sketch = new FieldSketch(FieldProfile.ofNumbers("x", 1, 1, 1, 2, 4));
    Chart chart = sketch.chart().orElseThrow();
    assertThat(chart.kind()).isEqualTo(Chart.Kind.BAR);
    assertThat(chart.categories()).containsExactly("1: from 1", "2: from 2", "3: from 4");
    assertThat(shares(chart)).containsExactly(0.6, 0.2, 0.2);
    assertThat(sketch.range()).isEqualTo("98 % from 1 to 4");
  }

  @Test
  void sketch_noValue_hasNoChart() {
    FieldSketch sketch = new FieldSketch(FieldProfile.ofNumbers("x", Double.NaN));
    assertThat(sketch.range()).isEqualTo("no row has a value");
    assertThat(sketch.chart()).isEmpty();
  }

  @Test
  void cards_ofFacts_useThePipeline() {
    FeatureCards cards = FeatureCards.builder(Loan.full()).build();
    assertThat(item(cards.report(), "risk", "Inputs made from it")).isEqualTo("risk");
    assertThat(cards.notStated("risk")).doesNotContain("Range").contains("Unit");
    assertThatThrownBy(() -> FeatureCards.builder(Loan.evaluated().build()))
        .hasMessageContaining("must hold a pipeline");
  }

  @Test
  void build_faults_areAllReported() {
    assertThatThrownBy(
            () ->
                cards()
                    .profile(profile(20))
                    .features(List.of())
                    .note(FieldNote.of("nobody"))
                    .note(FieldNote.of("city"), FieldNote.of("city"))
                    .build())
        .hasMessageContaining("4 fault(s)")
        .hasMessageContaining("'nobody'")
        .hasMessageContaining("'city' must have one note");
    assertThatThrownBy(() -> FieldNote.of("a").with(Part.OWNER, " ")).hasMessageContaining("'a'");
  }

  private static Chart chart(Report report, String field) {
    return report.charts().stream()
        .filter(c -> c.title().equals("Distribution of " + field))
        .findFirst()
        .orElseThrow();
  }

  private static double[] shares(Chart chart) {
    return chart.series().get(0).points().stream().mapToDouble(Point::y).toArray();
  }
}
