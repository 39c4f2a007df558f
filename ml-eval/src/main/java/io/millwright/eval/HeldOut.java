package io.millwright.eval;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.rows.LabelledRows;
import io.millwright.eval.rows.TableRows;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.Folds;
import io.millwright.split.HoldoutSet;
import io.millwright.split.RowSet;
import io.millwright.split.Split;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows with known truth, each scored by a pipeline that was not trained on it: what calibrations
 * are fitted on, thresholds are chosen on and errors are looked at.
 *
 * <p>Made only by {@link #of}, which refuses rows that the pipeline has seen, and by {@link
 * #outOfFold}. So a calibration or threshold of scores on training rows, which look far better than
 * scores of new rows, needs effort. Rows count by the schema's WEIGHT field. Immutable and
 * thread-safe.
 *
 * @param <P> what was predicted
 */
public final class HeldOut<P extends Prediction> {

  private final Scored<P> scored;
  private final Table table;
  private final RowSet rows;
  private final Optional<String> model;

  private HeldOut(Scored<P> scored, Table table, RowSet rows, Optional<String> model) {
    this.scored = scored;
    this.table = table;
    this.rows = rows;
    this.model = model;
  }

  /**
   * The rows of a holdout, scored by a pipeline.
   *
   * @throws IllegalArgumentException if the pipeline was trained on any of them, there are none, or
   *     the label does not fit the pipeline's classes
   * @throws io.millwright.table.InvalidRowException if a row cannot be scored
   */
  public static <P extends Prediction> HeldOut<P> of(
      TrainedPipeline<P> trained, HoldoutSet holdout) {
    Require.atLeast("Rows of the holdout", holdout.table().rowCount(), 1);
    int overlap = trained.trainedOn().overlap(holdout.rows());
    if (overlap > 0) {
      throw new IllegalArgumentException(
          "The pipeline must not have been trained on held-out rows; was on "
              + overlap
              + " of "
              + holdout.rows().size()
              + ". Use the other half of its split, or outOfFold.");
    }
    Table table = holdout.table();
    return new HeldOut<>(
        new LabelledRows<>(trained, table).scored(),
        table,
        holdout.rows(),
        Optional.of(trained.identity()));
  }

  /**
   * Training rows, each scored by a pipeline fitted on the other folds: all of the training set
   * serves twice, at the cost of one fit a fold.
   *
   * @param folds that hold out no row twice
   * @param fit learns a pipeline from some of the rows, in the same way each time
   * @throws IllegalArgumentException if a row is held out twice, or folds know different classes
   */
  public static <P extends Prediction> HeldOut<P> outOfFold(
      TrainingSet train, Folds folds, Function<TrainingSet, TrainedPipeline<P>> fit) {
    List<HeldOut<P>> parts = new ArrayList<>();
    for (Split split : folds.split(train)) {
      parts.add(of(fit.apply(split.train()), split.test()));
    }
    RowSet rows = parts.get(0).rows;
    int count = rows.size();
    for (HeldOut<P> part : parts.subList(1, parts.size())) {
      count += part.rows.size();
      rows = rows.union(part.rows);
      if (rows.size() != count) {
        throw new IllegalArgumentException(
            "Folds must hold out no row twice; held "
                + (count - rows.size())
                + ". Do not repeat them.");
      }
    }
    int[] whole = parts.stream().flatMapToInt(p -> Arrays.stream(p.rows.toArray())).toArray();
    int[] ascending =
        IntStream.range(0, whole.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> whole[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new HeldOut<>(joined(parts).take(ascending), table(train, rows), rows, Optional.empty());
  }

  private static <P extends Prediction> Scored<P> joined(List<HeldOut<P>> parts) {
    Scored<P> first = parts.get(0).scored;
    for (HeldOut<P> part : parts) {
      if (!part.scored.classes().equals(first.classes())) {
        throw new IllegalArgumentException(
            "Folds must know the same classes; did not. Use stratified folds, or leave rare classes"
                + " out.");
      }
    }
    return Scored.of(
        first.task(),
        first.classes(),
        joined(parts, Scored::targets),
        joined(parts, Scored::scores),
        joined(parts, Scored::weights));
  }

  private static <P extends Prediction> double[] joined(
      List<HeldOut<P>> parts, Function<Scored<P>, double[]> numbers) {
    return parts.stream().flatMapToDouble(p -> Arrays.stream(numbers.apply(p.scored))).toArray();
  }

  /** Those of the training rows. */
  private static Table table(TrainingSet train, RowSet rows) {
    int[] whole = train.rows().toArray();
    return train
        .table()
        .take(IntStream.range(0, whole.length).filter(i -> rows.contains(whole[i])).toArray());
  }

  /** The kind of question. */
  public Task<P> task() {
    return scored.task();
  }

  /** Targets, scores and weights. */
  public Scored<P> scored() {
    return scored;
  }

  /** The rows themselves, in the order of {@link #scored()}. */
  public Table table() {
    return table;
  }

  /** Which rows of the whole table they are; they come in ascending order. */
  public RowSet rows() {
    return rows;
  }

  /** The identity of the pipeline that scored them; empty if there was one for each fold. */
  public Optional<String> model() {
    return model;
  }

  /** What intervals draw: rows, or whole groups where the schema has a GROUP field. */
  public Resampling resampling() {
    return TableRows.resampling(table, scored.weights());
  }

  /**
   * For each row the number of the unit it belongs to, 0-based without gaps: its group where the
   * schema has a GROUP field, else itself. Rows of one unit are not independent.
   */
  public int[] units() {
    return TableRows.groups(table).orElseGet(() -> IntStream.range(0, scored.size()).toArray());
  }

  /**
   * For each row the fold it is in, for cross-validation among these rows: units stay whole, and
   * where each row is its own, every class or range of targets is spread evenly.
   *
   * @param folds at least 2 and at most as many as units
   */
  public int[] folds(int folds, Seed seed) {
    int[] units = units();
    int count = resampling().units();
    Require.atLeast("Folds", folds, 2);
    Require.atLeast("Rows or groups", count, folds);
    int[] order = seed.permutation(count);
    if (count == units.length) {
      order =
          Arrays.stream(order)
              .boxed()
              .sorted(Comparator.comparingDouble(scored::target))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    int[] foldOf = new int[count];
    for (int i = 0; i < count; i++) {
      foldOf[order[i]] = i % folds;
    }
    return Arrays.stream(units).map(u -> foldOf[u]).toArray();
  }

  /** How many rows, and of which kind; no values. */
  @Override
  public String toString() {
    return "HeldOut[" + scored.size() + " rows, " + task() + "]";
  }
}
