package io.millwright.eval.explain;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.rows.LabelledRows;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.HoldoutSet;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much worse a fitted model does on a holdout when a field's values are shuffled among its
 * rows.
 *
 * <p>{@code drop = mean over repeats of gain(metric, metric with the field shuffled)}: greater than
 * 0 when the model needs the field, whichever way the metric is better; about 0, and below it by
 * chance, when it does not. Fields are those of the table that the model reads; all encoded
 * features of a field move together. Shuffled rows keep their labels and weights.
 *
 * <p>The interval is a paired bootstrap over rows (over groups where the schema has a GROUP field):
 * each replicate judges the shuffled and the unshuffled predictions on the same draw. It says how
 * far the drop depends on which rows were judged; how far it depends on the shuffle is {@link
 * Importances.Importance#shuffleDeviation()}. It says nothing about another training of the model.
 *
 * <p>With a GROUP field, a field that has one value in each group is shuffled among groups, so that
 * every row of a group keeps one common value; other fields are shuffled among all rows. Shuffling
 * is uniform over rows, whatever their weights; missing values are shuffled like others.
 *
 * <p>Do not read it as the effect of a field in the world, nor alone where fields are associated:
 * each can stand in for the other, both drops are small, and the shuffled rows are unlike any real
 * one. Put such fields into one {@link Builder#group}; {@link Importances#warnings()} names them.
 * To ask whether a model could do without a field, train it without.
 *
 * <p>Cost: {@code players × repeats} scorings of the holdout and as many bootstraps of the metric.
 * Deterministic for a seed at any number of threads. Immutable and thread-safe.
 *
 * @param <P> what is predicted
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman (2001), Random forests, section
 *     10</a>
 * @see <a href="https://jmlr.org/papers/v20/18-760.html">Fisher, Rudin, Dominici (2019), All models
 *     are wrong, but many are useful, section 3</a>
 */
public final class PermutationImportance<P extends Prediction> {

  /** Two fields this closely associated are warned of. */
  public static final double WARNED_ASSOCIATION = 0.7;

  private final Metric<P> metric;
  private final Seed seed;
  private final int repeats;
  private final List<List<String>> groups;
  private final double groupedFrom;
  private final Bootstrap bootstrap;
  private final Workers workers;

  private PermutationImportance(Builder<P> b) {
    this.metric = b.metric;
    this.seed = b.seed;
    this.repeats = b.repeats;
    this.groups = List.copyOf(b.groups);
    this.groupedFrom = b.groupedFrom;
    int threads = b.threads == 0 ? Workers.processors() : b.threads;
    Bootstrap intervals = b.bootstrap == null ? Bootstrap.of(b.seed.derive("rows")) : b.bootstrap;
    this.bootstrap = intervals.withThreads(threads);
    this.workers = new Workers(threads, b.progress == null ? Progress.SILENT : b.progress);
  }

  /** A builder; 5 repeats, no groups and 1000 bootstrap replicates at 95 % unless set. */
  public static <P extends Prediction> Builder<P> by(Metric<P> metric, Seed seed) {
    return new Builder<>(metric, seed);
  }

  /**
   * The importance of each field or group that the pipeline reads.
   *
   * @throws IllegalArgumentException if the pipeline was trained on any of the rows, there are no
   *     rows, or a group names a field that is not read
   * @throws io.millwright.table.InvalidRowException if a row cannot be scored; a shuffled row too
   */
  public Importances of(TrainedPipeline<P> trained, HoldoutSet holdout) {
    refuseTrained(trained, holdout);
    Table table = holdout.table();
    Resampling resampling = TableRows.resampling(table);
    List<String> inputs = trained.model().featurizer().inputs();
    AssociatedFields pairs = AssociatedFields.of(Association.in(table, inputs), inputs);
    Players players =
        Players.of(
            trained.model().featurizer(),
            groupedFrom > 1 ? groups : pairs.grouped(groupedFrom, groups));
    LabelledRows<P> rows = new LabelledRows<>(trained, table);
    Scored<P> asIs = rows.scored(table);
    Judge<P> judge = new Judge<>(metric, asIs);
    List<Importances.Importance> all = new ArrayList<>();
    for (int p = 0; p < players.count(); p++) {
      Shuffle shuffle = Shuffle.of(table, players.fields(p));
      String name = players.name(p);
      List<Scored<P>> shuffled =
          workers.map(
              "shuffling " + name,
              repeats,
              r -> rows.scored(shuffle.apply(seed.derive(name).derive(r))));
      all.add(judge.importance(players.fields(p), shuffled, resampling, bootstrap));
    }
    all.sort((a, b) -> Double.compare(order(b), order(a)));
    Estimate own =
        bootstrap.estimates(resampling, List.of(w -> judge.base.at(w).orElse(Double.NaN))).get(0);
    return new Importances(metric.name(), own, all, pairs.warnings(WARNED_ASSOCIATION, players));
  }

  private static double order(Importances.Importance importance) {
    return importance.drop().match(m -> m.value(), u -> Double.NEGATIVE_INFINITY);
  }

  private static void refuseTrained(TrainedPipeline<?> trained, HoldoutSet holdout) {
    int overlap = trained.trainedOn().overlap(holdout.rows());
    if (overlap > 0) {
      throw new IllegalArgumentException(
          "The pipeline must not have been trained on rows it is judged on; was on "
              + overlap
              + " of "
              + holdout.rows().size()
              + ". Judge it on the other half of its split.");
    }
  }

  /** The metric with and without the shuffle, on the same weights. */
  private static final class Judge<P extends Prediction> {

    private final Metric<P> metric;
    private final Direction direction;
    private final Metric.Prepared base;
    private final double[] weights;

    Judge(Metric<P> metric, Scored<P> asIs) {
      this.metric = metric;
      this.direction = metric.direction();
      this.base = metric.prepare(asIs);
      this.weights = asIs.weights();
    }

    Importances.Importance importance(
        List<String> fields, List<Scored<P>> shuffled, Resampling rows, Bootstrap bootstrap) {
      List<Metric.Prepared> worse = shuffled.stream().map(metric::prepare).toList();
      Estimate drop;
      MetricValue undefined = firstUndefined(worse);
      if (undefined.isDefined()) {
        Statistic mean = w -> mean(drops(worse, w));
        drop = bootstrap.estimates(rows, List.of(mean)).get(0);
      } else {
        String reason = undefined.match(v -> "", r -> r);
        drop = new Estimate.Undefined(reason, rows.rows());
      }
      return new Importances.Importance(fields, drop, deviation(drops(worse, weights)));
    }

    private MetricValue firstUndefined(List<Metric.Prepared> worse) {
      MetricValue value = base.at(weights);
      for (int i = 0; i < worse.size() && value.isDefined(); i++) {
        value = worse.get(i).at(weights);
      }
      return value;
    }

    /** NaN where the metric has no value. */
    private double[] drops(List<Metric.Prepared> worse, double[] w) {
      double own = base.at(w).orElse(Double.NaN);
      return worse.stream()
          .mapToDouble(s -> direction.gain(own, s.at(w).orElse(Double.NaN)))
          .toArray();
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    private static java.util.OptionalDouble deviation(double[] values) {
      double mean = mean(values);
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return values.length < 2 || !Double.isFinite(squares)
          ? java.util.OptionalDouble.empty()
          : java.util.OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
    }
  }

  /** Collects settings; a fault is thrown by {@link #build()}. Single use, not thread-safe. */
  public static final class Builder<P extends Prediction> {

    private static final int NEVER = 2;

    private final Metric<P> metric;
    private final Seed seed;
    private final List<List<String>> groups = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int repeats = 5;
    private int threads;
    private double groupedFrom = NEVER;
    private @Nullable Bootstrap bootstrap;
    private @Nullable Progress progress;

    private Builder(Metric<P> metric, Seed seed) {
      this.metric = metric;
      this.seed = seed;
    }

    /** How often each field is shuffled, at least 1. */
    public Builder<P> repeats(int times) {
      repeats = Require.atLeast("Repeats", times, 1);
      return this;
    }

    /** Shuffles these fields together, each row of them staying one row. */
    public Builder<P> group(String... fields) {
      if (fields.length < 2) {
        faults.add("Group must have at least 2 fields; had " + fields.length + ".");
      }
      groups.add(List.of(fields));
      return this;
    }

    /**
     * Also groups fields that are at least this closely associated on the holdout, directly or
     * through others; those of named groups are left alone.
     *
     * @param least strictly between 0 and 1, for example 0.8
     */
    public Builder<P> groupAssociated(double least) {
      groupedFrom = Require.openShare("Association", least);
      return this;
    }

    /** How intervals are made. */
    public Builder<P> bootstrap(Bootstrap how) {
      if (bootstrap != null) {
        faults.add("Bootstrap must be set once; was twice.");
      }
      bootstrap = how;
      return this;
    }

    /** On how many threads; results do not depend on it. */
    public Builder<P> threads(int number) {
      threads = Require.atLeast("Threads", number, 1);
      return this;
    }

    /** Who is told what is done. */
    public Builder<P> progress(Progress listener) {
      if (progress != null) {
        faults.add("Progress must be set once; was twice.");
      }
      progress = listener;
      return this;
    }

    /**
     * The finished recipe.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public PermutationImportance<P> build() {
      List<String> named = groups.stream().flatMap(List::stream).toList();
      IntStream.range(0, named.size())
          .filter(i -> named.indexOf(named.get(i)) != i)
          .forEach(i -> faults.add("Field '" + named.get(i) + "' must be grouped once."));
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", faults));
      }
      return new PermutationImportance<>(this);
    }
  }
}
