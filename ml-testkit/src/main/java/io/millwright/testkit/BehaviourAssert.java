package io.millwright.testkit;

import io.millwright.Require;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Predictor;
import io.millwright.model.Regression;
import io.millwright.model.TabularModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about how a pipeline behaves when records change: invariance, direction and minimum
 * functionality.
 *
 * <p>Every record must behave unless {@link #inAtLeast} says otherwise. Messages name the positions
 * of records and their answers, never the records' values.
 *
 * @param <R> the records asked
 * @param <P> what is answered
 * @see <a href="https://doi.org/10.18653/v1/2020.acl-main.442">Ribeiro et al. (2020), Beyond
 *     Accuracy: Behavioral Testing of NLP Models with CheckList</a>
 */
public final class BehaviourAssert<R extends Record, P extends Prediction> {

  private static final int SHOWN = 5;

  private final ModelAssert<P> model;
  private final Predictor<R, P> predictor;
  private final List<R> records;
  private @Nullable ToDoubleFunction<P> score;
  private double share = 1;

  BehaviourAssert(ModelAssert<P> model, TabularModel<P> asked, Class<R> type, List<R> records) {
    Require.atLeast("Records", records.size(), 1);
    this.model = model;
    this.predictor = asked.predictor(type);
    this.records = List.copyOf(records);
  }

  /**
   * The number of an answer that the assertions that follow look at. Unless set: P(positive) of a
   * binary answer, the value of a regression; a multiclass answer needs it, for example {@code p ->
   * p.probability("spam")}.
   */
  public BehaviourAssert<R, P> scoredBy(ToDoubleFunction<P> number) {
    score = number;
    return this;
  }

  /** Lets that share of the records, above 0 and at most 1, suffice from now on; all unless set. */
  public BehaviourAssert<R, P> inAtLeast(double ofTheRecords) {
    if (!(ofTheRecords > 0 && ofTheRecords <= 1)) {
      throw Require.violated("Share", "above 0 and at most 1", ofTheRecords);
    }
    share = ofTheRecords;
    return this;
  }

  /** The answer does not change at all when the record does. */
  public BehaviourAssert<R, P> isInvariantTo(String change, UnaryOperator<R> changed) {
    return isInvariantTo(change, changed, 0);
  }

  /**
   * The answer changes by at most a tolerance when the record does.
   *
   * @param change says what changes, for people
   * @param tolerance at least 0
   */
  public BehaviourAssert<R, P> isInvariantTo(
      String change, UnaryOperator<R> changed, double tolerance) {
    notNegative("Tolerance", tolerance);
    return moved(
        "must not move by more than " + tolerance + " after " + change,
        changed,
        (before, after) -> tolerance - Math.abs(after - before));
  }

  /** The answer's number does not fall when the record changes. */
  public BehaviourAssert<R, P> neverFalls(String change, UnaryOperator<R> changed) {
    return risesByAtLeast(change, changed, 0);
  }

  /** The answer's number does not rise when the record changes. */
  public BehaviourAssert<R, P> neverRises(String change, UnaryOperator<R> changed) {
    return moved("must not rise after " + change, changed, (before, after) -> before - after);
  }

  /**
   * The answer's number rises by at least this much when the record changes.
   *
   * @param margin at least 0
   */
  public BehaviourAssert<R, P> risesByAtLeast(
      String change, UnaryOperator<R> changed, double margin) {
    notNegative("Margin", margin);
    return moved(
        margin == 0
            ? "must not fall after " + change
            : "must rise by at least " + margin + " after " + change,
        changed,
        (before, after) -> after - before - margin);
  }

  /** Minimum functionality: the answer to each record is as everyone knows it must be. */
  public BehaviourAssert<R, P> answers(String expectation, Predicate<P> expected) {
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      P answer = predictor.predict(records.get(i));
      if (!expected.test(answer)) {
        failed.add("record " + i + ": " + answer);
      }
    }
    return judge("Answer must be " + expectation, failed);
  }

  /** Back to the assertions about the pipeline. */
  public ModelAssert<P> and() {
    return model;
  }

  /** {@code room} is negative where the two numbers are not as they must be. */
  private BehaviourAssert<R, P> moved(
      String must, UnaryOperator<R> changed, DoubleBinaryOperator room) {
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      double before = number(predictor.predict(records.get(i)));
      double after = number(predictor.predict(changed.apply(records.get(i))));
      if (!(room.applyAsDouble(before, after) >= 0)) {
        failed.add("record " + i + ": " + before + " became " + after);
      }
    }
    return judge("Answer " + must, failed);
  }

  private BehaviourAssert<R, P> judge(String must, List<String> failed) {
    int n = records.size();
    if (n - failed.size() < share * n) {
      List<String> shown = failed.subList(0, Math.min(SHOWN, failed.size()));
      throw new AssertionError(
          "%s%s; %d of %d do not: %s%s."
              .formatted(
                  must,
                  share == 1 ? "" : " in at least " + share * 100 + " % of the records",
                  failed.size(),
                  n,
                  String.join(", ", shown),
                  failed.size() > SHOWN ? ", ..." : ""));
    }
    return this;
  }

  private double number(P answer) {
    if (score != null) {
      return score.applyAsDouble(answer);
    }
    if (answer instanceof Binary binary) {
      return binary.probability();
    }
    if (answer instanceof Regression regression) {
      return regression.value();
    }
    throw new IllegalStateException(
        "A %s answer has several numbers. Say which one with scoredBy."
            .formatted(answer instanceof Multiclass ? "multiclass" : "composed"));
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw Require.violated(name, "at least 0", value);
    }
  }
}
