package io.millwright.eval.explain;

import io.millwright.Require;
import io.millwright.eval.explain.CounterfactualResult.AlreadyReached;
import io.millwright.eval.explain.CounterfactualResult.Found;
import io.millwright.eval.explain.CounterfactualResult.NoneFound;
import io.millwright.eval.rows.TableRows;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The smallest changes of a row that give it a wished prediction, within rules of what may change.
 *
 * <p>Fewest changed fields first, then the lowest cost ({@link ChangeRules}). New values are
 * observed ones (or steps, where a rule says so); of a number or time at most 20 evenly spaced ones
 * are combined, and an answer is then brought as near to the row as all its values allow. While the
 * combinations fit the budget all are tried, so that no answer on that grid changes fewer fields;
 * beyond it a beam search goes on and {@link CounterfactualResult.Effort#isComplete()} says so.
 * Each answer changes another set of fields. Every answer was scored by the pipeline itself through
 * {@link TrainedPipeline#predict(Row)} and reaches the wish; no answer within the rules is a result
 * of its own, not an exception.
 *
 * <p>It says what the model would answer, not what would happen: a change in the world moves other
 * fields too, and a retrained model draws other lines. Do not promise a person an outcome by it.
 *
 * <p>Missing values: a missing field may become any allowed value, never the other way. Cost: at
 * most about {@code budget} predictions; the observed values are kept. Draws nothing, so the same
 * row gives the same answers. Immutable and thread-safe.
 *
 * @param <P> what is predicted
 * @see <a href="https://arxiv.org/abs/1711.00399">Wachter, Mittelstadt, Russell (2017),
 *     Counterfactual explanations without opening the black box</a>, MAD-scaled distance
 * @see <a href="https://doi.org/10.1145/3351095.3372850">Mothilal, Sharma, Tan (2020)</a>,
 *     diversity and feasibility
 */
public final class Counterfactuals<P extends Prediction> {

  private static final int MOST_FIELDS = 62;

  private final TrainedPipeline<P> trained;
  private final ChangeRules rules;
  private final Observed observed;
  private final Limits limits;

  /** What the model reads and was seen with. */
  private record Observed(
      List<String> fields, List<ObservedField> values, NearestObserved nearest) {}

  private record Limits(int changes, int answers, Size size, double distance) {}

  private record Size(int grid, long budget) {}

  private Counterfactuals(
      TrainedPipeline<P> trained, ChangeRules rules, Observed observed, Limits limits) {
    this.trained = trained;
    this.rules = rules;
    this.observed = observed;
    this.limits = limits;
  }

  /**
   * A search without rules for at most 3 answers of at most 3 changed fields.
   *
   * @param observed rows of the pipeline's schema that say which values there are, for example
   *     those it was trained on
   * @throws IllegalArgumentException if there are no rows, their weights do not fit, or the model
   *     reads more than 62 fields that could change
   */
  public static <P extends Prediction> Counterfactuals<P> of(
      TrainedPipeline<P> trained, Table observed) {
    double[] weights = TableRows.weights(observed);
    Schema schema = trained.model().schema();
    List<String> fields =
        trained.model().featurizer().inputs().stream()
            .filter(f -> schema.field(f).type() != FieldType.TEXT)
            .toList();
    if (fields.size() > MOST_FIELDS) {
      throw Require.violated("Fields that could change", "at most " + MOST_FIELDS, fields.size());
    }
    List<ObservedField> values =
        fields.stream().map(f -> ObservedField.of(observed, weights, f)).toList();
    int[] positions = fields.stream().mapToInt(schema::indexOf).toArray();
    return new Counterfactuals<>(
        trained,
        ChangeRules.none(),
        new Observed(fields, values, new NearestObserved(observed, positions, values)),
        new Limits(3, 3, new Size(20, 100_000), 1));
  }

  /**
   * Within these rules.
   *
   * @throws IllegalArgumentException if a rule does not fit the fields the model reads; lists all
   */
  public Counterfactuals<P> withRules(ChangeRules within) {
    within.check(trained.model().featurizer());
    return new Counterfactuals<>(trained, within, observed, limits);
  }

  /** Of at most so many changed fields. */
  public Counterfactuals<P> withChanges(int most) {
    int changes = Require.atLeast("Changes", most, 1);
    return with(new Limits(changes, limits.answers, limits.size, limits.distance));
  }

  /** At most so many answers. */
  public Counterfactuals<P> withAnswers(int most) {
    int answers = Require.atLeast("Answers", most, 1);
    return with(new Limits(limits.changes, answers, limits.size, limits.distance));
  }

  /**
   * With so many values of a number or time in combinations, and about so many predictions in all.
   *
   * @param values at least 2
   * @param predictions at least 1
   */
  public Counterfactuals<P> withBudget(int values, long predictions) {
    Size size =
        new Size(
            Require.atLeast("Values", values, 2), Require.atLeast("Predictions", predictions, 1));
    return with(new Limits(limits.changes, limits.answers, size, limits.distance));
  }

  /** Only answers this near to an observed row, see {@link Counterfactual#nearestDistance()}. */
  public Counterfactuals<P> withDistance(double most) {
    double distance = Require.share("Distance", most);
    return with(new Limits(limits.changes, limits.answers, limits.size, distance));
  }

  private Counterfactuals<P> with(Limits other) {
    return new Counterfactuals<>(trained, rules, observed, other);
  }

  /**
   * Changes of the row that reach the wish.
   *
   * @param row of the pipeline's schema
   * @throws io.millwright.table.InvalidRowException if the row as it is cannot be scored
   */
  public CounterfactualResult find(Row row, Wish<P> wish) {
    if (wish.isReached(trained.predict(row))) {
      return new AlreadyReached();
    }
    List<FieldChoices> choices = choices(row);
    Predicate<Row> plausible =
        limits.distance >= 1 ? r -> true : r -> observed.nearest.distance(r) <= limits.distance;
    ChangeSearch<P> search = new ChangeSearch<>(trained, wish, plausible, choices, row);
    List<RowBuffer> rows = search.run(limits.changes, limits.answers, limits.size.budget);
    if (rows.isEmpty()) {
      return new NoneFound(reason(search.effort(), choices.size()), search.effort());
    }
    return new Found(rows.stream().map(changed -> answer(row, changed)).toList(), search.effort());
  }

  private List<FieldChoices> choices(Row row) {
    List<FieldChoices> choices = new ArrayList<>();
    for (int i = 0; i < observed.fields.size(); i++) {
      int position = row.schema().indexOf(observed.fields.get(i));
      Field field = row.schema().fields().get(position);
      if (rules.allows(field)) {
        FieldChoices made =
            FieldChoices.of(
                row, position, observed.values.get(i), rules.of(field.name()), limits.size.grid);
        if (!made.grid().isEmpty()) {
          choices.add(made);
        }
      }
    }
    return choices;
  }

  private String reason(CounterfactualResult.Effort effort, int fields) {
    if (fields == 0) {
      return "the rules allow no field to change";
    }
    String what = "no change of at most " + Math.min(limits.changes, fields) + " of the " + fields;
    return effort.isComplete()
        ? what + " fields that may change reaches it, among the values tried"
        : what
            + " fields that may change was found within "
            + effort.predictions()
            + " predictions; not all combinations were tried";
  }

  private Counterfactual answer(Row row, RowBuffer changed) {
    List<Counterfactual.Change> changes = new ArrayList<>();
    double cost = 0;
    for (int i = 0; i < observed.fields.size(); i++) {
      int position = row.schema().indexOf(observed.fields.get(i));
      Field field = row.schema().fields().get(position);
      CellValue from = CellValue.of(row, position);
      CellValue to = CellValue.of(changed, position);
      if (!from.equals(to)) {
        changes.add(new Counterfactual.Change(field.name(), from.label(field), to.label(field)));
        cost +=
            FieldChoices.cost(
                to, from, field.type(), observed.values.get(i), rules.of(field.name()));
      }
    }
    return new Counterfactual(changes, cost, observed.nearest.distance(changed), changed);
  }
}
