package io.millwright.benchmarks.eval;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.RankedScores;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tribuo.classification.evaluation.LabelEvaluationUtil;

/**
 * How long does the 95 % bootstrap interval of ROC-AUC take: 1,000 resamples of 100,000 rows?
 *
 * <p>Ours on one and on two threads. The rival is what one writes without a library for it: draw
 * the rows, call Tribuo's ROC-AUC on them; it draws 20 resamples only, so its time stands for a
 * fiftieth of the job.
 *
 * <p>{@code benchmarks/run BootstrapBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class BootstrapBenchmark {

  private static final int ROWS = 100_000;
  private static final int RIVAL_REPLICATES = 20;

  private final double[] targets = new double[ROWS];
  private final double[] scores = new double[ROWS];
  private final boolean[] positive = new boolean[ROWS];
  private Resampling resampling;
  private RankedScores ranked;

  /** Draws scores that rank positives higher, and sorts them for ours. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    for (int i = 0; i < ROWS; i++) {
      positive[i] = random.nextInt(4) == 0;
      targets[i] = positive[i] ? 1 : 0;
      scores[i] = 1 / (1 + StrictMath.exp(-random.nextGaussian() - targets[i]));
    }
    double[] weights = new double[ROWS];
    Arrays.fill(weights, 1);
    resampling = Resampling.ofRows(weights);
    ranked = RankedScores.of(targets, scores);
  }

  /** Ours on one thread. */
  @Benchmark
  public List<Estimate> millwrightOneThread() {
    return estimates(1);
  }

  /** Ours on two threads. */
  @Benchmark
  public List<Estimate> millwrightTwoThreads() {
    return estimates(2);
  }

  private List<Estimate> estimates(int threads) {
    return Bootstrap.of(Seed.of(2))
        .withThreads(threads)
        .estimates(resampling, List.of(w -> ranked.rocAuc(w).orElse(Double.NaN)));
  }

  /** A fiftieth of the job by drawing rows and calling Tribuo. */
  @Benchmark
  public double[] tribuoFiftieth() {
    RandomGenerator random = Seed.of(2).random();
    double[] drawn = new double[RIVAL_REPLICATES];
    boolean[] p = new boolean[ROWS];
    double[] s = new double[ROWS];
    for (int r = 0; r < RIVAL_REPLICATES; r++) {
      for (int i = 0; i < ROWS; i++) {
        int row = random.nextInt(ROWS);
        p[i] = positive[row];
        s[i] = scores[row];
      }
      drawn[r] = LabelEvaluationUtil.binaryAUCROC(p, s);
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
