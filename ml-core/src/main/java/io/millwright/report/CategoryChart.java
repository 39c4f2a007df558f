package io.millwright.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds a chart of categories: bars, values with intervals, or the coloured cells of a heat map.
 *
 * <p>Start with {@link Chart#bar}, {@link Chart#interval} or {@link Chart#heatMap}. A property set twice is an error.
 * Single use, not thread-safe.
 */
public final class CategoryChart {

  private final ChartDraft draft;
  private final List<String> categories;

  CategoryChart(Chart.Kind kind, String title, List<String> categories) {
    this.draft = new ChartDraft(kind, title);
    this.categories = List.copyOf(categories);
  }

  /** Sets a remark on how to read the chart. */
  public CategoryChart note(String text) {
    draft.note(text);
    return this;
  }

  /** Sets the title of the x axis, whose range fits the points. */
  public CategoryChart x(String axisTitle) {
    return x(Axis.titled(axisTitle));
  }

  /** Sets the x axis. */
  public CategoryChart x(Axis axis) {
    draft.x(axis);
    return this;
  }

  /** Sets the title of the y axis, whose range fits the points. */
  public CategoryChart y(String axisTitle) {
    return y(Axis.titled(axisTitle));
  }

  /** Sets title and range of the y axis. */
  public CategoryChart y(String axisTitle, double low, double high) {
    return y(Axis.of(axisTitle, low, high));
  }

  /** Sets the y axis. */
  public CategoryChart y(Axis axis) {
    draft.y(axis);
    return this;
  }

  /** Adds a labelled line across the chart at this value of the y axis, such as a threshold. */
  public CategoryChart lineAtY(String label, double value) {
    draft.line(new ReferenceLine(label, value, ReferenceLine.On.Y));
    return this;
  }

  /** Adds a series made elsewhere. */
  public CategoryChart series(Series series) {
    draft.series(series);
    return this;
  }

  /** Adds a series with one finite value per category. */
  public CategoryChart series(String name, double... values) {
    return series(ChartDraft.indexed(name, values));
  }

  /** Adds a series with one finite value and its interval per category. */
  public CategoryChart series(String name, double[] values, double[] lows, double[] highs) {
    double[] places = IntStream.range(0, values.length).asDoubleStream().toArray();
    return series(Series.of(name, places, values, lows, highs));
  }

  /** The finished chart. */
  public Chart build() {
    return draft.build(categories, List.of());
  }
}
