package io.millwright.eval.robustness;

import io.millwright.model.Binary;
import io.millwright.model.TabularModel;
import io.millwright.schema.Field;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search on one row: all numbers together in their best directions, then field by field.
 *
 * <p>Only answers of the model are used, at most a budget of them. Not thread-safe; single use.
 */
final class Attack {

  private static final int HALVINGS = 10;

  private final TabularModel<Binary> model;
  private final List<Lever> levers;
  private final Row row;
  private final RowBuffer buffer;
  private final double threshold;
  private final int budget;
  private int evaluations;
  private boolean positive;

  Attack(TabularModel<Binary> model, List<Lever> levers, Row row, double threshold, int budget) {
    this.model = model;
    this.levers = levers;
    this.row = row;
    this.buffer = new RowBuffer(model.schema());
    this.threshold = threshold;
    this.budget = budget;
  }

  int evaluations() {
    return evaluations;
  }

  Optional<AdversarialReport.Flip> flip(int number) {
    double own = model.predict(row).probability();
    positive = own >= threshold;
    evaluations = 1;
    Optional<double[]> together = together(own);
    Optional<double[]> greedy = greedy(own);
    if (together.isEmpty() && greedy.isEmpty()) {
      return Optional.empty();
    }
    double[] dense = together.or(() -> greedy).orElseThrow();
    double[] sparse = greedy.or(() -> together).orElseThrow();
    double[] fewest = count(dense) < count(sparse) ? dense : sparse;
    return Optional.of(
        new AdversarialReport.Flip(
            number, Math.min(distance(dense), distance(sparse)), fields(fewest)));
  }

  /** All numbers in the direction that helps, by the same share of their bounds. */
  private Optional<double[]> together(double own) {
    double[] directions = new double[levers.size()];
    for (int l = 0; l < directions.length; l++) {
      if (levers.get(l).isNumber()) {
        double up = gain(at(l, 1), own);
        double down = gain(at(l, -1), own);
        directions[l] = Math.max(up, down) <= 0 ? 0 : up >= down ? 1 : -1;
      }
    }
    return count(directions) > 0 && flips(score(directions))
        ? Optional.of(shrunk(directions))
        : Optional.empty();
  }

  /** The best single move, then the best next one, until it flips or nothing helps. */
  private Optional<double[]> greedy(double own) {
    double[] place = new double[levers.size()];
    double reached = own;
    while (true) {
      double[] best = place;
      double bestScore = reached;
      for (int l = 0; l < place.length; l++) {
        for (double candidate : levers.get(l).candidates()) {
          double[] tried = place.clone();
          tried[l] = candidate;
          double p = score(tried);
          if (gain(p, bestScore) > 0) {
            best = tried;
            bestScore = p;
          }
        }
      }
      if (best == place) {
        return Optional.empty();
      }
      place = best;
      reached = bestScore;
      if (flips(reached)) {
        return Optional.of(shrunk(withoutNeedless(place)));
      }
    }
  }

  private double[] withoutNeedless(double[] place) {
    double[] kept = place;
    for (int l = 0; l < place.length; l++) {
      if (kept[l] != 0) {
        double[] tried = kept.clone();
        tried[l] = 0;
        kept = flips(score(tried)) ? tried : kept;
      }
    }
    return kept;
  }

  /** The same move, its numbers as short as still flips; only moves that were tried count. */
  private double[] shrunk(double[] place) {
    double[] kept = place;
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double factor = (low + high) / 2;
      double[] tried = place.clone();
      for (int l = 0; l < tried.length; l++) {
        tried[l] *= levers.get(l).isNumber() ? factor : 1;
      }
      if (flips(score(tried))) {
        kept = tried;
        high = factor;
      } else {
        low = factor;
      }
    }
    return kept;
  }

  private double at(int lever, double candidate) {
    double[] place = new double[levers.size()];
    place[lever] = candidate;
    return score(place);
  }

  /** How much nearer to the other side; not at all if the model refuses the row. */
  private double gain(double probability, double than) {
    return Double.isNaN(probability) ? -1 : positive ? than - probability : probability - than;
  }

  private boolean flips(double probability) {
    return !Double.isNaN(probability) && (probability >= threshold) != positive;
  }

  /** P(positive) of the moved row; NaN once the budget is spent or if the row is refused. */
  private double score(double[] place) {
    if (evaluations >= budget) {
      return Double.NaN;
    }
    evaluations++;
    copy();
    for (int l = 0; l < place.length; l++) {
      levers.get(l).move(row, place[l], buffer);
    }
    try {
      return model.predict(buffer).probability();
    } catch (InvalidRowException refused) {
      return Double.NaN;
    }
  }

  private void copy() {
    List<Field> fields = model.schema().fields();
    for (int f = 0; f < fields.size(); f++) {
      if (row.isMissing(f)) {
        buffer.setMissing(f);
      } else {
        switch (fields.get(f).type()) {
          case NUMERIC -> buffer.setNumber(f, row.number(f));
          case CATEGORICAL, TEXT -> buffer.setString(f, row.string(f));
          case INTEGER, BOOLEAN, DATE, TIMESTAMP -> buffer.setInteger(f, row.integer(f));
        }
      }
    }
  }

  private double distance(double[] place) {
    double largest = 0;
    for (int l = 0; l < place.length; l++) {
      largest = Math.max(largest, levers.get(l).distance(place[l]));
    }
    return largest;
  }

  private static int count(double[] place) {
    int moved = 0;
    for (double p : place) {
      moved += p == 0 ? 0 : 1;
    }
    return moved;
  }

  private List<String> fields(double[] place) {
    List<String> moved = new ArrayList<>();
    for (int l = 0; l < place.length; l++) {
      if (place[l] != 0) {
        moved.add(levers.get(l).field());
      }
    }
    return moved;
  }
}
