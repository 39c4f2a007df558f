package io.millwright.model;

import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.RecordBinding;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A featurizer and a scorer as one function from rows to predictions, offline and online.
 *
 * <p>The same code scores a table and a record, so the results are equal bit for bit. Immutable and
 * thread-safe; one small scratch array is kept per thread.
 *
 * @param <P> what a prediction is
 */
public final class TabularModel<P extends Prediction> {

  private final Task<P> task;
  private final Featurizer featurizer;
  private final Scorer scorer;
  private final List<String> classes;
  private final int width;
  private final ThreadLocal<double[]> vectors;
  private final ThreadLocal<double[]> scores;

  private TabularModel(Task<P> task, Featurizer featurizer, Scorer scorer, List<String> classes) {
    this.task = task;
    this.featurizer = featurizer;
    this.scorer = scorer;
    this.classes = List.copyOf(classes);
    this.width = featurizer.features().size();
    this.vectors = ThreadLocal.withInitial(() -> new double[width]);
    this.scores = ThreadLocal.withInitial(() -> new double[scorer.outputs()]);
  }

  /**
   * A model of these parts.
   *
   * @param classes class names in the scorer's order: negative then positive for a binary task,
   *     none for a regression
   * @throws IllegalArgumentException if the parts do not fit each other
   */
  public static <P extends Prediction> TabularModel<P> of(
      Task<P> task, Featurizer featurizer, Scorer scorer, List<String> classes) {
    int features = featurizer.features().size();
    if (scorer.inputs() != features) {
      throw new IllegalArgumentException(
          "Scorer must take "
              + features
              + " inputs, as many as the featurizer gives; took "
              + scorer.inputs()
              + ".");
    }
    int expected =
        task.kind() == Task.Kind.REGRESSION
            ? 0
            : task.kind() == Task.Kind.BINARY ? 2 : Math.max(2, classes.size());
    if (classes.size() != expected) {
      throw new IllegalArgumentException(
          "Classes of a " + task + " model must be " + expected + "; were " + classes.size() + ".");
    }
    if (scorer.outputs() != task.outputs(classes)) {
      throw new IllegalArgumentException(
          "Scorer must give " + task.outputs(classes) + " outputs; gave " + scorer.outputs() + ".");
    }
    return new TabularModel<>(task, featurizer, scorer, classes);
  }

  /** The kind of question. */
  public Task<P> task() {
    return task;
  }

  /** The rows it reads. */
  public Schema schema() {
    return featurizer.schema();
  }

  /** From rows to vectors. */
  public Featurizer featurizer() {
    return featurizer;
  }

  /** From vectors to numbers. */
  public Scorer scorer() {
    return scorer;
  }

  /** Class names in the scorer's order. */
  public List<String> classes() {
    return classes;
  }

  /**
   * The prediction for one row.
   *
   * @throws InvalidRowException if the row cannot be used; names the field or feature
   */
  public P predict(Row row) {
    double[] out = scores.get();
    score(row, out);
    return task.prediction(classes, out);
  }

  /**
   * The predictions for all rows, in their order; a row that cannot be used is named by its
   * position.
   */
  public List<P> predict(Table table) {
    List<P> predictions = new ArrayList<>(table.rowCount());
    double[] out = new double[scorer.outputs()];
    forEachRow(table, out, row -> predictions.add(task.prediction(classes, out)));
    return predictions;
  }

  /**
   * The scorer's numbers for all rows: row {@code i} from position {@code i * scorer().outputs()}.
   */
  public double[] scores(Table table) {
    int outputs = scorer.outputs();
    double[] all = new double[Math.multiplyExact(table.rowCount(), outputs)];
    double[] out = new double[outputs];
    forEachRow(table, out, row -> System.arraycopy(out, 0, all, row * outputs, outputs));
    return all;
  }

  /**
   * A predictor for records of a class, whose components are checked now and not at the first
   * request.
   *
   * @throws io.millwright.schema.SchemaMismatchException if an input of the featurizer has no
   *     component or a component does not fit
   */
  public <R extends Record> Predictor<R, P> predictor(Class<R> type) {
    RecordBinding<R> binding = RecordBinding.of(schema(), type, Set.copyOf(featurizer.inputs()));
    ThreadLocal<RowBuffer> buffers = ThreadLocal.withInitial(() -> new RowBuffer(schema()));
    return record -> {
      RowBuffer buffer = buffers.get();
      binding.read(record, buffer);
      return predict(buffer);
    };
  }

  private void forEachRow(Table table, double[] out, java.util.function.IntConsumer scored) {
    if (!table.schema().equals(schema())) {
      throw new IllegalArgumentException(
          "Table must be of the model's schema "
              + schema().fingerprint()
              + "; was of "
              + table.schema().fingerprint()
              + ".");
    }
    TableCursor cursor = table.cursor();
    for (int i = 0; i < table.rowCount(); i++) {
      try {
        score(cursor.moveTo(i), out);
      } catch (InvalidRowException e) {
        throw e.atRow(i);
      }
      scored.accept(i);
    }
  }

  private void score(Row row, double[] out) {
    double[] vector = vectors.get();
    featurizer.apply(row, vector, 0);
    if (!scorer.acceptsMissing()) {
      refuseMissing(vector);
    }
    scorer.score(vector, 0, out);
  }

  private void refuseMissing(double[] vector) {
    for (int i = 0; i < width; i++) {
      if (Double.isNaN(vector[i])) {
        Featurizer.Feature feature = featurizer.features().get(i);
        throw new InvalidRowException(
            String.join(", ", feature.inputs()),
            "must have a number for feature '"
                + feature.name()
                + "', since this model takes no missing values; impute it in the feature plan");
      }
    }
  }
}
