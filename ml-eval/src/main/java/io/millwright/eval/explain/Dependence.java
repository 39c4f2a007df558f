package io.millwright.eval.explain;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.explain.DependenceCurve.Kind;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.model.Regression;
import io.millwright.model.TabularModel;
import io.millwright.model.TrainedPipeline;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a model's number moves with one or two fields.
 *
 * <p><b>Partial dependence</b> ({@link #partial(String)}): {@code PD(z) = weighted mean over rows
 * of f(row with the field set to z)}, with the curve of each row (ICE). It answers "what if all
 * rows had this value". Where fields are associated it asks the model about rows that do not exist
 * (an income of a director at the age of a pupil) and misleads; use <b>accumulated effects</b>
 * ({@link #accumulated}), which move each row within its neighbourhood only: {@code ALE(z_k) = sum
 * up to k of mean over rows in bin j of f(z_j) - f(z_j-1)}, centred so that its mean is 0.
 *
 * <p>Places are observed values: quantiles of numbers and times (at most 20), the weightiest
 * categories, and missing as a place of its own where a row has no value. Rows are a random sample
 * of at most 500 of those given and keep their weights. Intervals are bootstraps over the sampled
 * rows (over groups where the schema has a GROUP field), for the model as it is.
 *
 * <p>A flat mean can hide effects that cancel out: look at the individual curves. Neither is an
 * effect in the world. Cost: {@code places × rows} predictions, twice for accumulated effects.
 * Deterministic for a seed at any number of threads. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1214/aos/1013203451">Friedman (2001), section 8.2</a>
 * @see <a href="https://doi.org/10.1080/10618600.2014.907095">Goldstein et al. (2015), individual
 *     conditional expectation</a>
 * @see <a href="https://doi.org/10.1111/rssb.12377">Apley, Zhu (2020), accumulated local
 *     effects</a>
 */
public final class Dependence {

  private final TabularModel<?> model;
  private final Table rows;
  private final Output output;
  private final Settings settings;

  private record Settings(Seed seed, int rows, int points, int threads) {}

  private Dependence(TabularModel<?> model, Table rows, Output output, Settings settings) {
    this.model = model;
    this.rows = rows;
    this.output = output;
    this.settings = settings;
  }

  /**
   * Of the prediction, over rows of the pipeline's schema.
   *
   * @throws IllegalArgumentException if the model is multiclass and needs {@link
   *     #of(TrainedPipeline, Table, Output, Seed)}
   */
  public static Dependence of(TrainedPipeline<?> trained, Table rows, Seed seed) {
    return of(trained, rows, Output.prediction(), seed);
  }

  /** Of that number. */
  public static Dependence of(TrainedPipeline<?> trained, Table rows, Output output, Seed seed) {
    output.position(trained.model());
    return new Dependence(
        trained.model(), rows, output, new Settings(seed, 500, 20, Workers.processors()));
  }

  /** Over at most so many rows, drawn without replacement. */
  public Dependence withRows(int most) {
    return with(Require.atLeast("Rows", most, 1), settings.points, settings.threads);
  }

  /** At no more than so many places besides missing. */
  public Dependence withPlaces(int most) {
    return with(settings.rows, Require.atLeast("Places", most, 2), settings.threads);
  }

  /** On that many threads; results do not depend on it. */
  public Dependence withThreads(int number) {
    return with(settings.rows, settings.points, Require.atLeast("Threads", number, 1));
  }

  private Dependence with(int most, int points, int threads) {
    return new Dependence(model, rows, output, new Settings(settings.seed, most, points, threads));
  }

  /**
   * The partial dependence on a field, with individual curves.
   *
   * @throws IllegalArgumentException if the field is text, not read by the model or without values
   * @throws io.millwright.table.InvalidRowException if a row with the field set cannot be scored
   */
  public DependenceCurve partial(String field) {
    Table sample = sample();
    Grid grid = Grid.of(rows, TableRows.weights(rows), read(field), settings.points);
    TabularModel<Regression> function = output.function(model);
    List<double[]> columns =
        workers().map("places of " + field, grid.size(), k -> function.scores(grid.put(sample, k)));
    List<Statistic> means = new ArrayList<>();
    columns.forEach(c -> means.add(w -> WeightedSample.mean(c, w)));
    List<List<Double>> individual =
        IntStream.range(0, sample.rowCount())
            .mapToObj(i -> columns.stream().map(c -> c[i]).toList())
            .toList();
    return curve(grid, Kind.PARTIAL, estimates(field, sample, means), individual);
  }

  /**
   * The partial dependence on two fields together; as {@link #partial(String)} otherwise.
   *
   * @throws IllegalArgumentException as {@link #partial(String)}, or if both are the same
   */
  public DependenceSurface partial(String first, String second) {
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "Fields of a surface must be two; was '" + first + "' twice.");
    }
    Table sample = sample();
    double[] weights = TableRows.weights(sample);
    double[] all = TableRows.weights(rows);
    Grid a = Grid.of(rows, all, read(first), settings.points);
    Grid b = Grid.of(rows, all, read(second), settings.points);
    TabularModel<Regression> function = output.function(model);
    List<Double> means =
        workers()
            .map(
                "places of " + first + " and " + second,
                a.size() * b.size(),
                k -> {
                  Table placed = b.put(a.put(sample, k / b.size()), k % b.size());
                  return WeightedSample.mean(function.scores(placed), weights);
                });
    List<List<Double>> table =
        IntStream.range(0, a.size())
            .mapToObj(i -> means.subList(i * b.size(), (i + 1) * b.size()))
            .toList();
    return new DependenceSurface(List.of(first, second), a.places(), b.places(), table);
  }

  /**
   * The accumulated local effects of a number or time; rows without a value are left out.
   *
   * @throws IllegalArgumentException if the field has no order, is not read by the model, or has
   *     fewer than 2 distinct values in the sample
   * @throws io.millwright.table.InvalidRowException if a row with the field set cannot be scored
   */
  public DependenceCurve accumulated(String field) {
    Table whole = sample();
    double[] places = Grid.places(whole.column(read(field)));
    Table sample = whole.filter(i -> Double.isFinite(places[i]));
    if (sample.rowCount() < 2) {
      throw new IllegalArgumentException(
          "Field '" + field + "' must have a finite number or time in at least 2 rows.");
    }
    Grid grid = Grid.ofPresent(sample, TableRows.weights(sample), field, settings.points);
    if (grid.size() < 2) {
      throw new IllegalArgumentException(
          "Field '" + field + "' must have at least 2 distinct values; had " + grid.size() + ".");
    }
    LocalEffects effects = LocalEffects.of(grid, sample, output.function(model));
    List<Statistic> means = new ArrayList<>();
    for (int k = 0; k < grid.size(); k++) {
      int point = k;
      means.add(w -> effects.accumulated(w)[point]);
    }
    return curve(grid, Kind.ACCUMULATED, estimates(field, sample, means), List.of());
  }

  private static DependenceCurve curve(
      Grid grid, Kind kind, List<Estimate> effects, List<List<Double>> individual) {
    List<DependenceCurve.Place> places = grid.places();
    List<DependenceCurve.Point> points =
        IntStream.range(0, places.size())
            .mapToObj(i -> new DependenceCurve.Point(places.get(i), effects.get(i)))
            .toList();
    return new DependenceCurve(grid.field().name(), kind, points, individual);
  }

  private List<Estimate> estimates(String field, Table sample, List<Statistic> statistics) {
    Resampling resampling = TableRows.resampling(sample);
    return Bootstrap.of(settings.seed.derive("interval").derive(field))
        .withThreads(settings.threads)
        .estimates(resampling, statistics);
  }

  private Workers workers() {
    return new Workers(settings.threads, Progress.SILENT);
  }

  private String read(String field) {
    if (!model.featurizer().inputs().contains(field)) {
      throw new IllegalArgumentException(
          "Field '" + field + "' must be read by the model; is not. Its dependence is flat.");
    }
    return field;
  }

  private Table sample() {
    int n = rows.rowCount();
    if (n <= settings.rows) {
      return rows;
    }
    int[] drawn = Arrays.copyOf(settings.seed.derive("rows").permutation(n), settings.rows);
    Arrays.sort(drawn);
    return rows.take(drawn);
  }
}
