package io.millwright.eval.rows;

import io.millwright.eval.metric.Scored;
import io.millwright.model.Prediction;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.table.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Labels and weights of a table, waiting for the scores of a pipeline.
 *
 * <p>Classes that only the labels have come after those that the pipeline knows, and score 0.
 *
 * @param trained whose scores
 * @param table whose labels and weights
 */
public record LabelledRows<P extends Prediction>(TrainedPipeline<P> trained, Table table) {

  /** The rows with what the pipeline says about them. */
  public Scored<P> scored() {
    return scored(table);
  }

  /**
   * The rows with what the pipeline says about others in their place.
   *
   * @param asScored as many rows of the same schema
   * @throws IllegalArgumentException if the label does not fit the pipeline's task or classes
   */
  public Scored<P> scored(Table asScored) {
    Task<P> task = trained.task();
    List<String> classes = trained.model().classes();
    List<String> known = known(classes);
    Targets targets = Targets.with(table, known);
    if (targets.task() != task) {
      throw new IllegalArgumentException(
          "Label must be "
              + task
              + " like the evaluator's task; was "
              + targets.task()
              + ". Evaluate on a table of the pipeline's schema.");
    }
    double[] scores = trained.model().scores(asScored);
    if (known.size() > classes.size()) {
      scores = widened(scores, classes.size(), known.size());
    }
    return Scored.of(task, known, targets.toArray(), scores, TableRows.weights(table));
  }

  private List<String> known(List<String> ofPipeline) {
    Targets found = Targets.of(table);
    if (found.task() != Task.multiclass()) {
      table
          .schema()
          .label()
          .ifPresent(
              label ->
                  label.match(b -> checkPositive(b.positive(), ofPipeline), m -> true, r -> true));
      return ofPipeline;
    }
    Set<String> all = new LinkedHashSet<>(ofPipeline);
    all.addAll(found.classes());
    return List.copyOf(all);
  }

  private static boolean checkPositive(String positive, List<String> ofPipeline) {
    if (ofPipeline.size() == 2 && !ofPipeline.get(1).equals(positive)) {
      throw new IllegalArgumentException(
          "Positive class of the pipeline must be the label's positive value; was another. Train"
              + " and evaluate with the same label.");
    }
    return true;
  }

  private static double[] widened(double[] scores, int from, int to) {
    int n = scores.length / from;
    double[] wide = new double[n * to];
    for (int i = 0; i < n; i++) {
      System.arraycopy(scores, i * from, wide, i * to, from);
    }
    return wide;
  }
}
