package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.features.FeatureScore;
import io.millwright.model.FeatureMatrix;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * How much worse a model does when a feature's values are shuffled among rows that it was not
 * trained on: for {@code Selection.best(k, "permutation importance",
 * PermutationScore.of(trainer))}.
 *
 * <p>Within the training rows, three quarters drawn by the seed train the model and the others
 * judge it. The score is the mean increase of the log loss (of the squared error for a real label)
 * over the repeats; about 0 or below for a feature that the model does not need. Of two features
 * that say the same, each can stand in for the other and both score low. Cost: one fit and {@code
 * features × repeats} scorings of a quarter of the rows. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman (2001), Random forests, section
 *     10</a>
 */
public final class PermutationScore implements FeatureScore {

  private static final int DEFAULT_REPEATS = 5;
  private static final int PARTS = 4;

  /** So that one sure and wrong answer does not outweigh all others. */
  private static final double LEAST_PROBABILITY = 1e-15;

  private final Trainer<? extends Prediction> trainer;
  private final int repeats;

  private PermutationScore(Trainer<? extends Prediction> trainer, int repeats) {
    this.trainer = trainer;
    this.repeats = repeats;
  }

  /** By a model of this trainer, each feature shuffled five times. */
  public static PermutationScore of(Trainer<? extends Prediction> trainer) {
    return new PermutationScore(trainer, DEFAULT_REPEATS);
  }

  /**
   * Shuffles each feature so many times instead.
   *
   * @param times at least 1
   */
  public PermutationScore repeats(int times) {
    return new PermutationScore(trainer, Require.atLeast("Repeats", times, 1));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are fewer than 8 rows, or the label is of another
   *     kind than the trainer's task
   * @throws TrainingException if the rows give no usable model
   */
  @Override
  public double[] scores(FeatureMatrix rows, Targets targets, Seed seed) {
    if (rows.rows() < 2 * PARTS) {
      throw Require.violated("Training rows for a permutation score", "at least 8", rows.rows());
    }
    if (targets.task().kind() != trainer.task().kind()) {
      throw Require.violated(
          "Task of the trainer", "that of the label, " + targets.task(), trainer.task());
    }
    int[] order = order(targets, seed.derive("rows"));
    int[] train = part(order, false);
    int[] judge = part(order, true);
    Scorer scorer =
        trainer.fit(TrainingData.of(rows, targets, train), seed.derive("model"), Progress.SILENT);
    Judge judged = new Judge(scorer, TrainingData.of(rows, targets, judge), targets.task().kind());
    double base = judged.loss();
    double[] scores = new double[rows.features().size()];
    for (int j = 0; j < scores.length; j++) {
      double sum = 0;
      for (int r = 0; r < repeats; r++) {
        int[] shuffled = seed.derive("feature").derive(j).derive(r).permutation(judge.length);
        sum += judged.lossShuffled(j, shuffled) - base;
      }
      scores[j] = sum / repeats;
    }
    return scores;
  }

  /** Rows in a random order, those of one class next to each other. */
  private static int[] order(Targets targets, Seed seed) {
    int[] drawn = seed.permutation(targets.size());
    if (targets.classes().isEmpty()) {
      return drawn;
    }
    List<Integer> byClass = new ArrayList<>();
    for (int c = 0; c < targets.classes().size(); c++) {
      for (int row : drawn) {
        if (targets.value(row) == c) {
          byClass.add(row);
        }
      }
    }
    return byClass.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Every fourth row judges. */
  private static int[] part(int[] order, boolean judging) {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      if ((i % PARTS == PARTS - 1) == judging) {
        taken.add(order[i]);
      }
    }
    return taken.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** A model on the rows that judge it. */
  private static final class Judge {

    private final Scorer scorer;
    private final TrainingData data;
    private final Task.Kind kind;
    private final int width;

    Judge(Scorer scorer, TrainingData data, Task.Kind kind) {
      this.scorer = scorer;
      this.data = data;
      this.kind = kind;
      this.width = data.features().size();
    }

    double loss() {
      return lossShuffled(-1, new int[0]);
    }

    /** Each row with the feature's value of another row; -1 for none. */
    double lossShuffled(int feature, int[] from) {
      double[] row = new double[width];
      double[] out = new double[scorer.outputs()];
      double sum = 0;
      for (int i = 0; i < data.rows(); i++) {
        System.arraycopy(data.matrix(), i * width, row, 0, width);
        if (feature >= 0) {
          row[feature] = data.value(from[i], feature);
        }
        scorer.score(row, 0, out);
        sum += loss(out, data.target(i));
      }
      return sum / data.rows();
    }

    private double loss(double[] out, double target) {
      return switch (kind) {
        case BINARY -> logLoss(target == 1 ? out[0] : 1 - out[0]);
        case MULTICLASS -> logLoss(out[(int) target]);
        case REGRESSION -> (out[0] - target) * (out[0] - target);
      };
    }

    private static double logLoss(double probability) {
      return -StrictMath.log(Math.max(probability, LEAST_PROBABILITY));
    }
  }
}
