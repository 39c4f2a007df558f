package io.millwright.report;

import java.util.List;

/**
 * Builds a chart of counts or shares per bin.
 *
 * <p>Start with {@link Chart#histogram}. A property set twice is an error. Single use, not
 * thread-safe.
 */
public final class HistogramChart {

  private final ChartDraft draft;
  private final List<Double> edges;

  HistogramChart(String title, List<Double> edges) {
    this.draft = new ChartDraft(Chart.Kind.HISTOGRAM, title);
    this.edges = List.copyOf(edges);
  }

  /** Sets a remark on how to read the chart. */
  public HistogramChart note(String text) {
    draft.note(text);
    return this;
  }

  /** Sets the title of the x axis, whose range fits the points. */
  public HistogramChart x(String axisTitle) {
    return x(Axis.titled(axisTitle));
  }

  /** Sets the x axis. */
  public HistogramChart x(Axis axis) {
    draft.x(axis);
    return this;
  }

  /** Sets the title of the y axis, whose range fits the points. */
  public HistogramChart y(String axisTitle) {
    return y(Axis.titled(axisTitle));
  }

  /** Sets title and range of the y axis. */
  public HistogramChart y(String axisTitle, double low, double high) {
    return y(Axis.of(axisTitle, low, high));
  }

  /** Sets the y axis. */
  public HistogramChart y(Axis axis) {
    draft.y(axis);
    return this;
  }

  /** Adds a labelled line across the chart at this value of the y axis, such as a threshold. */
  public HistogramChart lineAtY(String label, double value) {
    draft.line(new ReferenceLine(label, value, ReferenceLine.On.Y));
    return this;
  }

  /** Adds a series made elsewhere. */
  public HistogramChart series(Series series) {
    draft.series(series);
    return this;
  }

  /** Sets title and range of the x axis. */
  public HistogramChart x(String axisTitle, double low, double high) {
    return x(Axis.of(axisTitle, low, high));
  }

  /** Adds a labelled line across the chart at this value of the x axis. */
  public HistogramChart lineAtX(String label, double value) {
    draft.line(new ReferenceLine(label, value, ReferenceLine.On.X));
    return this;
  }

  /** Adds a series with one finite value per bin. */
  public HistogramChart series(String name, double... values) {
    return series(ChartDraft.indexed(name, values));
  }

  /** The finished chart. */
  public Chart build() {
    return draft.build(List.of(), edges);
  }
}
