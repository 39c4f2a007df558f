package io.millwright.features;

import io.millwright.Require;
import io.millwright.features.CategoryEstimate.EmpiricalBayes;
import io.millwright.features.CategoryEstimate.JamesStein;
import io.millwright.features.CategoryEstimate.MEstimate;
import io.millwright.features.CategoryEstimate.WeightOfEvidence;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import io.millwright.schema.Label;
import io.millwright.schema.Schema;
import io.millwright.split.Folds;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A CATEGORICAL field as the mean of the label over the training rows of the same category, drawn
 * towards the mean of all of them; for a multiclass label one feature for each class, the share of
 * it.
 *
 * <p>A row that is trained on must not see its own label. So {@link FeatureSpec#fitTransform} gives
 * each training row a value learnt from other rows: those of the other folds by default, drawn by
 * the seed. Rows to come get values learnt from all training rows.
 *
 * <p>Missing is a category of its own. A category without a row (unseen) gets the prior, the mean
 * over the rows learnt from. What is learnt does not depend on the order of the rows; which fold a
 * training row is in does. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/507533.507538">Micci-Barreca (2001), A preprocessing scheme
 *     for high-cardinality categorical attributes</a>
 */
public final class TargetEncodeTransform extends Transform {

  private static final int DEFAULT_FOLDS = 5;

  private final String field;
  private final Optional<CategoryEstimate> estimate;
  private final Optional<TargetScheme> scheme;
  private final List<String> faults;

  private TargetEncodeTransform(
      String field,
      Optional<CategoryEstimate> estimate,
      Optional<TargetScheme> scheme,
      List<String> faults) {
    this.field = field;
    this.estimate = estimate;
    this.scheme = scheme;
    this.faults = faults;
  }

  static TargetEncodeTransform of(String field) {
    return new TargetEncodeTransform(field, Optional.empty(), Optional.empty(), List.of());
  }

  static TargetEncodeTransform weightOfEvidence(String field, double added) {
    return of(field).estimate(new WeightOfEvidence(Require.positive("Added rows", added)));
  }

  /**
   * {@code (sum + m prior) / (n + m)} of a category's n labels.
   *
   * @param m how many rows of the prior are added, finite and at least 0; 0 is the plain mean,
   *     which takes a category of one row at its word
   */
  public TargetEncodeTransform mEstimate(double m) {
    if (!(m >= 0 && m < Double.POSITIVE_INFINITY)) {
      throw Require.violated("m", "finite and at least 0", m);
    }
    return estimate(new MEstimate(m));
  }

  /** As {@link #empiricalBayes(double)} with one row, the default. */
  public TargetEncodeTransform empiricalBayes() {
    return empiricalBayes(1);
  }

  /**
   * {@code w mean + (1 - w) prior} with {@code w = n V / (n V + v)}: V is the population variance
   * of all labels, v that within the category after adding so many rows of variance V. Without such
   * rows a category of one row, or of equal labels, has {@code v = 0} and is not drawn to the prior
   * at all; 0 gives that, which is scikit-learn's {@code smooth="auto"}.
   *
   * @param rows finite and at least 0
   */
  public TargetEncodeTransform empiricalBayes(double rows) {
    if (!(rows >= 0 && rows < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Rows of the variance floor", "finite and at least 0", rows);
    }
    return estimate(new EmpiricalBayes(rows));
  }

  /**
   * {@code (1 - B) mean + B prior} with {@code B = (s2/n) / (s2/n + t2)}; the variances within (s2)
   * and between categories (t2, not below 0) are those of the one-way random-effects model by the
   * method of moments.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1975.10479864">Efron, Morris (1975), Data
   *     analysis using Stein's estimator and its generalizations</a>
   */
  public TargetEncodeTransform jamesStein() {
    return estimate(new JamesStein());
  }

  private TargetEncodeTransform estimate(CategoryEstimate chosen) {
    return new TargetEncodeTransform(
        field, Optional.of(chosen), scheme, once(estimate.isPresent(), "smoothing"));
  }

  /**
   * Training rows are encoded by the rows of the other folds; 5 by default. Folds are random, with
   * the same share of each class.
   *
   * @param k at least 2
   */
  public TargetEncodeTransform folds(int k) {
    return scheme(new TargetScheme.RandomParts(Require.atLeast("k", k, 2)));
  }

  /**
   * Training rows are encoded within folds of this policy, so that for example no row learns from
   * another of its group: the policy that the model is judged by. Every row must be held out
   * exactly once.
   */
  public TargetEncodeTransform within(Folds policy) {
    return scheme(new TargetScheme.Policy(policy));
  }

  /**
   * Training rows are encoded by the rows before them in a random order, by {@link #mEstimate} (m =
   * 1 unless given). The first gets the mean of the others.
   *
   * @see <a href="https://arxiv.org/abs/1706.09516">Prokhorenkova et al. (2018), CatBoost: unbiased
   *     boosting with categorical features</a>
   */
  public TargetEncodeTransform ordered() {
    return scheme(new TargetScheme.Ordered());
  }

  /**
   * Training rows are encoded by the rows of earlier event times, by {@link #mEstimate} (m = 1
   * unless given). Rows of the first time get the mean of the later ones.
   */
  public TargetEncodeTransform temporal() {
    return scheme(new TargetScheme.Temporal());
  }

  /**
   * Training rows are encoded by all other rows, by {@link #mEstimate} (m = 1 unless given). Not
   * for models that can split finely: within a category the value is lower by just so much as the
   * row's own label is higher, which tells it. Prefer {@link #folds}.
   */
  public TargetEncodeTransform leaveOneOut() {
    return scheme(new TargetScheme.LeaveOneOut());
  }

  private TargetEncodeTransform scheme(TargetScheme chosen) {
    return new TargetEncodeTransform(
        field, estimate, Optional.of(chosen), once(scheme.isPresent(), "folds"));
  }

  private List<String> once(boolean set, String step) {
    List<String> all = new ArrayList<>(faults);
    if (set) {
      all.add("Choice of " + step + " for '" + field + "' must be made once; was made twice.");
    }
    return List.copyOf(all);
  }

  private TargetScheme scheme() {
    return scheme.orElse(new TargetScheme.RandomParts(DEFAULT_FOLDS));
  }

  private CategoryEstimate estimate() {
    return estimate.orElse(scheme().followsRows() ? new MEstimate(1) : new EmpiricalBayes(1));
  }

  private boolean isEvidence() {
    return estimate() instanceof WeightOfEvidence;
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    return name() + ": by its rows' labels, " + estimate().describe() + "; " + scheme().describe();
  }

  private String name() {
    return (isEvidence() ? "woe(" : "target(") + FeatureNames.field(field) + ")";
  }

  @Override
  List<String> names() {
    return List.of(name());
  }

  @Override
  boolean readsLabel() {
    return true;
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    OneHotTransform.checkCategorical(schema, field, "target encoding", sink);
    scheme().fault(schema).ifPresent(f -> sink.accept("Field '" + field + "' " + f + "."));
    if (scheme().followsRows() && !(estimate() instanceof MEstimate)) {
      sink.accept(
          "Encoding of '"
              + field
              + "' must be the m-estimate for ordered, temporal and leave-one-out values; was "
              + estimate().describe()
              + ".");
    }
    Optional<Label> label = schema.label();
    if (label.isEmpty()) {
      sink.accept("Schema must have a label to encode '" + field + "' by; it has none.");
    } else if (isEvidence() && Task.of(label.get()).kind() != Task.Kind.BINARY) {
      sink.accept("Label must be binary for the weight of evidence of '" + field + "'.");
    }
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    int rows = fitting.table().rowCount();
    if (rows == 0) {
      fitting.fault("Field '" + field + "' must have a value to encode; has none in 0 rows.");
      return null;
    }
    CategoricalColumn column = (CategoricalColumn) fitting.table().column(field);
    Codes codes = Codes.of(column);
    Targets targets = fitting.targets();
    List<LabelledCodes> outputs = outputs(targets, codes);
    List<CategoryStats> stats = outputs.stream().map(LabelledCodes::stats).toList();
    TargetEncodeOp op =
        TargetEncodeOp.of(
            fitting.schema(), field, name(), classes(targets), codes.categories, stats, estimate());
    fitting.outOfFold(op, () -> outOfFold(fitting, outputs));
    return op;
  }

  private static List<String> classes(Targets targets) {
    return targets.task().kind() == Task.Kind.MULTICLASS ? targets.classes() : List.of();
  }

  private static List<LabelledCodes> outputs(Targets targets, Codes codes) {
    List<String> classes = classes(targets);
    int slots = codes.categories.size() + 1;
    if (classes.isEmpty()) {
      return List.of(new LabelledCodes(codes.rows, slots, targets::value));
    }
    return IntStream.range(0, classes.size())
        .mapToObj(c -> new LabelledCodes(codes.rows, slots, i -> targets.value(i) == c ? 1 : 0))
        .toList();
  }

  private double[] outOfFold(Fitting fitting, List<LabelledCodes> outputs) {
    Optional<String> fault = scheme().fault(fitting);
    if (fault.isPresent()) {
      throw new FeatureFitException(List.of("Field '" + field + "' " + fault.get() + "."));
    }
    Function<LabelledCodes, double[]> encoding =
        scheme().encoding(estimate(), fitting, fitting.seed("target encoding of " + field));
    int width = outputs.size();
    double[] all = new double[fitting.table().rowCount() * width];
    for (int k = 0; k < width; k++) {
      double[] one = encoding.apply(outputs.get(k));
      for (int i = 0; i < one.length; i++) {
        all[i * width + k] = one[i];
      }
    }
    return all;
  }

  /**
   * Categories that a row has, by code point, and the position of each row's; missing comes after
   * the last.
   */
  private static final class Codes {

    private final List<String> categories;
    private final int[] rows;

    private Codes(List<String> categories, int[] rows) {
      this.categories = categories;
      this.rows = rows;
    }

    static Codes of(CategoricalColumn column) {
      List<String> categories =
          OneHotTransform.Counted.of(column).stream()
              .map(OneHotTransform.Counted::value)
              .sorted(CodePoints::compare)
              .toList();
      int[] position = new int[column.dictionary().size()];
      Map<String, Integer> places = new HashMap<>();
      for (String category : categories) {
        places.put(category, places.size());
      }
      for (int i = 0; i < position.length; i++) {
        position[i] = places.getOrDefault(column.dictionary().get(i), 0);
      }
      int[] rows = new int[column.size()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = column.isMissing(i) ? categories.size() : position[column.code(i)];
      }
      return new Codes(categories, rows);
    }
  }
}
