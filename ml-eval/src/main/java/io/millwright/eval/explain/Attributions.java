package io.millwright.eval.explain;

import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The contributions of all fields to all rows of a table, and what they say together.
 *
 * <p>Keeps the table for {@link ExplanationSections}; its text forms hold no values. Immutable and
 * thread-safe.
 */
public final class Attributions {

  private final Output output;
  private final Table table;
  private final List<Attribution> rows;
  private final Bootstrap bootstrap;

  Attributions(Output output, Table table, List<Attribution> rows, Bootstrap bootstrap) {
    this.output = output;
    this.table = table;
    this.rows = List.copyOf(rows);
    this.bootstrap = bootstrap;
  }

  /**
   * How much a field moves the number.
   *
   * @param fields one, or those taken together
   * @param meanAbsolute the weighted mean of the contributions' absolute values over the rows
   */
  public record Strength(List<String> fields, Estimate meanAbsolute) {

    /** Copies the list. */
    public Strength {
      fields = List.copyOf(fields);
    }

    /** The field, or those taken together joined by {@code +}. */
    public String name() {
      return String.join(" + ", fields);
    }
  }

  /** How many rows. */
  public int size() {
    return rows.size();
  }

  /** What the number of a row is made of. */
  public Attribution row(int row) {
    return rows.get(row);
  }

  /** The same with intervals made otherwise than by 1000 replicates at 95 %. */
  public Attributions withBootstrap(Bootstrap how) {
    return new Attributions(output, table, rows, how);
  }

  /**
   * The mean absolute contribution of each field, the largest first. The interval is a bootstrap
   * over the rows (over groups where the schema has a GROUP field), weighted; the background is
   * taken as given. With sampled contributions the mean is a little too high, by at most their
   * standard error.
   *
   * @throws IllegalArgumentException if there are no rows, or their weights do not fit
   */
  public List<Strength> strengths() {
    List<Strength> all = new ArrayList<>();
    if (rows.isEmpty()) {
      return all;
    }
    List<Statistic> means = new ArrayList<>();
    int players = rows.get(0).contributions().size();
    for (int p = 0; p < players; p++) {
      double[] sizes = new double[rows.size()];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Math.abs(contribution(i, p));
      }
      means.add(weights -> WeightedSample.mean(sizes, weights));
    }
    List<Estimate> estimates = bootstrap.estimates(TableRows.resampling(table), means);
    for (int p = 0; p < players; p++) {
      all.add(new Strength(rows.get(0).contributions().get(p).fields(), estimates.get(p)));
    }
    all.sort((a, b) -> Double.compare(order(b), order(a)));
    return all;
  }

  private static double order(Strength strength) {
    return strength.meanAbsolute().match(m -> m.value(), u -> Double.NEGATIVE_INFINITY);
  }

  double contribution(int row, int player) {
    return rows.get(row).contributions().get(player).value();
  }

  Output output() {
    return output;
  }

  Table table() {
    return table;
  }
}
