package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bagged CART trees by Tribuo, converted to a plain-Java scorer: the mean of the class shares, or
 * of the values, in the leaves.
 *
 * <p>Each tree sees a bootstrap sample of the rows, each split a random share of the features.
 * Missing values: kept, as lower than every number. Trained on one thread; the same seed gives the
 * same bits. Immutable and thread-safe.
 *
 * @param <P> what a model predicts
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman (2001), Random forests</a>
 */
public final class RandomForest<P extends Prediction> implements Trainer<P> {

  private final Task<P> task;
  private final int trees;
  private final int depth;
  private final int minLeaf;
  private final @Nullable Double featureShare;

  private RandomForest(Task<P> task, Consumer<Options> options) {
    this.task = task;
    Options chosen = new Options();
    options.accept(chosen);
    this.trees = Settings.orElse(chosen.trees, 100);
    this.depth = Settings.orElse(chosen.depth, 64);
    this.minLeaf = Settings.orElse(chosen.minLeaf, 1);
    this.featureShare = chosen.featureShare;
  }

  /** For two classes. */
  public static RandomForest<Binary> binary(Consumer<Options> options) {
    return new RandomForest<>(Task.binary(), options);
  }

  /** For two classes, by default settings. */
  public static RandomForest<Binary> binary() {
    return binary(o -> {});
  }

  /** For several classes. */
  public static RandomForest<Multiclass> multiclass(Consumer<Options> options) {
    return new RandomForest<>(Task.multiclass(), options);
  }

  /** For several classes, by default settings. */
  public static RandomForest<Multiclass> multiclass() {
    return multiclass(o -> {});
  }

  /** For real labels. */
  public static RandomForest<Regression> regression(Consumer<Options> options) {
    return new RandomForest<>(Task.regression(), options);
  }

  /** For real labels, by default settings. */
  public static RandomForest<Regression> regression() {
    return regression(o -> {});
  }

  @Override
  public Task<P> task() {
    return task;
  }

  @Override
  public String name() {
    return "random-forest";
  }

  @Override
  public SortedMap<String, String> settings() {
    return Settings.of(
        "trees", trees,
        "depth", depth,
        "minLeaf", minLeaf,
        "featureShare", featureShare == null ? "default" : featureShare);
  }

  @Override
  public Scorer fit(TrainingData data, Seed seed, Progress progress) {
    data.requireSomeValues();
    int width = data.features().size();
    progress.update("random forest", 0, trees);
    Scorer scorer;
    if (task.kind() == Task.Kind.REGRESSION) {
      double share = featureShare == null ? 1.0 : featureShare;
      scorer = new TribuoForest(trees, depth, minLeaf, (float) share).regression(data, seed);
    } else {
      data.requireClasses();
      double share = featureShare == null ? StrictMath.sqrt(width) / width : featureShare;
      scorer =
          new TribuoForest(trees, depth, minLeaf, (float) share)
              .classification(data, seed, task.kind() == Task.Kind.BINARY);
    }
    progress.update("random forest", trees, trees);
    return scorer;
  }

  /** Settings. Single use, not thread-safe; a setting given twice is an error. */
  public static final class Options {

    private @Nullable Integer trees;
    private @Nullable Integer depth;
    private @Nullable Integer minLeaf;
    private @Nullable Double featureShare;

    private Options() {}

    /** How many trees, at least 1; 100 by default. */
    public Options trees(int value) {
      trees = Settings.once("Trees", trees, Require.atLeast("Trees", value, 1));
      return this;
    }

    /** Comparisons on the longest path, at least 1; 64 by default. */
    public Options depth(int value) {
      depth = Settings.once("Depth", depth, Require.atLeast("Depth", value, 1));
      return this;
    }

    /** Least weight of the rows in a leaf, at least 1; 1 by default. */
    public Options minLeaf(int value) {
      minLeaf = Settings.once("Min leaf", minLeaf, Require.atLeast("Min leaf", value, 1));
      return this;
    }

    /**
     * Share of the features drawn for each split, above 0 up to 1; by default the square root of
     * their number for classes, all for real labels.
     */
    public Options featureShare(double value) {
      featureShare =
          Settings.once(
              "Feature share",
              featureShare,
              value == 0
                  ? Require.positive("Feature share", value)
                  : Require.share("Feature share", value));
      return this;
    }
  }
}
