package io.millwright.brief;

import io.millwright.model.Task;
import java.util.Optional;

/** The kind of question a project asks of its data. */
public enum ProblemType {
  /** Yes or no for each row. */
  BINARY_CLASSIFICATION(Task.Kind.BINARY),
  /** One of several classes for each row. */
  MULTICLASS_CLASSIFICATION(Task.Kind.MULTICLASS),
  /** A number for each row. */
  REGRESSION(Task.Kind.REGRESSION),
  /** A number for a later time. */
  FORECASTING(Task.Kind.REGRESSION),
  /** An order of candidates for each query. */
  RANKING(null),
  /** Rows unlike the others, with few or no labels. */
  ANOMALY_DETECTION(null),
  /** Groups of alike rows, without labels. */
  CLUSTERING(null),
  /** Answers from documents. */
  DOCUMENT_QUESTIONS(null);

  private final Task.@org.jspecify.annotations.Nullable Kind task;

  ProblemType(Task.@org.jspecify.annotations.Nullable Kind task) {
    this.task = task;
  }

  /** The task whose models and evidence answer it, if there is one. */
  public Optional<Task.Kind> task() {
    return Optional.ofNullable(task);
  }
}
