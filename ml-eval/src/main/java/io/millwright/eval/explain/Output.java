package io.millwright.eval.explain;

import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.tree.TreeEnsembleScorer;
import java.util.List;
import java.util.Optional;

/**
 * Which number of a model is explained, and on which scale.
 *
 * <p>On the scale of the prediction it is P(positive) of a binary model, P(class) of a multiclass
 * one, the value of a regression. The margin is the sum before the link: log-odds for a logistic
 * model. On the margin, contributions of a linear model or of trees add up without the bend of the
 * link and are exact in closed form; on the probability they are what a person reads. With the
 * identity link (most regressions, averaged forests) both are the same number.
 *
 * @param className the class of a multiclass model; empty for the positive class or the value
 * @param margin whether it is the sum before the link
 */
public record Output(Optional<String> className, boolean margin) {

  private static final Output PREDICTION = new Output(Optional.empty(), false);

  /** P(positive) of a binary model, the value of a regression. */
  public static Output prediction() {
    return PREDICTION;
  }

  /** The probability of a class of a multiclass model. */
  public static Output ofClass(String name) {
    return new Output(Optional.of(name), false);
  }

  /** The same before the link, for linear and tree models. */
  public Output inMargin() {
    return new Output(className, true);
  }

  /** What an axis says. */
  String label() {
    String what = className.map(c -> "P(" + c + ")").orElse("prediction");
    return margin ? "margin of " + what : what;
  }

  /**
   * The position of the number among the scorer's outputs.
   *
   * @throws IllegalArgumentException if the model has no such number
   */
  int position(TabularModel<?> model) {
    if (model.task().kind() != Task.Kind.MULTICLASS) {
      if (className.isPresent()) {
        throw new IllegalArgumentException(
            "Output must be the prediction for a "
                + model.task()
                + " model; was a class. Use Output.prediction().");
      }
      return 0;
    }
    int position = className.map(c -> model.classes().indexOf(c)).orElse(-1);
    if (position < 0) {
      throw new IllegalArgumentException(
          "Output must be one of the model's "
              + model.classes().size()
              + " classes; was "
              + (className.isPresent() ? "another. " : "none. ")
              + "Use Output.ofClass(name).");
    }
    return position;
  }

  /** The number as a model of its own, through the same featurizer and the same scorer. */
  TabularModel<Regression> function(TabularModel<?> model) {
    int position = position(model);
    Scorer scorer = margin ? unlinked(model.scorer()) : model.scorer();
    return TabularModel.of(
        Task.regression(), model.featurizer(), OneOutput.of(scorer, position), List.of());
  }

  /** Whether the number is the plain sum of a linear or tree model. */
  boolean isSum(Scorer scorer) {
    return link(scorer).map(link -> margin || link == Link.IDENTITY).orElse(false);
  }

  private static Optional<Link> link(Scorer scorer) {
    if (scorer instanceof LinearScorer linear) {
      return Optional.of(linear.link());
    }
    return scorer instanceof TreeEnsembleScorer trees
        ? Optional.of(trees.link())
        : Optional.empty();
  }

  private static Scorer unlinked(Scorer scorer) {
    if (link(scorer).filter(link -> link == Link.IDENTITY).isPresent()) {
      return scorer;
    }
    if (scorer instanceof LinearScorer linear) {
      return unlinked(linear);
    }
    if (scorer instanceof TreeEnsembleScorer trees) {
      return unlinked(trees);
    }
    throw new IllegalArgumentException(
        "Margin must be of a linear or a tree model; was of a scorer of kind '"
            + scorer.stored().kind()
            + "'. Explain the prediction instead.");
  }

  private static Scorer unlinked(LinearScorer linear) {
    double[][] weights = new double[linear.outputs()][linear.inputs()];
    double[] intercepts = new double[linear.outputs()];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = linear.intercept(k);
      for (int i = 0; i < linear.inputs(); i++) {
        weights[k][i] = linear.weight(k, i);
      }
    }
    return LinearScorer.of(weights, intercepts, Link.IDENTITY);
  }

  private static Scorer unlinked(TreeEnsembleScorer trees) {
    double[] base = new double[trees.outputs()];
    for (int k = 0; k < base.length; k++) {
      base[k] = trees.base(k);
    }
    TreeEnsembleScorer.Builder builder =
        TreeEnsembleScorer.builder(trees.inputs(), trees.outputs(), trees.comparison())
            .aggregation(trees.aggregation())
            .base(base);
    for (int t = 0; t < trees.trees().size(); t++) {
      if (trees.outputOf(t) < 0) {
        builder.tree(trees.trees().get(t));
      } else {
        builder.tree(trees.trees().get(t), trees.outputOf(t));
      }
    }
    return builder.build();
  }

  /** One number of a scorer that gives several. */
  private static final class OneOutput implements Scorer {

    private final Scorer all;
    private final int position;
    private final ThreadLocal<double[]> scratch;

    private OneOutput(Scorer all, int position) {
      this.all = all;
      this.position = position;
      this.scratch = ThreadLocal.withInitial(() -> new double[all.outputs()]);
    }

    static Scorer of(Scorer scorer, int position) {
      return scorer.outputs() == 1 ? scorer : new OneOutput(scorer, position);
    }

    @Override
    public int inputs() {
      return all.inputs();
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public boolean acceptsMissing() {
      return all.acceptsMissing();
    }

    @Override
    public void score(double[] features, int offset, double[] out) {
      double[] outputs = scratch.get();
      all.score(features, offset, outputs);
      out[0] = outputs[position];
    }

    @Override
    public Stored stored() {
      return all.stored();
    }
  }
}
