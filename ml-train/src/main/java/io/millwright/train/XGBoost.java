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
 * Boosted trees by XGBoost 1.6, converted to a plain-Java scorer of the same sums.
 *
 * <p>Objectives: {@code binary:logistic}, {@code multi:softprob}, {@code reg:squarederror}, the
 * last starting from the weighted mean of the label. Missing values: kept; each split learns which
 * way they go. The same seed gives the same bits, and so does any number of threads.
 *
 * <p>Needs XGBoost's native library (Linux, macOS and Windows on x86-64) to train, nothing to
 * serve. Immutable and thread-safe.
 *
 * @param <P> what a model predicts
 * @see <a href="https://doi.org/10.1145/2939672.2939785">Chen, Guestrin (2016), XGBoost</a>
 */
public final class XGBoost<P extends Prediction> implements Trainer<P> {

  private final Task<P> task;
  private final BoostingSettings settings;

  private XGBoost(Task<P> task, Consumer<Options> options) {
    this.task = task;
    Options chosen = new Options();
    options.accept(chosen);
    this.settings = BoostingSettings.of(chosen);
  }

  /** For two classes. */
  public static XGBoost<Binary> binary(Consumer<Options> options) {
    return new XGBoost<>(Task.binary(), options);
  }

  /** For two classes, by default settings. */
  public static XGBoost<Binary> binary() {
    return binary(o -> {});
  }

  /** For several classes: one tree for each class and round. */
  public static XGBoost<Multiclass> multiclass(Consumer<Options> options) {
    return new XGBoost<>(Task.multiclass(), options);
  }

  /** For several classes, by default settings. */
  public static XGBoost<Multiclass> multiclass() {
    return multiclass(o -> {});
  }

  /** For real labels. */
  public static XGBoost<Regression> regression(Consumer<Options> options) {
    return new XGBoost<>(Task.regression(), options);
  }

  /** For real labels, by default settings. */
  public static XGBoost<Regression> regression() {
    return regression(o -> {});
  }

  @Override
  public Task<P> task() {
    return task;
  }

  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public SortedMap<String, String> settings() {
    return settings.shown();
  }

  @Override
  public Scorer fit(TrainingData data, Seed seed, Progress progress) {
    data.requireSomeValues();
    if (task.kind() != Task.Kind.REGRESSION) {
      data.requireClasses();
    }
    return XGBoostSession.train(task.kind(), data, settings, seed, progress);
  }

  /** Settings. Single use, not thread-safe; a setting given twice is an error. */
  public static final class Options {

    @Nullable Integer trees;
    @Nullable Integer depth;
    @Nullable Double rate;
    @Nullable Double l2;
    @Nullable Double minChildWeight;
    @Nullable Double rowShare;
    @Nullable Double featureShare;
    @Nullable Integer threads;

    private Options() {}

    /** Rounds, at least 1; 100 by default. */
    public Options trees(int value) {
      trees = Settings.once("Trees", trees, Require.atLeast("Trees", value, 1));
      return this;
    }

    /** Comparisons on the longest path, 1 to 16; 6 by default. */
    public Options depth(int value) {
      if (value < 1 || value > 16) {
        throw Require.violated("Depth", "from 1 to 16", value);
      }
      depth = Settings.once("Depth", depth, value);
      return this;
    }

    /** How much of each tree counts, above 0 up to 1; 0.1 by default. */
    public Options rate(double value) {
      rate = Settings.once("Rate", rate, aboveZero("Rate", value));
      return this;
    }

    /** L2 penalty on leaf values, at least 0; 1 by default. */
    public Options l2(double value) {
      l2 = Settings.once("l2", l2, notNegative("l2", value));
      return this;
    }

    /** Least sum of second derivatives in a leaf, at least 0; 1 by default. */
    public Options minChildWeight(double value) {
      minChildWeight =
          Settings.once("Min child weight", minChildWeight, notNegative("Min child weight", value));
      return this;
    }

    /** Share of the rows drawn for each tree, above 0 up to 1; 1 by default. */
    public Options rowShare(double value) {
      rowShare = Settings.once("Row share", rowShare, aboveZero("Row share", value));
      return this;
    }

    /** Share of the features drawn for each tree, above 0 up to 1; 1 by default. */
    public Options featureShare(double value) {
      featureShare =
          Settings.once("Feature share", featureShare, aboveZero("Feature share", value));
      return this;
    }

    /**
     * Threads to train with, at least 1; 1 by default. Changes no bit. More pay only on cores that
     * nothing else uses: XGBoost's threads wait for each other several times a tree.
     */
    public Options threads(int value) {
      threads = Settings.once("Threads", threads, Require.atLeast("Threads", value, 1));
      return this;
    }

    private static double aboveZero(String name, double value) {
      return value == 0 ? Require.positive(name, value) : Require.share(name, value);
    }

    private static double notNegative(String name, double value) {
      return value == 0 ? 0 : Require.positive(name, value);
    }
  }
}
