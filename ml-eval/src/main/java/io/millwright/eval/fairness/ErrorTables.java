package io.millwright.eval.fairness;

import io.millwright.eval.fairness.Contrasts.Item;
import io.millwright.eval.fairness.Contrasts.Range;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.model.Regression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Mean errors of the groups of a partition, with intervals. */
final class ErrorTables {

  private final Partition partition;
  private final Scored<Regression> rows;
  private final RowUnits units;
  private final FairnessRules rules;
  private final Bootstrap bootstrap;
  private final Resampling resampling;

  ErrorTables(Partition partition, Scored<Regression> rows, RowUnits units, FairnessRules rules) {
    this.partition = partition;
    this.rows = rows;
    this.units = units;
    this.rules = rules;
    this.bootstrap = rules.bootstrap().derive(String.join("*", partition.fields()));
    this.resampling = units.resampling(rows.weights());
  }

  GroupErrors errors() {
    List<Statistic> statistics = new ArrayList<>();
    for (int g = 0; g < partition.size(); g++) {
      statistics.add(mean(partition.rows(g), e -> e));
      statistics.add(mean(partition.rows(g), Math::abs));
    }
    double[][] drawn = bootstrap.replicate(resampling, statistics);
    double[] own = statistics.stream().mapToDouble(s -> s.at(rows.weights())).toArray();
    List<GroupErrors.Group> groups = new ArrayList<>();
    List<List<Item>> items = List.of(new ArrayList<>(), new ArrayList<>());
    boolean small = false;
    long least = Long.MAX_VALUE;
    for (int g = 0; g < partition.size(); g++) {
      long support = support(partition.rows(g));
      boolean enough = support >= rules.floor();
      small |= !enough;
      least = enough ? Math.min(least, support) : least;
      List<Estimate> both = new ArrayList<>();
      for (int s = 0; s < 2; s++) {
        int at = 2 * g + s;
        both.add(enough ? estimate(own[at], drawn[at], support) : tooSmall(support));
        if (enough) {
          items.get(s).add(new Item(own[at], drawn[at], Double.MIN_NORMAL));
        }
      }
      groups.add(
          new GroupErrors.Group(
              partition.group(g), partition.rows(g).length, both.get(0), both.get(1)));
    }
    return new GroupErrors(
        partition.fields(),
        groups,
        difference(items.get(0), small, least),
        difference(items.get(1), small, least));
  }

  private Statistic mean(int[] members, DoubleUnaryOperator of) {
    return weights -> {
      double sum = 0;
      double total = 0;
      for (int row : members) {
        sum += weights[row] * of.applyAsDouble(rows.score(row) - rows.target(row));
        total += weights[row];
      }
      return sum / total;
    };
  }

  private long support(int[] members) {
    BitSet seen = new BitSet();
    double sum = 0;
    double squares = 0;
    for (int row : members) {
      double w = rows.weight(row);
      if (w > 0) {
        seen.set(units.of(row));
        sum += w;
        squares += w * w;
      }
    }
    return squares == 0 ? 0 : (long) Math.min(sum * sum / squares, seen.cardinality());
  }

  private Estimate tooSmall(long support) {
    return new Estimate.Undefined(
        "rests on " + support + " rows, fewer than " + rules.floor(), support);
  }

  private Estimate estimate(double value, double[] drawn, long support) {
    return bootstrap
        .estimate(resampling, value, drawn)
        .match(
            m -> new Estimate.Measured(m.value(), m.interval(), support),
            u -> new Estimate.Undefined(u.reason(), support));
  }

  private Estimate difference(List<Item> items, boolean small, long least) {
    if (items.size() < 2) {
      return new Estimate.Undefined(
          "fewer than 2 groups rest on " + rules.floor() + " rows or more", rows.size());
    }
    Contrasts contrasts = new Contrasts(List.of(items), bootstrap.level(), least);
    if (contrasts.undefined() > Bootstrap.UNDEFINED_LIMIT * contrasts.replicates()) {
      return new Estimate.Undefined(
          "a group has no rows in too many of the resamples", rows.size());
    }
    Range range = contrasts.spreads().get(0);
    boolean open = small && !rules.leavesSmallOut();
    return new Estimate.Measured(
        range.value(),
        new Interval(
            range.low(),
            open ? Double.POSITIVE_INFINITY : range.high(),
            bootstrap.level(),
            "simultaneous bootstrap of " + units.what()),
        least);
  }
}
