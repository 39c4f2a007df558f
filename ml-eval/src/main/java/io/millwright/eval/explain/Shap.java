package io.millwright.eval.explain;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Featurizer;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.TrainedPipeline;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import io.millwright.tree.TreeEnsembleScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Splits a model's number for a row into contributions of its fields, by Shapley's rule.
 *
 * <p>A coalition of fields is worth the mean of the model's number over a background in which those
 * fields are the row's (interventional). A field's contribution is its mean marginal worth over all
 * orders in which fields can join: {@code phi_i = sum over S of |S|! (m - |S| - 1)! / m! (v(S + i)
 * - v(S))}. So contributions and {@code base} add up to the prediction, a field the model ignores
 * gets 0, and fields that do the same get the same.
 *
 * <p>Players are the fields of the table, so all encoded features of a field move together. How
 * they are computed ({@link Method}) is chosen by model and output: in closed form for sums of
 * linear models, exactly by the trees for sums of tree ensembles, by all coalitions for up to 12
 * players, else sampled with standard errors. Sums are margins and all numbers with the identity
 * link; probabilities behind a logistic or softmax link are asked of the model itself, since no
 * rescaling of margin contributions is exact. In the closed forms, fields that meet in one feature
 * (days between two dates) are one player.
 *
 * <p>The background is what a contribution compares with: approved loans, all loans and last
 * month's loans give different answers, all right. It is a random sample of the rows given, which
 * keep their weights. Mixing fields of two rows can make rows that do not exist where fields are
 * associated; the numbers are then true to the model, not to the data. A contribution is no effect
 * of the field in the world and no advice; for "what would have to differ" use {@link
 * Counterfactuals}.
 *
 * <p>Missing values are values like others. Cost for a row: linear O(features); trees O(trees ×
 * background × reachable nodes); exact {@code 2^players × background} predictions; sampled {@code 2
 * × pairs × players × background}. Deterministic for a seed at any number of threads. Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1515/9781400881970-018">Shapley (1953), A value for n-person
 *     games</a>
 * @see <a href="https://proceedings.mlr.press/v108/janzing20a.html">Janzing, Minorics, Blöbaum
 *     (2020), on interventional contributions</a>
 */
public final class Shap {

  /** How contributions are computed. */
  public enum Method {
    /** Closed form of a linear sum. */
    LINEAR,
    /** Exactly along the trees of an ensemble's sum. */
    TREES,
    /** All coalitions, of any model. */
    EXACT,
    /** Random orders of the players, of any model; has standard errors. */
    SAMPLED
  }

  private static final int MOST_BY_DEFAULT = 12;
  private static final int BACKGROUND = 100;
  private static final int PAIRS = 10;

  private final TrainedPipeline<?> trained;
  private final Table rows;
  private final Settings settings;
  private final TabularModel<Regression> function;
  private final Players players;
  private final Method method;
  private final Attributor attributor;

  private record Settings(Seed seed, Output output, Sizes sizes, How how) {}

  private record Sizes(int background, int pairs) {}

  private record How(List<List<String>> groups, Optional<Method> method, int threads) {}

  private Shap(TrainedPipeline<?> trained, Table rows, Settings settings) {
    this.trained = trained;
    this.rows = rows;
    this.settings = settings;
    this.function = settings.output.function(trained.model());
    Featurizer featurizer = trained.model().featurizer();
    Players asked = Players.of(featurizer, settings.how.groups);
    this.method = settings.how.method.orElseGet(() -> suited(asked.count()));
    this.players = byParts(method) ? asked.joined(featurizer) : asked;
    this.attributor = attributor(sample(rows, settings));
  }

  /**
   * Contributions to the prediction, against a background of at most 100 of these rows.
   *
   * @param background rows of the pipeline's schema that a contribution compares with, for example
   *     those it was trained on
   * @throws IllegalArgumentException if there are no rows, their weights do not fit, or the model
   *     is multiclass and needs {@link #of(TrainedPipeline, Table, Output, Seed)}
   * @throws io.millwright.table.InvalidRowException if a background row cannot be scored
   */
  public static Shap of(TrainedPipeline<?> trained, Table background, Seed seed) {
    return of(trained, background, Output.prediction(), seed);
  }

  /** Contributions to that number; as {@link #of(TrainedPipeline, Table, Seed)} otherwise. */
  public static Shap of(TrainedPipeline<?> trained, Table background, Output output, Seed seed) {
    How how = new How(List.of(), Optional.empty(), Workers.processors());
    return new Shap(
        trained, background, new Settings(seed, output, new Sizes(BACKGROUND, PAIRS), how));
  }

  /** Against at most so many of the background rows, drawn without replacement. */
  public Shap withBackground(int most) {
    int size = Require.atLeast("Background rows", most, 1);
    return with(new Sizes(size, settings.sizes.pairs), settings.how);
  }

  /**
   * With so many orders for each background row when sampling, each forwards and backwards.
   *
   * @param number at least 2, for a standard error
   */
  public Shap withPairs(int number) {
    int pairs = Require.atLeast("Pairs", number, 2);
    return with(new Sizes(settings.sizes.background, pairs), settings.how);
  }

  /** With these fields as one player; may be called for several groups. */
  public Shap withGroup(String... fields) {
    List<List<String>> all = new ArrayList<>(settings.how.groups);
    all.add(List.of(fields));
    return with(settings.sizes, new How(all, settings.how.method, settings.how.threads));
  }

  /**
   * By that method.
   *
   * @throws IllegalArgumentException if it does not fit the model and output, or there are more
   *     than 15 players for all coalitions
   */
  public Shap withMethod(Method by) {
    return with(
        settings.sizes, new How(settings.how.groups, Optional.of(by), settings.how.threads));
  }

  /** On that many threads; results do not depend on it. */
  public Shap withThreads(int number) {
    int threads = Require.atLeast("Threads", number, 1);
    return with(settings.sizes, new How(settings.how.groups, settings.how.method, threads));
  }

  private Shap with(Sizes sizes, How how) {
    return new Shap(trained, rows, new Settings(settings.seed, settings.output, sizes, how));
  }

  /** How contributions are computed. */
  public Method method() {
    return method;
  }

  /** The mean of the number over the background. */
  public double base() {
    return attributor.base();
  }

  /**
   * What the number for a row is made of.
   *
   * @param row of the pipeline's schema
   * @throws io.millwright.table.InvalidRowException if the row, or a mix of it with a background
   *     row, cannot be scored
   */
  public Attribution explain(Row row) {
    double prediction = function.predict(row).value();
    return attribution(attributor.of(row), prediction);
  }

  /** What the numbers for all rows of a table are made of; silent. */
  public Attributions explainAll(Table table) {
    return explainAll(table, Progress.SILENT);
  }

  /** What the numbers for all rows of a table are made of, telling of rows done. */
  public Attributions explainAll(Table table, Progress progress) {
    double[] predictions = function.scores(table);
    List<Attribution> all =
        new Workers(settings.how.threads, progress)
            .map("contributions", table.rowCount(), i -> at(table, i, predictions[i]));
    Bootstrap bootstrap =
        Bootstrap.of(settings.seed.derive("summary")).withThreads(settings.how.threads);
    return new Attributions(settings.output, table, all, bootstrap);
  }

  private Attribution at(Table table, int row, double prediction) {
    TableCursor cursor = table.cursor().moveTo(row);
    return attribution(attributor.of(cursor), prediction);
  }

  private Attribution attribution(Attributor.Shares shares, double prediction) {
    List<Attribution.Contribution> parts = new ArrayList<>();
    for (int p = 0; p < players.count(); p++) {
      parts.add(
          new Attribution.Contribution(players.fields(p), shares.values[p], shares.errors[p]));
    }
    return new Attribution(attributor.base(), parts, prediction, method);
  }

  private static Table sample(Table rows, Settings settings) {
    int n = rows.rowCount();
    if (n <= settings.sizes.background) {
      return rows;
    }
    int[] drawn =
        Arrays.copyOf(settings.seed.derive("background").permutation(n), settings.sizes.background);
    Arrays.sort(drawn);
    return rows.take(drawn);
  }

  private static boolean byParts(Method method) {
    return method == Method.LINEAR || method == Method.TREES;
  }

  private Method suited(int asked) {
    Scorer scorer = trained.model().scorer();
    if (settings.output.isSum(scorer)) {
      if (scorer instanceof LinearScorer) {
        return Method.LINEAR;
      }
      if (scorer instanceof TreeEnsembleScorer trees && TreeShap.suits(trees)) {
        return Method.TREES;
      }
    }
    return asked <= MOST_BY_DEFAULT ? Method.EXACT : Method.SAMPLED;
  }

  private Attributor attributor(Table background) {
    // Refuses rows that the model cannot score, before they are mixed with others.
    CoalitionGame game = new CoalitionGame(function, background, players);
    game.base();
    return switch (method) {
      case LINEAR -> linear(background);
      case TREES -> trees(background);
      case EXACT -> exact(game);
      case SAMPLED -> game.sampled(settings.sizes.pairs, settings.seed.derive("orders"));
    };
  }

  private Attributor exact(CoalitionGame game) {
    if (players.count() > CoalitionGame.MOST_EXACT) {
      throw Require.violated(
          "Players of all coalitions", "at most " + CoalitionGame.MOST_EXACT, players.count());
    }
    return game.exact();
  }

  private Attributor linear(Table background) {
    if (trained.model().scorer() instanceof LinearScorer linear && settings.output.isSum(linear)) {
      int position = settings.output.position(trained.model());
      return new LinearShap(linear, position, trained.model().featurizer(), players, background);
    }
    throw unsuited("a linear model");
  }

  private Attributor trees(Table background) {
    if (trained.model().scorer() instanceof TreeEnsembleScorer trees
        && settings.output.isSum(trees)
        && TreeShap.suits(trees)) {
      int position = settings.output.position(trained.model());
      return new TreeShap(trees, position, trained.model().featurizer(), players, background);
    }
    throw unsuited("trees of at most " + TreeShap.MOST_DEPTH + " levels");
  }

  private IllegalArgumentException unsuited(String what) {
    return new IllegalArgumentException(
        "Method "
            + method
            + " must be of a sum of "
            + what
            + "; was of the "
            + settings.output.label()
            + " of a scorer of kind '"
            + trained.model().scorer().stored().kind()
            + "'. Use Output.inMargin(), or another method.");
  }
}
