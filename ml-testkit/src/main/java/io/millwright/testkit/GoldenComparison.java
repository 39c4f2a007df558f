package io.millwright.testkit;

import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The rows of a golden set whose answers moved beyond their tolerance.
 *
 * <p>Names rows by their position, counted from 0, and says their scores, never their values.
 * Immutable and thread-safe.
 *
 * @param <P> what was answered
 */
public final class GoldenComparison<P extends Prediction> {

  private static final int SHOWN = 10;
  private static final int LISTED = 500;

  private final GoldenSet<P> golden;
  private final String candidate;
  private final List<Moved> moved;

  private GoldenComparison(GoldenSet<P> golden, String candidate, List<Moved> moved) {
    this.golden = golden;
    this.candidate = candidate;
    this.moved = moved;
  }

  /** Which way an answer moved. */
  public enum Change {
    /** Further from the label. */
    WORSE,
    /** Nearer to the label. */
    BETTER,
    /** No label, or as far from it as before. */
    OTHER
  }

  /**
   * An answer beyond its tolerance.
   *
   * @param row position in the golden set, counted from 0
   * @param change whether it got better or worse
   * @param distance how far it moved, more than {@code tolerance}
   * @param tolerance how far it might have moved
   * @param loss how much further from the label it is now: of the true class's probability, or of
   *     the value; negative when nearer, 0 without a label
   */
  public record Moved(int row, Change change, double distance, double tolerance, double loss) {}

  static <P extends Prediction> GoldenComparison<P> of(
      GoldenSet<P> golden, double[] scores, String candidate) {
    double[] truth = golden.truth().orElse(new double[0]);
    List<Moved> moved = new ArrayList<>();
    for (int i = 0; i < golden.size(); i++) {
      double distance = golden.distance(scores, i);
      if (!(distance <= golden.tolerance(i))) {
        double loss =
            truth.length == 0
                ? 0
                : error(golden, scores, i, truth[i]) - error(golden, golden.scores(), i, truth[i]);
        Change change = loss > 0 ? Change.WORSE : loss < 0 ? Change.BETTER : Change.OTHER;
        moved.add(new Moved(i, change, distance, golden.tolerance(i), loss));
      }
    }
    moved.sort(
        Comparator.comparingDouble((Moved m) -> -m.loss())
            .thenComparingDouble(m -> -m.distance())
            .thenComparingInt(Moved::row));
    return new GoldenComparison<>(golden, candidate, List.copyOf(moved));
  }

  /** Distance of the answer from the truth. */
  private static double error(GoldenSet<?> golden, double[] scores, int row, double truth) {
    Task.Kind kind = golden.task().kind();
    if (kind == Task.Kind.MULTICLASS) {
      return 1 - scores[row * golden.header().classes().size() + (int) truth];
    }
    return Math.abs(truth - scores[row]);
  }

  /** All that moved, the worst first. */
  public List<Moved> moved() {
    return moved;
  }

  /** Those that got worse, the worst first. */
  public List<Moved> worse() {
    return moved.stream().filter(m -> m.change() == Change.WORSE).toList();
  }

  /** What moved, for a message. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(golden)
        .append(" must be answered as recorded, within its tolerance (")
        .append(golden.header().tolerance())
        .append("); ")
        .append(moved.size())
        .append(" of ")
        .append(golden.size())
        .append(" rows moved");
    if (golden.hasTruth()) {
      long better = moved.stream().filter(m -> m.change() == Change.BETTER).count();
      text.append(", ").append(worse().size()).append(" got worse and ").append(better);
      text.append(" better");
    }
    text.append(". Accept the answers as the next version if they are right.");
    for (Moved m : moved.subList(0, Math.min(SHOWN, moved.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  row %d: %s, moved by %.4g, allowed %.4g",
              m.row(),
              m.change().name().toLowerCase(Locale.ROOT),
              m.distance(),
              m.tolerance()));
    }
    return moved.size() > SHOWN
        ? text + System.lineSeparator() + "  and " + (moved.size() - SHOWN) + " more"
        : text.toString();
  }

  /** What moved, as a page. */
  public Report toReport() {
    DataTable.Builder table =
        DataTable.captioned("Rows beyond their tolerance, the worst first")
            .numbers("Row")
            .words("Change")
            .numbers("Moved by", "Allowed", "Further from the label");
    for (Moved m : moved.subList(0, Math.min(LISTED, moved.size()))) {
      table.row(
          List.of(
              Cell.of((long) m.row()),
              Cell.of(m.change().name().toLowerCase(Locale.ROOT)),
              Cell.of(m.distance()),
              Cell.of(m.tolerance()),
              Cell.of(m.loss())));
    }
    return Report.titled(golden.name() + " v" + golden.version())
        .subtitle("Pipeline " + candidate + " against " + golden.model())
        .section(
            "Golden set",
            section ->
                section
                    .figures(
                        List.of(
                            KeyFigure.of("Rows", Integer.toString(golden.size())),
                            KeyFigure.of("Moved", Integer.toString(moved.size())),
                            KeyFigure.of("Worse", Integer.toString(worse().size()))))
                    .table(table.build()))
        .build();
  }

  @Override
  public String toString() {
    return describe();
  }
}
