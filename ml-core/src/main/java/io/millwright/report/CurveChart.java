package io.millwright.report;

import java.util.List;

/**
 * Builds a chart of points at numbers: line, step or scatter.
 *
 * <p>Start with {@link Chart#line}, {@link Chart#step} or {@link Chart#scatter}. A property set
 * twice is an error. Single use, not thread-safe.
 */
public final class CurveChart {

  private final ChartDraft draft;

  CurveChart(Chart.Kind kind, String title) {
    draft = new ChartDraft(kind, title);
  }

  /** Sets a remark on how to read the chart. */
  public CurveChart note(String text) {
    draft.note(text);
    return this;
  }

  /** Sets the title of the x axis, whose range fits the points. */
  public CurveChart x(String axisTitle) {
    return x(Axis.titled(axisTitle));
  }

  /** Sets the x axis. */
  public CurveChart x(Axis axis) {
    draft.x(axis);
    return this;
  }

  /** Sets the title of the y axis, whose range fits the points. */
  public CurveChart y(String axisTitle) {
    return y(Axis.titled(axisTitle));
  }

  /** Sets title and range of the y axis. */
  public CurveChart y(String axisTitle, double low, double high) {
    return y(Axis.of(axisTitle, low, high));
  }

  /** Sets the y axis. */
  public CurveChart y(Axis axis) {
    draft.y(axis);
    return this;
  }

  /** Adds a labelled line across the chart at this value of the y axis, such as a threshold. */
  public CurveChart lineAtY(String label, double value) {
    draft.line(new ReferenceLine(label, value, ReferenceLine.On.Y));
    return this;
  }

  /** Adds a series made elsewhere. */
  public CurveChart series(Series series) {
    draft.series(series);
    return this;
  }

  /** Sets title and range of the x axis. */
  public CurveChart x(String axisTitle, double low, double high) {
    return x(Axis.of(axisTitle, low, high));
  }

  /** Adds a labelled line across the chart at this value of the x axis. */
  public CurveChart lineAtX(String label, double value) {
    draft.line(new ReferenceLine(label, value, ReferenceLine.On.X));
    return this;
  }

  /** Adds a series of points; {@code xs} and {@code ys} finite and of one length. */
  public CurveChart series(String name, double[] xs, double[] ys) {
    return series(Series.of(name, xs, ys));
  }

  /** Draws the line {@code y = x} as a reference. */
  public CurveChart diagonal() {
    draft.diagonal();
    return this;
  }

  /** Draws counts as a strip below the chart, on the same x axis. */
  public CurveChart distribution(Bins bins) {
    draft.distribution(bins);
    return this;
  }

  /** The finished chart. */
  public Chart build() {
    return draft.build(List.of(), List.of());
  }
}
