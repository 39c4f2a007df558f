package io.millwright.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

  private static final double[] TWO = {0, 1};
  private static final double[] ONE = {1};

  @Test
  void line_allSettings_areKept() {
    Chart chart =
        Chart.line("c")
            .note("n")
            .x("x", 0, 1)
            .y("y")
            .diagonal()
            .lineAtX("cut", 0.4)
            .lineAtY("floor", 0.1)
            .series("s", TWO, TWO)
            .distribution(Bins.of("rows", TWO, new double[] {7}))
            .build();
    assertThat(chart.kind()).isEqualTo(Chart.Kind.LINE);
    assertThat(chart.x()).isEqualTo(new Axis("x", 0, 1, Axis.Scale.LINEAR));
    assertThat(chart.lines())
        .containsExactly(
            new ReferenceLine("cut", 0.4, ReferenceLine.On.X),
            new ReferenceLine("floor", 0.1, ReferenceLine.On.Y));
    assertThat(chart.hasDiagonal()).isTrue();
    assertThat(chart.distribution()).contains(Bins.of("rows", TWO, new double[] {7}));
    assertThat(chart.series()).containsExactly(Series.of("s", TWO, TWO));
  }

  @Test
  void series_lengthsDiffer_areRefused() {
    assertThatThrownBy(() -> Series.of("s", TWO, new double[] {1}))
        .hasMessage(
            "Series 's' must have as many y values as x values, 2; was 1. Pass arrays of one length.");
    assertThatThrownBy(() -> Series.of("s", TWO, TWO, new double[0], TWO))
        .hasMessageContaining("as many lower values");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void point_notFinite_isRefusedEverywhere(double bad) {
    assertThatThrownBy(() -> Point.of(bad, 1)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> Point.of(1, bad)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> Point.missing(bad)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> Point.of(0, 1, bad, 2)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> new ReferenceLine("l", bad, ReferenceLine.On.X))
        .hasMessageContaining("must be finite");
    assertThatThrownBy(() -> Axis.of("a", bad, 1)).hasMessageContaining("must be finite");
  }

  @Test
  void point_missing_isAGapAndEqualToAnother() {
    assertThat(Point.missing(3).isMissing()).isTrue();
    assertThat(Point.missing(3)).isEqualTo(Point.missing(3));
    assertThat(Point.of(3, 0).isMissing()).isFalse();
  }

  @Test
  void point_intervalWithoutItsValueOrOneEnd_isRefused() {
    assertThatThrownBy(() -> Point.of(0, 3, 1, 2)).hasMessageContaining("must hold its value");
    assertThatThrownBy(() -> new Point(0, 1, 0, Double.NaN)).hasMessageContaining("both ends");
    assertThatThrownBy(() -> new Point(0, Double.NaN, 0, 1)).hasMessageContaining("hold its value");
  }

  @Test
  void axis_emptyRange_isRefused() {
    assertThatThrownBy(() -> Axis.of("a", 1, 1))
        .hasMessageContaining("Axis 'a' must show a finite range from low to high; was 1.0 to 1.0");
  }

  @Test
  void bar_categoriesAndValuesDiffer_areRefused() {
    CategoryChart chart = Chart.bar("c", List.of("a", "b")).series("s", 1);
    assertThatThrownBy(chart::build)
        .hasMessage(
            "Series 's' must have one value per category, 2; was 1 (Chart 'c'). Use Point.missing"
                + " where there is no value.");
  }

  @Test
  void bar_categoryTwiceOrMisnumbered_isRefused() {
    assertThatThrownBy(Chart.bar("c", List.of("a", "a")).series("s", 1, 2)::build)
        .hasMessageContaining("was 'a' twice");
    Series wrong = new Series("s", List.of(Point.of(1, 1), Point.of(0, 1)));
    assertThatThrownBy(Chart.bar("c", List.of("a", "b")).series(wrong)::build)
        .hasMessageContaining("must have the index of its category as x, 0; was 1.0");
  }

  @Test
  void histogram_edgesNotAscendingOrOfWrongNumber_areRefused() {
    assertThatThrownBy(Chart.histogram("h", 0, 2, 1).series("s", 1, 2)::build)
        .hasMessageContaining("Chart 'h' must have ascending edges; was 2.0 before 1.0");
    assertThatThrownBy(Chart.histogram("h", 0, 1).series("s", 1, 2)::build)
        .hasMessageContaining("one value per bin, 1; was 2");
    assertThatThrownBy(Chart.histogram("h", 0).series("s", 1)::build)
        .hasMessageContaining("at least two edges");
  }

  @Test
  void bins_countsNegativeOrOfWrongNumber_areRefused() {
    assertThatThrownBy(() -> Bins.of("b", TWO, new double[] {-1}))
        .hasMessageContaining("counts of 0 or more; was -1.0");
    assertThatThrownBy(() -> Bins.of("b", TWO, TWO)).hasMessageContaining("one count per bin, 1");
  }

  @Test
  void chart_noSeriesOrNameTwice_isRefused() {
    assertThatThrownBy(Chart.line("c")::build).hasMessageContaining("Series of Chart 'c'");
    assertThatThrownBy(Chart.line("c").series("s", TWO, TWO).series("s", TWO, TWO)::build)
        .hasMessageContaining("was 's' twice");
  }

  @Test
  void chart_tooManyPoints_isRefusedNamingTheWayOut() {
    double[] many = new double[Chart.MOST_POINTS + 1];
    assertThatThrownBy(Chart.scatter("c").series("s", many, many)::build)
        .hasMessageContaining("at most 50000 points; was 50001")
        .hasMessageContaining("thinnedTo");
  }

  @Test
  void chart_bandWithHoles_isRefused() {
    Series half = new Series("s", List.of(Point.of(0, 1, 0, 2), Point.of(1, 1)));
    assertThatThrownBy(Chart.line("c").series(half)::build)
        .hasMessageContaining("an interval at every point or at none; was 1 of 2");
  }

  @Test
  void heatMap_cellsWithIntervalOrLine_areRefused() {
    assertThatThrownBy(
            Chart.heatMap("h", List.of("a")).series("s", ONE, ONE, ONE)::build)
        .hasMessage(
            "Series 's' must be without intervals; was with them (Chart 'h'). Draw an interval"
                + " chart, or leave them out.");
    assertThatThrownBy(Chart.heatMap("h", List.of("a")).series("s", 1).lineAtY("l", 1)::build)
        .hasMessageContaining("Chart 'h' must be without reference lines; was with 1");
    assertThatThrownBy(Chart.heatMap("h", List.of("a", "b")).series("s", 1)::build)
        .hasMessageContaining("one value per category, 2; was 1");
  }

  @Test
  void heatMap_rowsWithAGap_areKeptAndReadBack() {
    Series gap = new Series("second", List.of(Point.missing(0), Point.of(1, -0.5)));
    Chart chart =
        Chart.heatMap("h", List.of("a", "b")).y("r", -1, 1).series("first", 1, 0.2).series(gap).build();
    assertThat(chart.kind().hasCategories()).isTrue();
    assertThat(chart.kind().hasNumericPlaces()).isFalse();
    assertThat(chart.series()).containsExactly(Series.of("first", TWO, new double[] {1, 0.2}), gap);
    Report report = Report.titled("t").section("s", s -> s.chart(chart)).build();
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void builder_settingTwice_isRefused() {
    assertThatThrownBy(() -> Chart.line("c").x("a").x("b")).hasMessageContaining("x axis of Chart");
    assertThatThrownBy(() -> Chart.line("c").y("a").y("b")).hasMessageContaining("y axis of Chart");
    assertThatThrownBy(() -> Chart.line("c").note("a").note("b")).hasMessageContaining("Note of");
    assertThatThrownBy(() -> Chart.line("c").diagonal().diagonal())
        .hasMessageContaining("Diagonal");
    Bins bins = Bins.of("b", TWO, new double[] {1});
    assertThatThrownBy(() -> Chart.line("c").distribution(bins).distribution(bins))
        .hasMessageContaining("Distribution");
  }

  @Test
  void thinnedTo_smallSpikeInLongLine_keepsEndsSpikeAndOrder() {
    double[] xs = new double[1000];
    double[] ys = new double[1000];
    for (int i = 0; i < 1000; i++) {
      xs[i] = i;
    }
    ys[437] = 5;
    Series thin = Series.of("s", xs, ys).thinnedTo(50);
    assertThat(thin.points()).hasSize(50).contains(Point.of(437, 5));
    assertThat(thin.points().get(0)).isEqualTo(Point.of(0, 0));
    assertThat(thin.points().get(49)).isEqualTo(Point.of(999, 0));
    assertThat(thin.points()).isSortedAccordingTo(java.util.Comparator.comparingDouble(Point::x));
    assertThat(thin.points()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 9, 10})
  void thinnedTo_anySize_keepsExactlyThatMany(int most) {
    double[] xs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] ys = {0, 3, 1, 5, 2, 8, 1, 9, 4, 0};
    Series series = Series.of("s", xs, ys);
    assertThat(series.thinnedTo(most).points()).hasSize(most);
    assertThat(series.points()).containsAll(series.thinnedTo(most).points());
    assertThatThrownBy(() -> series.thinnedTo(2)).hasMessageContaining("at least 3; was 2");
  }

  @Test
  void thinnedTo_fourPointsToThree_keepsTheLargerTriangle() {
    // Middle points (1, 1) and (2, 4) with (0, 0) and (3, 0): areas 1.5 and 6.
    Series series = Series.of("s", new double[] {0, 1, 2, 3}, new double[] {0, 1, 4, 0});
    assertThat(series.thinnedTo(3).points())
        .containsExactly(Point.of(0, 0), Point.of(2, 4), Point.of(3, 0));
  }
}
