package io.millwright.testkit;

import io.millwright.Require;
import io.millwright.model.Prediction;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows with the answers that an accepted pipeline gave, kept as a versioned file, so that a test
 * sees which rows a new pipeline answers otherwise.
 *
 * <p>An answer may move within the row's tolerance. Training again with another seed or on a
 * slightly different sample moves every answer a little; {@link #withNoiseOf} measures how much,
 * row by row, and takes three times that. Without it the tolerance is 0: the same bits.
 *
 * <p>The file holds the rows as they are: use rows that may stand in a repository, not customers.
 * Immutable and thread-safe.
 *
 * @param <P> what was answered
 */
public final class GoldenSet<P extends Prediction> {

  /** How many times the measured noise an answer may move. */
  public static final double NOISE_FACTOR = 3;

  private final Header header;
  private final Task<P> task;
  private final Table rows;
  private final double[] scores;
  private final double[] tolerances;

  GoldenSet(Header header, Task<P> task, Table rows, double[] scores, double[] tolerances) {
    this.header = header;
    this.task = task;
    this.rows = rows;
    this.scores = scores;
    this.tolerances = tolerances;
  }

  /**
   * What a golden set says about itself.
   *
   * @param name letters, digits, {@code -}, {@code _} and {@code .}
   * @param version at least 1; raise it when the answers are accepted anew
   * @param model identity of the accepted pipeline
   * @param classes of the accepted pipeline; none for a regression
   * @param tolerance how the tolerances were made, for people
   */
  record Header(String name, int version, String model, List<String> classes, String tolerance) {
    Header {
      if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
        throw new IllegalArgumentException(
            "Name of a golden set must be 1 to 100 letters, digits, '-', '_' or '.'; was not.");
      }
      Require.atLeast("Version of a golden set", version, 1);
      classes = List.copyOf(classes);
    }

    Header withTolerance(String how) {
      return new Header(name, version, model, classes, how);
    }
  }

  /**
   * The answers of an accepted pipeline; nothing may move.
   *
   * @param name for example {@code loans}
   * @param version at least 1; raise it when answers are accepted anew
   * @param rows of the pipeline's schema, at least one; with labels, better and worse can be told
   */
  public static <P extends Prediction> GoldenSet<P> of(
      String name, int version, TrainedPipeline<P> accepted, Table rows) {
    Require.atLeast("Rows of a golden set", rows.rowCount(), 1);
    return new GoldenSet<>(
        new Header(name, version, accepted.identity(), accepted.model().classes(), "none"),
        accepted.task(),
        rows,
        accepted.model().scores(rows),
        new double[rows.rowCount()]);
  }

  /** The same, where every answer may move by this much, at least 0. */
  public GoldenSet<P> withTolerance(double each) {
    if (!(each >= 0 && each < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Tolerance", "finite and at least 0", each);
    }
    double[] all = new double[rows.rowCount()];
    Arrays.fill(all, each);
    return new GoldenSet<>(header.withTolerance("given: " + each), task, rows, scores, all);
  }

  /**
   * The same, where an answer may move by {@link #NOISE_FACTOR} times the noise of training.
   *
   * <p>The noise of a row is the root mean square of how far the retrained pipelines' answers are
   * from the accepted one; at least that of all rows together, since few pipelines measure a single
   * row badly.
   *
   * @param retrained the accepted recipe with other seeds or on resampled rows, at least two
   */
  public GoldenSet<P> withNoiseOf(List<TrainedPipeline<P>> retrained) {
    Require.atLeast("Retrained pipelines", retrained.size(), 2);
    int n = rows.rowCount();
    double[] squares = new double[n];
    for (TrainedPipeline<P> other : retrained) {
      requireSameClasses(other);
      double[] theirs = other.model().scores(rows);
      for (int i = 0; i < n; i++) {
        double moved = distance(theirs, i);
        squares[i] += moved * moved / retrained.size();
      }
    }
    double pooled = Arrays.stream(squares).average().orElse(0);
    double[] all = new double[n];
    Arrays.setAll(all, i -> NOISE_FACTOR * Math.sqrt(Math.max(squares[i], pooled)));
    String how =
        "%s times the noise of %d retrained pipelines".formatted(NOISE_FACTOR, retrained.size());
    return new GoldenSet<>(header.withTolerance(how), task, rows, scores, all);
  }

  /**
   * The golden set in a file.
   *
   * @param task what its answers must be
   * @throws IllegalArgumentException if the file is not a golden set of this task, is cut or
   *     changed; names all faults with their lines
   * @throws io.millwright.table.TableReadException if cells do not fit the schema; names all
   */
  public static <P extends Prediction> GoldenSet<P> read(Path file, Task<P> task) {
    return GoldenSetFile.read(file, task);
  }

  /** Writes the file whole: beside it first, then moved over it. */
  public void write(Path file) {
    GoldenSetFile.write(this, file);
  }

  /** How another pipeline answers these rows. */
  public GoldenComparison<P> compare(TrainedPipeline<P> candidate) {
    requireSameClasses(candidate);
    return GoldenComparison.of(this, candidate.model().scores(rows), candidate.identity());
  }

  private void requireSameClasses(TrainedPipeline<P> other) {
    if (!other.model().classes().equals(header.classes())) {
      throw new IllegalArgumentException(
          "Pipeline must know the classes of golden set '%s', in their order; knows others. Record the set anew."
              .formatted(name()));
    }
  }

  /** Largest distance of a row's scores from those recorded. */
  double distance(double[] others, int row) {
    int outputs = task.outputs(header.classes());
    double largest = 0;
    for (int i = row * outputs; i < (row + 1) * outputs; i++) {
      largest = Math.max(largest, Math.abs(others[i] - scores[i]));
    }
    return largest;
  }

  /** Targets of all rows, if every row has a label. */
  Optional<double[]> truth() {
    Optional<Label> label = rows.schema().label();
    Optional<Column> column = label.map(l -> rows.column(l.field()));
    return column.filter(c -> c.missingCount() == 0).isPresent()
        ? Optional.of(Targets.with(rows, header.classes()).toArray())
        : Optional.empty();
  }

  /** Whether every row has a label. */
  public boolean hasTruth() {
    return truth().isPresent();
  }

  /** Its name. */
  public String name() {
    return header.name();
  }

  /** Its version, at least 1. */
  public int version() {
    return header.version();
  }

  /** Identity of the pipeline whose answers it holds. */
  public String model() {
    return header.model();
  }

  /** What was answered. */
  public Task<P> task() {
    return task;
  }

  /** How many rows. */
  public int size() {
    return rows.rowCount();
  }

  /** How far the answer to a row may move. */
  public double tolerance(int row) {
    return tolerances[row];
  }

  Header header() {
    return header;
  }

  Table rows() {
    return rows;
  }

  double[] scores() {
    return scores;
  }

  /** Name, version and number of rows. */
  @Override
  public String toString() {
    return "Golden set " + name() + " v" + version() + " (" + size() + " rows)";
  }
}
