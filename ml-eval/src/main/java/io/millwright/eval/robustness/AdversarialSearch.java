package io.millwright.eval.robustness;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.TabularModel;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.jspecify.annotations.Nullable;

/**
 * Looks for small changes of a row's fields, within stated bounds, that turn the decision over.
 *
 * <p>Black box: only predictions are asked for. For each row it tries all numbers together in the
 * directions that help, then single fields greedily, and shortens what flips. A flip is always a
 * row the model has really scored; finding none proves nothing. Choose bounds by what is easy to
 * change or to mistype, not by what is possible: it measures how brittle decisions are, and how
 * easy they are to game.
 *
 * <p>Cost: at most the budget of predictions for each row, rows one after another. Deterministic
 * for the seed. Immutable and thread-safe.
 */
public final class AdversarialSearch {

  private final double threshold;
  private final Map<String, Lever.Bound> bounds;
  private final Map<String, List<String>> values;
  private final int budget;
  private final int mostRows;
  private final Seed seed;
  private final Bootstrap bootstrap;

  private AdversarialSearch(Builder builder) {
    this.threshold = builder.threshold;
    this.bounds = new LinkedHashMap<>(builder.bounds);
    this.values = new LinkedHashMap<>(builder.values);
    this.budget = builder.budget;
    this.mostRows = builder.mostRows;
    this.seed = builder.seed;
    this.bootstrap = builder.bootstrap == null ? Bootstrap.of(Seed.of(0)) : builder.bootstrap;
  }

  /** A builder for decisions at a threshold; it needs at least one field that may change. */
  public static Builder at(double threshold) {
    return new Builder(Require.share("Threshold", threshold));
  }

  /**
   * Attacks the rows of a table, or a random sample of them.
   *
   * @param table of the model's schema, at least one row
   * @throws IllegalArgumentException if a field is not read by the model or does not suit its
   *     bound; lists all
   * @throws io.millwright.table.InvalidRowException if a row as it is cannot be scored
   */
  public AdversarialReport attack(TabularModel<Binary> model, Table table) {
    Require.atLeast("Rows", table.rowCount(), 1);
    List<Lever> levers = levers(model);
    int[] rows = Arrays.copyOf(seed.permutation(table.rowCount()), rows(table));
    Arrays.sort(rows);
    List<AdversarialReport.Flip> flips = new ArrayList<>();
    SortedMap<String, Integer> use = new TreeMap<>();
    double[] flipped = new double[rows.length];
    long evaluations = 0;
    TableCursor cursor = table.cursor();
    for (int i = 0; i < rows.length; i++) {
      Attack attack = new Attack(model, levers, cursor.moveTo(rows[i]), threshold, budget);
      Optional<AdversarialReport.Flip> flip = attack.flip(rows[i]);
      evaluations += attack.evaluations();
      flipped[i] = flip.isPresent() ? 1 : 0;
      flip.ifPresent(flips::add);
      flip.ifPresent(f -> f.fields().forEach(name -> use.merge(name, 1, Integer::sum)));
    }
    return new AdversarialReport(
        rows.length, share(flipped, table.take(rows)), flips, use, evaluations);
  }

  private int rows(Table table) {
    return Math.min(mostRows, table.rowCount());
  }

  private List<Lever> levers(TabularModel<Binary> model) {
    List<Lever> levers = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    bounds.forEach(
        (field, bound) -> lever(model, field, bound, List.of(), faults).ifPresent(levers::add));
    values.forEach(
        (field, words) ->
            lever(model, field, Lever.Bound.NONE, words, faults).ifPresent(levers::add));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Search does not fit the model ("
              + faults.size()
              + "):\n  "
              + String.join("\n  ", faults));
    }
    return levers;
  }

  private static Optional<Lever> lever(
      TabularModel<Binary> model,
      String field,
      Lever.Bound bound,
      List<String> words,
      List<String> faults) {
    if (!model.featurizer().inputs().contains(field)) {
      faults.add(
          "Field '"
              + field
              + "' must be read by the model; it reads "
              + model.featurizer().inputs()
              + ".");
      return Optional.empty();
    }
    FieldType type = model.schema().field(field).type();
    boolean suits =
        words.isEmpty()
            ? type == FieldType.NUMERIC || type == FieldType.INTEGER
            : type == FieldType.CATEGORICAL
                || (type == FieldType.BOOLEAN && List.of("true", "false").containsAll(words));
    if (!suits) {
      faults.add(
          "Field '"
              + field
              + "' must be "
              + (words.isEmpty()
                  ? "NUMERIC or INTEGER to have a bound"
                  : "CATEGORICAL, or BOOLEAN with true and false, to become other values")
              + "; was "
              + type
              + ".");
      return Optional.empty();
    }
    return Optional.of(new Lever(field, model.schema().indexOf(field), type, bound, words));
  }

  /** Wilson's interval; resampled where rows have weights or belong together. */
  private Estimate share(double[] flipped, Table attacked) {
    Optional<Column> weight =
        attacked.schema().only(Role.WEIGHT).map(f -> attacked.column(f.name()));
    if (weight.isEmpty() && attacked.schema().only(Role.GROUP).isEmpty()) {
      int n = flipped.length;
      int successes = (int) Arrays.stream(flipped).sum();
      double level = bootstrap.level();
      ConfidenceInterval wilson = new WilsonScoreInterval().createInterval(n, successes, level);
      double value = (double) successes / n;
      return new Estimate.Measured(
          value,
          new Estimate.Interval(
              Math.max(0, Math.min(value, wilson.getLowerBound())),
              Math.min(1, Math.max(value, wilson.getUpperBound())),
              level,
              "Wilson score"),
          n);
    }
    double[] weights = new double[flipped.length];
    Arrays.setAll(weights, i -> weight.map(c -> c.number(i)).orElse(1.0));
    return bootstrap
        .estimates(TableRows.resampling(attacked, weights), List.of(own -> mean(flipped, own)))
        .get(0);
  }

  private static double mean(double[] flipped, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < flipped.length; i++) {
      sum += flipped[i] * weights[i];
      total += weights[i];
    }
    return sum / total;
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final double threshold;
    private final Map<String, Lever.Bound> bounds = new LinkedHashMap<>();
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int budget = 500;
    private int mostRows = 1000;
    private Seed seed = Seed.of(0);
    private @Nullable Bootstrap bootstrap;

    private Builder(double threshold) {
      this.threshold = threshold;
    }

    /** A number that may move by this much to either side, in the field's unit. */
    public Builder bound(String field, double radius) {
      return bound(field, radius, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A number that may move by this much to either side, but not out of the range. */
    public Builder bound(String field, double radius, double low, double high) {
      if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
        faults.add(
            "Bound of '" + field + "' must be finite and greater than 0; was " + radius + ".");
      }
      if (!(low < high)) {
        faults.add(
            "Range of '" + field + "' must have low < high; was " + low + " to " + high + ".");
      }
      once(field);
      bounds.put(field, new Lever.Bound(radius, low, high));
      return this;
    }

    /** A value that may become any of these; {@code "true"} and {@code "false"} for BOOLEAN. */
    public Builder mayBecome(String field, String... others) {
      if (others.length == 0) {
        faults.add("Field '" + field + "' must have at least one value to become; had none.");
      }
      once(field);
      values.put(field, List.of(others));
      return this;
    }

    private void once(String field) {
      if (bounds.containsKey(field) || values.containsKey(field)) {
        faults.add("Field '" + field + "' must be named once; was twice.");
      }
    }

    /** Predictions asked for each row at most; 500 unless set. */
    public Builder budget(int predictions) {
      budget = predictions;
      if (predictions < 2) {
        faults.add("Budget must be at least 2 predictions; was " + predictions + ".");
      }
      return this;
    }

    /** Attacks a random sample of a larger table; 1000 rows unless set. */
    public Builder mostRows(int rows) {
      mostRows = rows;
      if (rows < 1) {
        faults.add("Rows to attack must be at least 1; was " + rows + ".");
      }
      return this;
    }

    /** Chooses the sample; 0 unless set. */
    public Builder seed(Seed source) {
      seed = source;
      return this;
    }

    /** Confidence of the share, and its resamples where rows have weights or groups. */
    public Builder bootstrap(Bootstrap how) {
      bootstrap = how;
      return this;
    }

    /**
     * The search.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public AdversarialSearch build() {
      List<String> all = new ArrayList<>(faults);
      if (bounds.isEmpty() && values.isEmpty()) {
        all.add("Adversarial search must have at least one field that may change; had none.");
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Adversarial search cannot be built ("
                + all.size()
                + "):\n  "
                + String.join("\n  ", all));
      }
      return new AdversarialSearch(this);
    }
  }
}
