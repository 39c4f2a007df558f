package io.millwright.eval.explain;

import io.millwright.Seed;
import io.millwright.eval.rows.TableRows;
import io.millwright.model.Regression;
import io.millwright.model.TabularModel;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.Arrays;

/**
 * Shapley values of any model, by asking it: a coalition's worth is the weighted mean of the number
 * over background rows in which the coalition's fields are those of the row (interventional).
 *
 * <p>Exact by all coalitions, {@code 2^players × background} calls. Sampled by walking from each
 * background row to the row in random orders of the players, each order once forwards and once
 * backwards (antithetic), {@code 2 × pairs × players × background} calls. Every background row has
 * its own orders and its weight, so that contributions add up without a remainder; the standard
 * error is that of the orders, the background being given.
 */
final class CoalitionGame {

  static final int MOST_EXACT = 15;

  private final TabularModel<Regression> function;
  private final Table background;
  private final double[] shares;
  private final int[] playerOf;
  private final int players;

  CoalitionGame(TabularModel<Regression> function, Table background, Players players) {
    this.function = function;
    this.background = background;
    this.shares = TableRows.shares(background);
    this.playerOf = players.ofFields(function.schema());
    this.players = players.count();
  }

  double base() {
    double[] values = function.scores(background);
    double sum = 0;
    for (int b = 0; b < values.length; b++) {
      sum += shares[b] * values[b];
    }
    return sum;
  }

  Attributor exact() {
    double base = base();
    return new Attributor() {
      @Override
      public Shares of(Row row) {
        return new Shares(enumerated(row), new double[players]);
      }

      @Override
      public double base() {
        return base;
      }
    };
  }

  Attributor sampled(int pairs, Seed seed) {
    double base = base();
    return new Attributor() {
      @Override
      public Shares of(Row row) {
        return walked(row, pairs, seed);
      }

      @Override
      public double base() {
        return base;
      }
    };
  }

  private double[] enumerated(Row row) {
    double[] worth = new double[1 << players];
    MixedRow mixed = new MixedRow(playerOf, players, row);
    TableCursor cursor = background.cursor();
    mixed.other(cursor);
    for (int set = 0; set < worth.length; set++) {
      for (int p = 0; p < players; p++) {
        mixed.own(p, (set >> p & 1) != 0);
      }
      for (int b = 0; b < shares.length; b++) {
        cursor.moveTo(b);
        worth[set] += shares[b] * function.predict(mixed).value();
      }
    }
    double[] weights = new double[players];
    for (int size = 0; size < players; size++) {
      weights[size] = ShapleyWeights.of(size, players - 1 - size);
    }
    double[] values = new double[players];
    for (int set = 0; set < worth.length; set++) {
      for (int p = 0; p < players; p++) {
        if ((set >> p & 1) == 0) {
          values[p] += weights[Integer.bitCount(set)] * (worth[set | 1 << p] - worth[set]);
        }
      }
    }
    return values;
  }

  private Attributor.Shares walked(Row row, int pairs, Seed seed) {
    double[] values = new double[players];
    double[] variances = new double[players];
    MixedRow mixed = new MixedRow(playerOf, players, row);
    TableCursor cursor = background.cursor();
    mixed.other(cursor);
    for (int b = 0; b < shares.length; b++) {
      cursor.moveTo(b);
      double[][] drawn = new double[pairs][players];
      for (int k = 0; k < pairs; k++) {
        int[] order = seed.derive(b).derive(k).permutation(players);
        walk(mixed, order, false, drawn[k]);
        walk(mixed, order, true, drawn[k]);
      }
      for (int p = 0; p < players; p++) {
        add(drawn, p, shares[b], values, variances);
      }
    }
    double[] errors = Arrays.stream(variances).map(Math::sqrt).toArray();
    return new Attributor.Shares(values, errors);
  }

  /** Adds half of each player's marginal contribution in this order. */
  private void walk(MixedRow mixed, int[] order, boolean backwards, double[] halves) {
    for (int p = 0; p < players; p++) {
      mixed.own(p, false);
    }
    double before = function.predict(mixed).value();
    for (int i = 0; i < players; i++) {
      int player = order[backwards ? players - 1 - i : i];
      mixed.own(player, true);
      double after = function.predict(mixed).value();
      halves[player] += (after - before) / 2;
      before = after;
    }
  }

  private static void add(
      double[][] drawn, int player, double share, double[] values, double[] variances) {
    int n = drawn.length;
    double mean = 0;
    for (double[] pair : drawn) {
      mean += pair[player] / n;
    }
    double squares = 0;
    for (double[] pair : drawn) {
      squares += (pair[player] - mean) * (pair[player] - mean);
    }
    values[player] += share * mean;
    variances[player] += share * share * squares / (n - 1) / n;
  }
}
