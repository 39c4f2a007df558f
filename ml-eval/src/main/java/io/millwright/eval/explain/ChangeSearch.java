package io.millwright.eval.explain;

import io.millwright.eval.explain.FieldChoices.Choice;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One search for changes of one row. Not thread-safe.
 *
 * <p>Level by level of the number of changed fields: while all combinations of the grids fit the
 * budget they are all tried; from then on a beam goes on from the changes that come nearest. Sets
 * of fields that hold an answer's set are skipped. Answers are then made cheaper among all values.
 */
final class ChangeSearch<P extends Prediction> {

  private static final int BEAM = 10;
  private static final int REFINED = 64;
  private static final int ROUNDS = 5;

  /** One choice for each field, null for a field that stays. */
  private static final class State {
    private final @Nullable Choice[] choices;
    private final double shortfall;

    State(@Nullable Choice[] choices, double shortfall) {
      this.choices = choices;
      this.shortfall = shortfall;
    }

    double cost() {
      return Arrays.stream(choices).mapToDouble(c -> c == null ? 0 : c.cost()).sum();
    }

    long set() {
      long set = 0;
      for (int i = 0; i < choices.length; i++) {
        set |= choices[i] == null ? 0 : 1L << i;
      }
      return set;
    }
  }

  private final TrainedPipeline<P> trained;
  private final Wish<P> wish;
  private final Predicate<Row> plausible;
  private final List<FieldChoices> fields;
  private final Row row;
  private final RowBuffer buffer;
  private final List<State> found = new ArrayList<>();
  private long predictions;
  private long unusable;
  private boolean complete = true;

  ChangeSearch(
      TrainedPipeline<P> trained,
      Wish<P> wish,
      Predicate<Row> plausible,
      List<FieldChoices> fields,
      Row row) {
    this.trained = trained;
    this.wish = wish;
    this.plausible = plausible;
    this.fields = fields;
    this.row = row;
    this.buffer = new RowBuffer(row.schema());
  }

  /** The buffers of answers found, the fewest changes first, then the cheapest. */
  List<RowBuffer> run(int mostChanges, int answers, long budget) {
    int levels = Math.min(mostChanges, fields.size());
    for (int k = 1; k <= levels && found.size() < answers; k++) {
      List<Long> sets = sets(k);
      if (predictions + combinations(sets) > budget) {
        complete = false;
        beam(levels, answers, budget);
        break;
      }
      sets.forEach(this::tryAll);
    }
    found.replaceAll(this::refined);
    found.sort(
        Comparator.<State>comparingInt(s -> Long.bitCount(s.set()))
            .thenComparingDouble(State::cost));
    return found.stream().limit(answers).map(s -> changed(s.choices)).toList();
  }

  CounterfactualResult.Effort effort() {
    return new CounterfactualResult.Effort(complete, predictions, unusable);
  }

  /** All sets of k fields that hold no answer's set, in order. */
  private List<Long> sets(int k) {
    List<Long> sets = new ArrayList<>();
    add(sets, 0, 0, k);
    return sets;
  }

  private void add(List<Long> sets, long set, int from, int left) {
    if (left == 0) {
      if (isNew(set)) {
        sets.add(set);
      }
      return;
    }
    for (int f = from; f <= fields.size() - left; f++) {
      add(sets, set | 1L << f, f + 1, left - 1);
    }
  }

  private boolean isNew(long set) {
    return found.stream().noneMatch(s -> (s.set() & set) == s.set());
  }

  private double combinations(List<Long> sets) {
    double sum = 0;
    for (long set : sets) {
      double product = 1;
      for (int f = 0; f < fields.size(); f++) {
        product *= (set >> f & 1) == 0 ? 1 : fields.get(f).grid().size();
      }
      sum += product;
    }
    return sum;
  }

  private void tryAll(long set) {
    State best = cheapest(set, 0, new @Nullable Choice[fields.size()], 0, null);
    if (best != null) {
      found.add(best);
    }
  }

  /** The cheapest combination that reaches the wish and costs less than the best so far. */
  private @Nullable State cheapest(
      long set, int field, @Nullable Choice[] choices, double cost, @Nullable State best) {
    if (field == choices.length) {
      double shortfall = shortfall(choices);
      return shortfall <= 0 ? new State(choices.clone(), shortfall) : best;
    }
    if ((set >> field & 1) == 0) {
      return cheapest(set, field + 1, choices, cost, best);
    }
    State least = best;
    for (Choice choice : fields.get(field).grid()) {
      if (least != null && cost + choice.cost() >= least.cost()) {
        break;
      }
      choices[field] = choice;
      least = cheapest(set, field + 1, choices, cost + choice.cost(), least);
    }
    choices[field] = null;
    return least;
  }

  private void beam(int levels, int answers, long budget) {
    List<State> front =
        List.of(new State(new @Nullable Choice[fields.size()], Double.POSITIVE_INFINITY));
    for (int k = 1; k <= levels && found.size() < answers; k++) {
      List<State> next = new ArrayList<>();
      for (State state : front) {
        for (int f = 0; f < fields.size(); f++) {
          if (state.choices[f] == null && isNew(state.set() | 1L << f)) {
            next.addAll(extended(state, f, budget));
          }
        }
      }
      next.sort(Comparator.<State>comparingDouble(s -> s.shortfall).thenComparing(State::cost));
      next.stream().filter(s -> s.shortfall <= 0).map(this::pruned).forEach(this::keep);
      front = next.stream().filter(s -> s.shortfall > 0).limit(BEAM).toList();
    }
  }

  private List<State> extended(State state, int field, long budget) {
    List<State> next = new ArrayList<>();
    for (Choice choice : fields.get(field).grid()) {
      if (predictions < budget) {
        @Nullable Choice[] choices = state.choices.clone();
        choices[field] = choice;
        next.add(new State(choices, shortfall(choices)));
      }
    }
    return next;
  }

  /** Keeps an answer unless a known one changes no other fields; the cheaper of equal sets. */
  private void keep(State state) {
    boolean worse =
        found.stream()
            .anyMatch(
                s ->
                    (s.set() & state.set()) == s.set()
                        && (s.set() != state.set() || s.cost() <= state.cost()));
    if (!worse) {
      found.removeIf(s -> (s.set() & state.set()) == state.set());
      found.add(state);
    }
  }

  /** Without the changes that are not needed. */
  private State pruned(State state) {
    State least = state;
    for (int f = 0; f < fields.size(); f++) {
      if (least.choices[f] != null && Long.bitCount(least.set()) > 1) {
        @Nullable Choice[] fewer = least.choices.clone();
        fewer[f] = null;
        double shortfall = shortfall(fewer);
        least = shortfall <= 0 ? new State(fewer, shortfall) : least;
      }
    }
    return least;
  }

  /** With numbers and times moved back towards the row, as far as the wish stays reached. */
  private State refined(State state) {
    State least = state;
    for (int round = 0; round < ROUNDS; round++) {
      double before = least.cost();
      for (int f = 0; f < fields.size(); f++) {
        least = refined(least, f);
      }
      if (least.cost() >= before) {
        break;
      }
    }
    return least;
  }

  private State refined(State state, int field) {
    Choice now = state.choices[field];
    if (now == null || !fields.get(field).isOrdered()) {
      return state;
    }
    State least = state;
    double low = -1;
    double high = now.cost();
    while (low < high) {
      double tried = low;
      low = high;
      for (Choice choice : fields.get(field).between(tried, high, REFINED)) {
        @Nullable Choice[] choices = state.choices.clone();
        choices[field] = choice;
        double shortfall = shortfall(choices);
        if (shortfall <= 0) {
          least = new State(choices, shortfall);
          low = tried;
          high = choice.cost();
          break;
        }
        tried = choice.cost();
      }
    }
    return least;
  }

  /** Infinite for a row that the model cannot score, or that is too far from any observed one. */
  private double shortfall(@Nullable Choice[] choices) {
    put(choices, buffer);
    predictions++;
    double shortfall;
    try {
      shortfall = wish.shortfall(trained.predict(buffer));
    } catch (InvalidRowException e) {
      unusable++; // such a row is no answer, and the result says how many there were
      return Double.POSITIVE_INFINITY;
    }
    return shortfall <= 0 && !plausible.test(buffer) ? Double.POSITIVE_INFINITY : shortfall;
  }

  private RowBuffer changed(@Nullable Choice[] choices) {
    RowBuffer made = new RowBuffer(row.schema());
    put(choices, made);
    return made;
  }

  private void put(@Nullable Choice[] choices, RowBuffer into) {
    for (int i = 0; i < row.schema().fields().size(); i++) {
      CellValue.of(row, i).put(into, i);
    }
    for (int f = 0; f < choices.length; f++) {
      Choice choice = choices[f];
      if (choice != null) {
        choice.value().put(into, fields.get(f).field());
      }
    }
  }
}
