package io.millwright.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chart as data: its kind, its axes and its series of points.
 *
 * <p>Made by {@link #line}, {@link #step}, {@link #scatter}, {@link #bar}, {@link #interval}, {@link
 * #histogram} and {@link #heatMap}. A renderer chooses colours, sizes and whether bars stand or lie. At most
 * {@value #MOST_POINTS} points; {@link Series#thinnedTo} makes a long curve short enough to send
 * and read. Compares by value. Thread-safe: yes, immutable.
 */
public final class Chart implements Block {

  /** The most points that the series of one chart may have together. */
  public static final int MOST_POINTS = 50_000;

  /** What the points of a chart are drawn as. */
  public enum Kind {
    /** Points joined by straight lines; intervals become a band. */
    LINE,
    /** Points joined by steps, the value holding until the next point; intervals become a band. */
    STEP,
    /** Points alone. */
    SCATTER,
    /** One bar per category and series. */
    BAR,
    /** One point with its interval per category and series. */
    INTERVAL,
    /** One bar per bin and series, bars of several series lying over each other. */
    HISTOGRAM,
    /** One coloured cell per category and series: categories are columns, series are rows. */
    HEAT_MAP;

    /** Whether points stand at numbers on the x axis, not at categories or bins. */
    public boolean hasNumericPlaces() {
      return this == LINE || this == STEP || this == SCATTER;
    }

    /** Whether points stand at categories. */
    public boolean hasCategories() {
      return this == BAR || this == INTERVAL || this == HEAT_MAP;
    }
  }

  private final Parts parts;

  Chart(Parts parts) {
    this.parts = parts;
  }

  /** Starts a chart of joined points, for example a ROC curve. */
  public static CurveChart line(String title) {
    return new CurveChart(Kind.LINE, title);
  }

  /** Starts a chart of steps, for example a precision-recall curve. */
  public static CurveChart step(String title) {
    return new CurveChart(Kind.STEP, title);
  }

  /** Starts a chart of single points, for example predicted against actual values. */
  public static CurveChart scatter(String title) {
    return new CurveChart(Kind.SCATTER, title);
  }

  /**
   * Starts a chart of bars, one per category and series.
   *
   * @param categories at least one, none twice, in drawing order
   */
  public static CategoryChart bar(String title, List<String> categories) {
    return new CategoryChart(Kind.BAR, title, categories);
  }

  /**
   * Starts a chart of values with intervals, one per category and series, for example a metric of
   * several models.
   *
   * @param categories at least one, none twice, in drawing order
   */
  public static CategoryChart interval(String title, List<String> categories) {
    return new CategoryChart(Kind.INTERVAL, title, categories);
  }

  /**
   * Starts a chart of coloured cells, for example a matrix of correlations: each series is a row of
   * cells from top to bottom, with one value per column.
   *
   * <p>The y axis is the scale of colours, named and bounded by {@link CategoryChart#y}; a scale
   * with 0 inside has two colours that part there, any other has one. {@link Point#missing} leaves
   * a cell empty. Intervals and reference lines are refused: a colour cannot show them.
   *
   * @param columns at least one, none twice, from left to right
   */
  public static CategoryChart heatMap(String title, List<String> columns) {
    return new CategoryChart(Kind.HEAT_MAP, title, columns);
  }

  /**
   * Starts a chart of counts or shares per bin.
   *
   * @param edges bin borders, finite, strictly ascending, at least two; bins may differ in width
   */
  public static HistogramChart histogram(String title, double... edges) {
    return new HistogramChart(title, Arrays.stream(edges).boxed().toList());
  }

  /** What the points are drawn as. */
  public Kind kind() {
    return parts.kind();
  }

  /** What the chart shows, not blank. */
  public String title() {
    return parts.title();
  }

  /** A remark on how to read it; empty for none. */
  public String note() {
    return parts.note();
  }

  /** The axis of places, categories or bins. */
  public Axis x() {
    return parts.x();
  }

  /** The axis of values. */
  public Axis y() {
    return parts.y();
  }

  /** The categories of a bar or interval chart, the columns of a heat map; empty for the others. */
  public List<String> categories() {
    return parts.categories();
  }

  /** The bin borders of a histogram, one more than bins; empty for the others. */
  public List<Double> edges() {
    return parts.edges();
  }

  /** At least one series, each name once. */
  public List<Series> series() {
    return parts.series();
  }

  /** Lines across the chart, in the order given. */
  public List<ReferenceLine> lines() {
    return parts.lines();
  }

  /** Whether the line {@code y = x} is drawn as a reference. */
  public boolean hasDiagonal() {
    return parts.diagonal();
  }

  /** The strip of counts below the chart, if any. */
  public Optional<Bins> distribution() {
    return parts.distribution().stream().findFirst();
  }

  @Override
  public <T> T match(
      Function<? super Paragraph, ? extends T> paragraph,
      Function<? super KeyFigures, ? extends T> figures,
      Function<? super DataTable, ? extends T> table,
      Function<? super Chart, ? extends T> chart) {
    return chart.apply(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Chart chart && parts.equals(chart.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return "Chart[" + kind() + " '" + title() + "', " + series().size() + " series]";
  }

  /**
   * The checked content of a chart.
   *
   * @param distribution none or one
   */
  record Parts(
      Kind kind,
      String title,
      String note,
      Axis x,
      Axis y,
      List<String> categories,
      List<Double> edges,
      List<Series> series,
      List<ReferenceLine> lines,
      boolean diagonal,
      List<Bins> distribution) {

    Parts {
      categories = List.copyOf(categories);
      edges = List.copyOf(edges);
      series = List.copyOf(series);
      lines = List.copyOf(lines);
      distribution = List.copyOf(distribution);
      String subject = Checks.named("Chart", title);
      ChartChecks.check(subject, kind, categories, edges, series);
      if (kind == Kind.HEAT_MAP) {
        ChartChecks.cellsOnly(subject, series, lines);
      }
    }
  }
}
