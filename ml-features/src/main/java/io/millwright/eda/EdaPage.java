package io.millwright.eda;

import io.millwright.quality.DimensionScore;
import io.millwright.quality.QualityReport;
import io.millwright.report.CategoryChart;
import io.millwright.report.Chart;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Point;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Series;
import io.millwright.report.Tone;
import io.millwright.schema.FieldType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the report together, section by section. */
final class EdaPage {

  private static final int MOST_STRENGTHS = 12;
  private static final int MOST_NAMES = 5;

  private final EdaFacts facts;
  private final List<Relation> relations;
  private final List<Finding> findings;

  EdaPage(EdaFacts facts) {
    this.facts = facts;
    this.relations = relations(facts);
    this.findings = TableFindings.of(facts, relations);
  }

  private static List<Relation> relations(EdaFacts facts) {
    return facts.target().isEmpty()
        ? List.of()
        : facts.features().stream()
            .limit(facts.options().mostColumns())
            .flatMap(c -> Relation.of(c, facts.target().get()).stream())
            .toList();
  }

  Report report() {
    Report.Builder report =
        Report.titled(facts.options().title())
            .subtitle(
                ReportWords.count(facts.rows())
                    + " rows, "
                    + ReportWords.count(facts.columns().size())
                    + " columns");
    report.section("What to look at", this::findings);
    report.section("Overview", this::overview);
    facts.target().filter(t -> facts.rows() > 0).ifPresent(t -> target(report, t));
    List<Chart> distributions = distributions();
    if (!distributions.isEmpty()) {
      report.section("Columns", s -> distributions.forEach(s::chart));
    }
    relationCharts(report);
    if (facts.associations().fields().size() > 1 && facts.rows() > 1) {
      report.section("Associations", this::associations);
    }
    if (facts.missing().columns().size() > 1) {
      report.section("Missing values", this::missing);
    }
    facts.time().ifPresent(t -> report.section("Time", s -> EdaTime.write(facts, t, s)));
    facts.options().quality().ifPresent(q -> report.section("Data quality", s -> quality(q, s)));
    report.section("All figures", this::figures);
    return report.build();
  }

  private void findings(Section.Builder section) {
    long bad = findings.stream().filter(f -> f.tone() == Tone.BAD).count();
    long warnings = findings.stream().filter(f -> f.tone() == Tone.WARNING).count();
    if (bad > 0) {
      section.callout(Tone.BAD, settle(bad) + " before anything is learnt from this table.");
    } else if (warnings > 0) {
      section.callout(
          Tone.WARNING, "Nothing forbids learning from this table; the points below need care.");
    } else {
      section.callout(Tone.GOOD, "Nothing found that forbids learning from this table.");
    }
    if (!findings.isEmpty()) {
      section.table(EdaTables.findings(findings));
    }
  }

  private static String settle(long count) {
    return count == 1 ? "One point must be settled" : count + " points must be settled";
  }

  private void overview(Section.Builder section) {
    long cells = (long) facts.rows() * facts.used().size();
    long missing = facts.used().stream().mapToLong(ColumnSummary::missing).sum();
    double share = cells == 0 ? 0 : (double) missing / cells;
    double twins = facts.rows() == 0 ? 0 : (double) facts.twins() / facts.rows();
    List<KeyFigure> figures = new ArrayList<>();
    figures.add(KeyFigure.of("Rows", ReportWords.count(facts.rows())));
    figures.add(KeyFigure.of("Features", ReportWords.count(facts.features().size())).note(kinds()));
    facts
        .target()
        .ifPresent(
            t -> figures.add(KeyFigure.of("Target", ReportWords.value(t.name())).note(kind(t))));
    figures.add(
        KeyFigure.of("Missing cells", ReportWords.percent(share))
            .note(ReportWords.count(missing) + " cells")
            .tone(share >= 0.05 ? Tone.WARNING : Tone.NEUTRAL));
    figures.add(
        KeyFigure.of("Repeated rows", ReportWords.percent(twins))
            .note(ReportWords.count(facts.twins()) + " rows")
            .tone(twins >= 0.01 ? Tone.WARNING : Tone.NEUTRAL));
    figures.add(KeyFigure.of("In memory", bytes(facts.bytes())).note("about"));
    facts.options().quality().ifPresent(q -> figures.add(score(q)));
    section.figures(figures);
    strongest().ifPresent(section::text);
  }

  private static KeyFigure score(QualityReport quality) {
    return KeyFigure.of("Data quality", NumberText.of(quality.total(), 3))
        .note("of 30; at least " + NumberText.of(quality.minimum(), 3))
        .tone(quality.passes() ? Tone.GOOD : Tone.BAD);
  }

  private String kinds() {
    List<String> kinds = new ArrayList<>();
    add(kinds, facts.count(FieldType.NUMERIC, FieldType.INTEGER), "number");
    add(kinds, facts.count(FieldType.CATEGORICAL, FieldType.BOOLEAN), "categorical");
    add(kinds, facts.count(FieldType.DATE, FieldType.TIMESTAMP), "time");
    add(kinds, facts.count(FieldType.TEXT), "text");
    return String.join(", ", kinds);
  }

  private static void add(List<String> kinds, long count, String kind) {
    if (count > 0) {
      kinds.add(count + " " + kind);
    }
  }

  private static String kind(TargetView target) {
    return target.isReal()
        ? "a number"
        : target.outcomes().size() == 1
            ? ReportWords.percent(target.outcomes().get(0).overall().mean()) + " positive"
            : target.classes().size() + " classes";
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000
        ? NumberText.of(bytes / 1e3, 3) + " kB"
        : NumberText.of(bytes / 1e6, 3) + " MB";
  }

  private Optional<String> strongest() {
    List<String> names = byStrength().stream().limit(MOST_NAMES).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("Most telling of the target: " + String.join(", ", names) + ".");
  }

  /** Features with a defined mutual information with the target, most first. */
  private List<String> byStrength() {
    return facts.features().stream()
        .map(ColumnSummary::name)
        .filter(f -> shared(f) > Double.NEGATIVE_INFINITY)
        .sorted(Comparator.comparingDouble((String f) -> -shared(f)))
        .toList();
  }

  private double shared(String feature) {
    return facts
        .withTarget(feature, AssociationMeasure.MUTUAL_INFORMATION)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private void target(Report.Builder report, TargetView target) {
    Optional<Chart> chart =
        target.isReal()
            ? facts.columns().stream()
                .filter(c -> c.name().equals(target.name()))
                .findFirst()
                .flatMap(Distribution::of)
            : classes(target);
    List<Chart> charts = new ArrayList<>();
    chart.ifPresent(charts::add);
    strengths(target).ifPresent(charts::add);
    if (!charts.isEmpty()) {
      report.section("Target", s -> charts.forEach(s::chart));
    }
  }

  private Optional<Chart> strengths(TargetView target) {
    List<String> strongest = byStrength().stream().limit(MOST_STRENGTHS).toList();
    return strongest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Chart.bar("What each feature tells of " + target.name(), strongest)
                .note("Mutual information, 0 to 1, one feature at a time.")
                .y("Mutual information")
                .series(
                    "Mutual information", strongest.stream().mapToDouble(this::shared).toArray())
                .build());
  }

  private Optional<Chart> classes(TargetView target) {
    ReportWords words = new ReportWords();
    List<Map.Entry<String, Long>> shown =
        target.classes().subList(0, Math.min(20, target.classes().size()));
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Chart.bar(target.name(), shown.stream().map(e -> words.unique(e.getKey())).toList())
            .y("Rows")
            .series("Rows", shown.stream().mapToDouble(Map.Entry::getValue).toArray())
            .build());
  }

  private List<Chart> distributions() {
    return facts.features().stream()
        .limit(facts.options().mostColumns())
        .flatMap(c -> Distribution.of(c).stream())
        .sorted(Comparator.comparing(c -> c.kind() == Chart.Kind.BAR))
        .toList();
  }

  private void relationCharts(Report.Builder report) {
    List<Chart> charts =
        relations.stream()
            .sorted(Comparator.comparingDouble((Relation r) -> -shared(r.column().name())))
            .flatMap(r -> r.chart().stream())
            .toList();
    if (!charts.isEmpty()) {
      report.section(
          "Features and the target",
          s -> {
            s.text("Most telling first. Bands and bars are 95 % intervals; dashed: all rows.");
            charts.forEach(s::chart);
          });
    }
  }

  private void associations(Section.Builder section) {
    Associations all = facts.associations();
    List<String> names = all.fields();
    CategoryChart chart =
        Chart.heatMap("Columns that go together", names)
            .note(
                "Two numbers: Spearman, -1 to 1. Two categories: Cramér's V, one of each:"
                    + " correlation ratio, both 0 to 1. Empty: undefined.")
            .y("Association", -1, 1);
    for (int i = 0; i < names.size(); i++) {
      List<Point> cells = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        cells.add(i == j ? Point.missing(j) : cell(all.between(names.get(i), names.get(j)), j));
      }
      chart.series(new Series(names.get(i), cells));
    }
    section.chart(chart.build());
    if (!all.strongest().isEmpty()) {
      section.table(EdaTables.pairs(all.strongest()));
    }
    section.text("Compared: " + all.describe() + ".");
  }

  private static Point cell(Association pair, int place) {
    return pair.headline().match(m -> Point.of(place, m.value()), u -> Point.missing(place));
  }

  private void missing(Section.Builder section) {
    List<ColumnSummary> columns = facts.missing().columns();
    section.chart(
        Chart.bar("Share missing", columns.stream().map(ColumnSummary::name).toList())
            .y("Share")
            .series("Share", columns.stream().mapToDouble(ColumnSummary::missingShare).toArray())
            .build());
    facts.missing().chart().ifPresent(section::chart);
  }

  private static void quality(QualityReport quality, Section.Builder section) {
    List<DimensionScore> assessed =
        quality.scores().stream().filter(d -> d.value().isPresent()).toList();
    if (!assessed.isEmpty()) {
      section.chart(
          Chart.bar(
                  "Data quality, 0 to 5",
                  assessed.stream().map(d -> ReportWords.word(d.dimension())).toList())
              .y("Score", 0, 5)
              .series(
                  "Score", assessed.stream().mapToDouble(d -> d.value().orElseThrow()).toArray())
              .build());
    }
    section.table(EdaTables.quality(quality));
    if (!quality.faults().isEmpty()) {
      section.table(EdaTables.faults(quality));
    }
  }

  private void figures(Section.Builder section) {
    section.table(EdaTables.columns(facts.columns()));
    List<ColumnSummary> numbers =
        facts.used().stream()
            .filter(c -> !c.numbers().isEmpty() && !c.field().type().isTime())
            .toList();
    if (!numbers.isEmpty()) {
      section.table(EdaTables.numbers(numbers));
    }
  }
}
