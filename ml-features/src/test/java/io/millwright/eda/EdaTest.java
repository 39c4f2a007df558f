package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.quality.DataQuality;
import io.millwright.report.Block;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdaTest {

  private static final int ROWS = 600;

  private static List<String> headings(Report report) {
    return report.sections().stream().map(Section::heading).toList();
  }

  private static List<String> findings(Report report) {
    for (Block block : report.sections().get(0).blocks()) {
      if (block instanceof DataTable table) {
        return table.rows().stream().map(r -> r.get(0).text() + ": " + r.get(1).text()).toList();
      }
    }
    return List.of();
  }

  private static Chart chart(Report report, String heading, String title) {
    return report.sections().stream()
        .filter(s -> s.heading().equals(heading))
        .flatMap(s -> s.blocks().stream())
        .filter(Chart.class::isInstance)
        .map(Chart.class::cast)
        .filter(c -> c.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /** Loans with everything that a report looks for. */
  private static Table loans() {
    RandomGenerator random = Seed.of(1).random();
    double[] income = new double[ROWS];
    double[] copy = new double[ROWS];
    double[] tail = new double[ROWS];
    int[] region = new int[ROWS];
    List<@Nullable String> names = new ArrayList<>();
    BitSet bad = new BitSet();
    BitSet noJob = new BitSet();
    long[] days = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      income[i] = 20_000 + 1_000 * random.nextInt(40);
      copy[i] = income[i] / 12;
      tail[i] = StrictMath.exp(3 * random.nextGaussian());
      region[i] = i < 3 ? 3 : random.nextInt(3);
      names.add("person " + i);
      noJob.set(i, random.nextInt(8) == 0);
      bad.set(i, noJob.get(i) ? random.nextInt(10) < 7 : random.nextInt(10) < 1 + region[i]);
      days[i] = 19_000L + i / 2 + (i > 400 ? 30 : 0);
    }
    List<Column> columns =
        List.of(
            TextColumn.of(names),
            NumericColumn.of(income),
            NumericColumn.of(copy),
            NumericColumn.of(tail),
            CategoricalColumn.of(region, List.of("north", "south", "?", "Secret Island")),
            CategoricalColumn.of(
                IntStream.range(0, ROWS).map(i -> noJob.get(i) ? -1 : 0).toArray(),
                List.of("employed")),
            LongColumn.of(io.millwright.schema.FieldType.DATE, days, new BitSet()),
            BooleanColumn.of(ROWS, bad, new BitSet()));
    return Table.of(
        Schema.builder()
            .key("customer")
            .numeric("income", "EUR/year")
            .numeric("monthly")
            .numeric("tail")
            .categorical("region")
            .categorical("job")
            .optional("job")
            .eventDate("decided")
            .binaryLabel("bad")
            .build(),
        columns);
  }

  @Test
  void report_loans_hasItsSectionsInReadingOrder() {
    Table loans = loans();
    Clock clock = Clock.fixed(Instant.parse("2023-01-01T00:00:00Z"), ZoneOffset.UTC);
    Report report =
        Eda.report(
            loans, o -> o.title("Loans").quality(DataQuality.assess(loans, q -> q.clock(clock))));
    assertThat(report.title()).isEqualTo("Loans");
    assertThat(headings(report))
        .containsExactly(
            "What to look at",
            "Overview",
            "Target",
            "Columns",
            "Features and the target",
            "Associations",
            "Time",
            "Data quality",
            "All figures");
  }

  @Test
  void findings_loans_nameWhatWasPlanted() {
    assertThat(findings(Eda.report(loans())))
        .anyMatch(f -> f.startsWith("income, monthly: Say nearly the same: Spearman 1."))
        .anyMatch(f -> f.startsWith("tail: Has a long tail"))
        .anyMatch(f -> f.startsWith("region: '?' in") && f.contains("looks like a missing value"))
        .anyMatch(f -> f.startsWith("job: Has no value in") && f.contains("another target"))
        .anyMatch(f -> f.startsWith("job: Has the same value in every row that has one"))
        .anyMatch(f -> f.startsWith("decided: 1 gap without rows, the longest of 30 days"))
        .noneMatch(f -> f.startsWith("customer"));
  }

  @Test
  void values_keysTextAndRareCategories_areNeverShown() {
    String json = ReportJson.write(Eda.report(loans()));
    assertThat(json).contains("north").doesNotContain("person ").doesNotContain("Secret Island");
    String few = ReportJson.write(Eda.report(loans(), o -> o.mostCategories(3)));
    assertThat(few).doesNotContain("north").doesNotContain("south");
  }

  @Test
  void relation_ofACategory_isTheShareWithWilsonsInterval() {
    Table loans = loans();
    Chart chart = chart(Eda.report(loans), "Features and the target", "region");
    assertThat(chart.kind()).isEqualTo(Chart.Kind.INTERVAL);
    assertThat(chart.categories()).containsExactlyInAnyOrder("north", "south", "?", "(others)");
    int place = chart.categories().indexOf("south");
    GroupMean expected = new GroupMean(true);
    for (int i = 0; i < ROWS; i++) {
      if (loans.column("region").string(i).equals("south")) {
        expected.add((double) loans.column("bad").integer(i));
      }
    }
    assertThat(chart.series().get(0).points().get(place)).isEqualTo(expected.at(place));
  }

  @Test
  void relation_ofANumber_bandsEveryBinAndHasAllRows() {
    Chart chart = chart(Eda.report(loans()), "Features and the target", "income");
    assertThat(chart.kind()).isEqualTo(Chart.Kind.LINE);
    assertThat(chart.series().get(0).points()).hasSize(10).allMatch(p -> p.hasInterval());
    assertThat(chart.lines()).hasSize(1);
  }

  @Test
  void heatMap_associations_isSymmetricWithoutDiagonal() {
    Chart map = chart(Eda.report(loans()), "Associations", "Columns that go together");
    assertThat(map.kind()).isEqualTo(Chart.Kind.HEAT_MAP);
    int n = map.categories().size();
    for (int i = 0; i < n; i++) {
      assertThat(map.series().get(i).points().get(i).isMissing()).isTrue();
      for (int j = 0; j < n; j++) {
        double here = map.series().get(i).points().get(j).y();
        assertThat(Double.compare(here, map.series().get(j).points().get(i).y())).isZero();
      }
    }
  }

  @Test
  void report_again_isTheSameAndReadsBack() {
    Report report = Eda.report(loans(), o -> o.seed(Seed.of(4)));
    assertThat(Eda.report(loans(), o -> o.seed(Seed.of(4)))).isEqualTo(report);
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void target_leakImbalanceAndMovement_areFound() {
    int n = 1_000;
    double[] given = new double[n];
    int[] label = new int[n];
    long[] days = new long[n];
    for (int i = 0; i < n; i++) {
      label[i] = i > 950 ? 1 : 0;
      given[i] = label[i] * 10 + i % 3;
      days[i] = i;
    }
    Table table =
        Table.of(
            Schema.builder().numeric("given").eventDate("day").binaryLabel("y", "yes").build(),
            List.of(
                NumericColumn.of(given),
                LongColumn.of(io.millwright.schema.FieldType.DATE, days, new BitSet()),
                CategoricalColumn.of(label, List.of("no", "yes"))));
    assertThat(findings(Eda.report(table)))
        .anyMatch(f -> f.startsWith("given: Nearly gives the target away"))
        .anyMatch(f -> f.startsWith("y: The rarest class has 4.9 %"))
        .anyMatch(f -> f.startsWith("y: Moves over time"));
  }

  @Test
  void missingTogether_isAMatrixOfConditionalShares() {
    BitSet a = new BitSet();
    a.set(0, 40);
    BitSet b = new BitSet();
    b.set(30, 40);
    Table table =
        Table.of(
            Schema.builder().numeric("a").numeric("b").optional("a", "b").build(),
            List.of(NumericColumn.of(new double[100], a), NumericColumn.of(new double[100], b)));
    Chart map = chart(Eda.report(table), "Missing values", "Missing together");
    assertThat(map.categories()).containsExactly("a", "b");
    assertThat(map.series().get(0).points().get(1).y()).isEqualTo(0.25);
    assertThat(map.series().get(1).points().get(0).y()).isEqualTo(1);
  }

  @Test
  void report_multiclassAndRealTargets_drawEachKind() {
    int n = 90;
    int[] classes = IntStream.range(0, n).map(i -> i % 3).toArray();
    double[] x = IntStream.range(0, n).mapToDouble(i -> i % 3 + i / 100.0).toArray();
    Schema schema = Schema.builder().numeric("x").multiclassLabel("kind").build();
    Table many =
        Table.of(
            schema,
            List.of(NumericColumn.of(x), CategoricalColumn.of(classes, List.of("a", "b", "c"))));
    Chart shares = chart(Eda.report(many), "Features and the target", "x");
    assertThat(shares.series()).extracting(s -> s.name()).containsExactly("a", "b", "c");
    Table real = many.as(Schema.builder().realLabel("x").categorical("kind").build());
    Chart means = chart(Eda.report(real), "Features and the target", "kind");
    assertThat(means.categories()).containsExactly("c", "b", "a");
    assertThat(means.y().title()).isEqualTo("Mean of x");
  }

  @Test
  void report_emptyTinyAndStrangeTables_stillReads() {
    Schema schema =
        Schema.builder().numeric("n").categorical("c").text("t").optional("n", "c", "t").build();
    for (int rows : new int[] {0, 1, 2}) {
      BitSet missing = new BitSet();
      missing.set(0, rows);
      List<@Nullable String> texts = new ArrayList<>();
      IntStream.range(0, rows).forEach(i -> texts.add(null));
      int[] none = IntStream.range(0, rows).map(i -> -1).toArray();
      Table table =
          Table.of(
              schema,
              List.of(
                  NumericColumn.of(new double[rows], missing),
                  CategoricalColumn.of(none, List.of()),
                  TextColumn.of(texts)));
      assertThat(headings(Eda.report(table))).startsWith("What to look at", "Overview");
    }
    double[] wild = {Double.NaN, Double.POSITIVE_INFINITY, -1.7e308, 1.7e308, 0, -0.0};
    Table strange =
        Table.of(
            Schema.builder().numeric("wild").numeric("nan").build(),
            List.of(
                NumericColumn.of(wild),
                NumericColumn.of(Double.NaN, Double.NaN, Double.NaN, 1, 1, 1)));
    assertThat(findings(Eda.report(strange)))
        .anyMatch(f -> f.equals("wild: 2 cells are NaN or infinite."));
  }

  @Test
  void categories_blankLongAndAlike_getDifferentLabels() {
    String stem = "x".repeat(60);
    int[] codes = IntStream.range(0, 60).map(i -> i % 6).toArray();
    Table table =
        Table.of(
            Schema.builder().categorical("c").build(),
            List.of(
                CategoricalColumn.of(
                    codes, List.of("", " ", stem + "1", stem + "2", "(others)", "<b>"))));
    Chart chart = chart(Eda.report(table, o -> o.topCategories(5)), "Columns", "c");
    assertThat(chart.categories())
        .containsExactly(
            "(empty)", "(blank)", "(others)", "<b>", "x".repeat(47) + "…", "(others) (2)");
  }

  @Test
  void options_badOrTwice_areRefused() {
    assertThatThrownBy(() -> Eda.report(loans(), o -> o.title(" ")))
        .hasMessage("Title must not be blank.");
    assertThatThrownBy(() -> Eda.report(loans(), o -> o.mostColumns(1)))
        .hasMessage("Most columns must be at least 2; was 1.");
    assertThatThrownBy(() -> Eda.report(loans(), o -> o.topCategories(3).topCategories(3)))
        .hasMessage("Option topCategories must be set once; was set twice.");
  }
}
