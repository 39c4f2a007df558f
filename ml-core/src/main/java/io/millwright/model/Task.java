package io.millwright.model;

import io.millwright.schema.Label;
import java.util.List;

/**
 * The kind of question a model answers, as a token that carries the type of its predictions.
 *
 * @param <P> what a prediction is
 */
public final class Task<P extends Prediction> {

  /** The kinds there are. */
  public enum Kind {
    /** Yes or no. */
    BINARY,
    /** One of several classes. */
    MULTICLASS,
    /** A real number. */
    REGRESSION
  }

  private interface Maker<P> {
    P make(List<String> classes, double[] scores);
  }

  private static final Task<Binary> BINARY = new Task<>(Kind.BINARY, (c, s) -> new Binary(s[0]));
  private static final Task<Multiclass> MULTICLASS = new Task<>(Kind.MULTICLASS, Multiclass::of);
  private static final Task<Regression> REGRESSION =
      new Task<>(Kind.REGRESSION, (c, s) -> new Regression(s[0]));

  private final Kind kind;
  private final Maker<P> maker;

  private Task(Kind kind, Maker<P> maker) {
    this.kind = kind;
    this.maker = maker;
  }

  /** Yes or no. */
  public static Task<Binary> binary() {
    return BINARY;
  }

  /** One of several classes. */
  public static Task<Multiclass> multiclass() {
    return MULTICLASS;
  }

  /** A real number. */
  public static Task<Regression> regression() {
    return REGRESSION;
  }

  /** The task that a label asks for. */
  public static Task<? extends Prediction> of(Label label) {
    return label.match(b -> BINARY, m -> MULTICLASS, r -> REGRESSION);
  }

  /** Which kind it is. */
  public Kind kind() {
    return kind;
  }

  /** {@code binary}, {@code multiclass} or {@code regression}, as bundles and evidence write it. */
  public String id() {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** How many numbers a scorer gives for a row: 1, or one for each class of a multiclass task. */
  public int outputs(List<String> classes) {
    return kind == Kind.MULTICLASS ? classes.size() : 1;
  }

  /**
   * The prediction that the scorer's numbers mean.
   *
   * @param classes class names in the scorer's order; for a binary task negative then positive, for
   *     a regression none
   * @param scores {@link #outputs} numbers: P(positive), one probability for each class, or the
   *     value
   */
  public P prediction(List<String> classes, double[] scores) {
    return maker.make(classes, scores);
  }

  @Override
  public String toString() {
    return id();
  }
}
