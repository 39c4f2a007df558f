package io.millwright.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the builders of all chart kinds share. Single use, not thread-safe. */
final class ChartDraft {

  private final Chart.Kind kind;
  private final String title;
  private final List<Series> series = new ArrayList<>();
  private final List<ReferenceLine> lines = new ArrayList<>();
  private final List<Bins> distribution = new ArrayList<>();
  private @Nullable String note;
  private @Nullable Axis x;
  private @Nullable Axis y;
  private boolean diagonal;

  ChartDraft(Chart.Kind kind, String title) {
    this.kind = kind;
    this.title = Checks.filled("Chart title", title);
  }

  String subject() {
    return Checks.named("Chart", title);
  }

  void note(String text) {
    Checks.notSet("Note of " + subject(), note != null, String.valueOf(note));
    note = Checks.filled("Note of " + subject(), text);
  }

  void x(Axis axis) {
    Checks.notSet("x axis of " + subject(), x != null, String.valueOf(x));
    x = Objects.requireNonNull(axis, "axis");
  }

  void y(Axis axis) {
    Checks.notSet("y axis of " + subject(), y != null, String.valueOf(y));
    y = Objects.requireNonNull(axis, "axis");
  }

  void series(Series more) {
    series.add(Objects.requireNonNull(more, "series"));
  }

  void line(ReferenceLine line) {
    lines.add(line);
  }

  void diagonal() {
    Checks.notSet("Diagonal of " + subject(), diagonal, "y = x");
    diagonal = true;
  }

  void distribution(Bins bins) {
    Checks.notSet("Distribution of " + subject(), !distribution.isEmpty(), distribution);
    distribution.add(bins);
  }

  /** Values at the places 0, 1, 2 and so on. */
  static Series indexed(String name, double[] values) {
    List<Point> points = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      points.add(Point.of(i, values[i]));
    }
    return new Series(name, points);
  }

  Chart build(List<String> categories, List<Double> edges) {
    return new Chart(
        new Chart.Parts(
            kind,
            title,
            note == null ? "" : note,
            x == null ? Axis.titled("") : x,
            y == null ? Axis.titled("") : y,
            categories,
            edges,
            series,
            lines,
            diagonal,
            distribution));
  }
}
