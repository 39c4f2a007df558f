package io.millwright.eval.experiment;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.metric.Direction;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.power.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A bandit: shows arms the more often the likelier they are the best, and learns from rewards.
 *
 * <p>Each decision draws a mean reward for every arm from what is believed of it and takes the best
 * draw. Rewards of 0 or 1 ({@link Outcome.Proportion}) have a Beta belief from a uniform prior;
 * amounts ({@link Outcome.Mean}) Student's t, and an arm with fewer than {@value #FIRST_PULLS}
 * rewards is shown first, as are all in turn while the rewards of one are all alike. Every arm
 * keeps at least the floor share, so that a wrong early belief can heal and old data can be
 * reweighed.
 *
 * <p>Use it to earn while choosing among short-lived arms. Prefer {@link AbTest} when the question
 * is how much better an arm is: a bandit's plain means are biased, and its arms differ in when they
 * were shown. It assumes that rewards do not drift. Thread-safe: yes, mutable under its own lock;
 * state is sums only and merges in any order.
 *
 * @see <a href="https://doi.org/10.1561/2200000070">Russo, Van Roy, Kazerouni, Osband, Wen (2018),
 *     A tutorial on Thompson sampling</a>
 */
public final class ThompsonSampling {

  /** Rewards of an amount that an arm has before beliefs count. */
  public static final int FIRST_PULLS = 4;

  private final MetricSpec metric;
  private final double floor;
  private final Map<String, MetricSums> arms = new LinkedHashMap<>();

  private ThompsonSampling(MetricSpec metric, List<String> names, double floor) {
    this.metric = metric;
    this.floor = floor;
    names.forEach(name -> arms.put(name, new MetricSums(metric)));
  }

  /**
   * A bandit without rewards yet.
   *
   * @param metric the reward: a proportion or a mean, without covariate
   * @param arms two or more, each once
   * @param floorShare least share of every arm, from 0 to 1 / arms
   */
  public static ThompsonSampling of(MetricSpec metric, List<String> arms, double floorShare) {
    arms.forEach(arm -> MetricSpec.requireName("Arm name", arm));
    if (arms.size() < 2 || arms.stream().distinct().count() != arms.size()) {
      throw new IllegalArgumentException("Arms must be two or more, each once; were " + arms + ".");
    }
    if (!(floorShare >= 0 && floorShare * arms.size() <= 1)) {
      throw Require.violated("Floor share", "from 0 to 1 / " + arms.size(), floorShare);
    }
    boolean suits = metric.isProportion() || metric.outcome() instanceof Outcome.Mean;
    if (!suits || metric.covariate().isPresent()) {
      throw new IllegalArgumentException(
          "Reward '" + metric.name() + "' must be a proportion or a mean without covariate.");
    }
    return new ThompsonSampling(metric, arms, floorShare);
  }

  /**
   * The arm to show.
   *
   * @param seed of the bandit
   * @param decision number of this decision; the same beliefs, seed and number give the same arm
   */
  public synchronized String choose(Seed seed, long decision) {
    RandomGenerator random = seed.derive("thompson").derive(decision).random();
    List<String> names = List.copyOf(arms.keySet());
    int any = random.nextInt(names.size());
    if (random.nextDouble() < floor * names.size()) {
      return names.get(any);
    }
    String best = names.get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (String name : names) {
      MetricSums sums = arm(name);
      if (!isBelievable(sums)) {
        return fewest();
      }
      double draw = sign() * posterior(sums).draw(random);
      if (draw > most) {
        most = draw;
        best = name;
      }
    }
    return best;
  }

  private String fewest() {
    return Collections.min(
            arms.entrySet(),
            Map.Entry.comparingByValue((a, b) -> Long.compare(a.units(), b.units())))
        .getKey();
  }

  /** Learns a reward: 0 or 1 for proportions. */
  public synchronized ThompsonSampling reward(String arm, double value) {
    arm(arm).add(value, 1, null);
    return this;
  }

  /** Rewards learnt from an arm. */
  public synchronized long rewards(String arm) {
    return arm(arm).units();
  }

  /** A bandit that learnt from both; neither changes. Metric name, arms and floor must agree. */
  public ThompsonSampling plus(ThompsonSampling other) {
    if (!other.metric.name().equals(metric.name())
        || !other.arms.keySet().equals(arms.keySet())
        || other.floor != floor) {
      throw new IllegalArgumentException(
          "Bandits must have the same metric, arms and floor to be merged; have not.");
    }
    ThompsonSampling sum = new ThompsonSampling(metric, List.copyOf(arms.keySet()), floor);
    sum.take(this);
    sum.take(other);
    return sum;
  }

  private void take(ThompsonSampling other) {
    synchronized (other) {
      other.arms.forEach((name, sums) -> arm(name).merge(sums));
    }
  }

  /** Believed mean reward of an arm; undefined before enough amounts are known. */
  public synchronized MetricValue mean(String arm) {
    MetricSums sums = arm(arm);
    return isBelievable(sums)
        ? MetricValue.of(posterior(sums).mean())
        : MetricValue.undefined("an arm has too few rewards or all alike");
  }

  /**
   * Believed chance of every arm to be the best, by quadrature; the same sums give the same bits.
   * They add up to 1.
   *
   * @return by arm, undefined for all before enough amounts are known of each
   */
  public synchronized Map<String, MetricValue> chancesBest() {
    Map<String, MetricValue> chances = new LinkedHashMap<>();
    if (!arms.values().stream().allMatch(this::isBelievable)) {
      arms.keySet()
          .forEach(
              a ->
                  chances.put(a, MetricValue.undefined("an arm has too few rewards or all alike")));
      return Collections.unmodifiableMap(chances);
    }
    List<Posterior> beliefs = arms.values().stream().map(this::posterior).toList();
    double[] best = BestChances.of(beliefs, metric.direction() == Direction.HIGHER_IS_BETTER);
    int i = 0;
    for (String arm : arms.keySet()) {
      chances.put(arm, MetricValue.of(best[i++]));
    }
    return Collections.unmodifiableMap(chances);
  }

  private boolean isBelievable(MetricSums sums) {
    return metric.isProportion()
        || (sums.units() >= FIRST_PULLS && Moments.of(sums).spread().value() > 0);
  }

  private Posterior posterior(MetricSums sums) {
    if (metric.isProportion()) {
      double successes = sums.sum(MetricSums.Term.Y).value();
      return Posterior.share(successes, sums.units() - successes);
    }
    return Posterior.mean(Moments.of(sums));
  }

  private double sign() {
    return metric.direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
  }

  private MetricSums arm(String name) {
    MetricSums sums = arms.get(name);
    if (sums == null) {
      throw new IllegalArgumentException(
          "Arm must be one of " + arms.keySet() + "; was '" + name + "'.");
    }
    return sums;
  }
}
