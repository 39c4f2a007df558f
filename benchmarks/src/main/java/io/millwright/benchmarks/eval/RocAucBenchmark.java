package io.millwright.benchmarks.eval;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.RankedScores;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tribuo.classification.evaluation.LabelEvaluationUtil;

/**
 * How long do ROC-AUC and average precision of many rows take, from unsorted scores, against
 * Tribuo's and commons-math3's?
 *
 * <p>Scores are distinct, a quarter of the rows is positive. The two answers are compared before
 * anything is timed. Unlike Tribuo's, ours take weights. commons-math3 has no ROC-AUC but the
 * Mann–Whitney statistic, from which it follows where it is above 1/2; the time to divide the
 * classes is not counted for it. For scikit-learn see {@code benchmarks/python/evaluation.py auc}.
 *
 * <p>{@code benchmarks/run RocAucBenchmark} or, for ten million rows, {@code benchmarks/run
 * RocAucBenchmark -p rows=10000000 -jvmArgsAppend -Xmx8g}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class RocAucBenchmark {

  private static final double AGREEMENT = 1e-9;

  /** How many rows are ranked. */
  @Param("1000000")
  public int rows;

  private double[] targets;
  private double[] scores;
  private double[] weights;
  private boolean[] positive;
  private double[] positiveScores;
  private double[] negativeScores;

  /** Draws scores that rank positives higher. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    targets = new double[rows];
    scores = new double[rows];
    weights = new double[rows];
    positive = new boolean[rows];
    Arrays.fill(weights, 1);
    for (int i = 0; i < rows; i++) {
      positive[i] = random.nextInt(4) == 0;
      targets[i] = positive[i] ? 1 : 0;
      scores[i] = 1 / (1 + StrictMath.exp(-random.nextGaussian() - targets[i]));
    }
    positiveScores =
        IntStream.range(0, rows).filter(i -> positive[i]).mapToDouble(i -> scores[i]).toArray();
    negativeScores =
        IntStream.range(0, rows).filter(i -> !positive[i]).mapToDouble(i -> scores[i]).toArray();
    requireEqual("ROC-AUC", millwrightRocAuc(), tribuoRocAuc());
    requireEqual("ROC-AUC", millwrightRocAuc(), commonsMathRocAuc());
    requireEqual("Average precision", millwrightAveragePrecision(), tribuoAveragePrecision());
  }

  private static void requireEqual(String what, double ours, double theirs) {
    if (!(Math.abs(ours - theirs) <= AGREEMENT)) {
      throw new IllegalStateException(
          what + " must be equal within " + AGREEMENT + "; were " + ours + " and " + theirs + ".");
    }
  }

  private static double number(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  /** Our area under the ROC curve. */
  @Benchmark
  public double millwrightRocAuc() {
    return number(RankedScores.of(targets, scores).rocAuc(weights));
  }

  /** Tribuo's area under the ROC curve. */
  @Benchmark
  public double tribuoRocAuc() {
    return LabelEvaluationUtil.binaryAUCROC(positive, scores);
  }

  /** The Mann–Whitney statistic of commons-math3 over the pairs of rows. */
  @Benchmark
  public double commonsMathRocAuc() {
    double u = new MannWhitneyUTest().mannWhitneyU(positiveScores, negativeScores);
    return u / positiveScores.length / negativeScores.length;
  }

  /** Our average precision. */
  @Benchmark
  public double millwrightAveragePrecision() {
    return number(RankedScores.of(targets, scores).averagePrecision(weights));
  }

  /** Tribuo's average precision. */
  @Benchmark
  public double tribuoAveragePrecision() {
    return LabelEvaluationUtil.averagedPrecision(positive, scores);
  }
}
