package io.millwright.eval.experiment;

import io.millwright.Require;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an experiment over one stretch of time, usually a day: users and sums per arm.
 *
 * <p>Made by {@link AbTest#tally()}. Count every user in {@link #exposed} when first exposed, and
 * add a unit's outcome once, when its outcome window has closed: units must be independent, so a
 * user who comes back is not a second unit. Tallies of several machines are merged in any order
 * with the same bits as result. Nothing about a single unit is kept. Thread-safe: yes, mutable
 * under its own lock.
 */
public final class Tally {

  private final AbTest test;
  private final Map<String, ArmSums> arms = new LinkedHashMap<>();

  /** One arm's users and metrics. */
  static final class ArmSums {

    final Map<String, MetricSums> metrics = new LinkedHashMap<>();
    long users;

    ArmSums(List<MetricSpec> specs) {
      specs.forEach(spec -> metrics.put(spec.name(), new MetricSums(spec)));
    }
  }

  Tally(AbTest test) {
    this.test = test;
    test.arms().keySet().forEach(arm -> arms.put(arm, new ArmSums(test.metrics())));
  }

  /** Counts a user who was assigned to the arm and exposed. */
  public synchronized Tally exposed(String arm) {
    return exposed(arm, 1);
  }

  /**
   * Counts that many users.
   *
   * @param users at least 0
   */
  public synchronized Tally exposed(String arm, long users) {
    ArmSums sums = arm(arm);
    sums.users = Math.addExact(sums.users, Require.atLeast("Users", users, 0));
    return this;
  }

  /** Adds a unit for which it happened, or not; for proportions. */
  public Tally add(String arm, String metric, boolean happened) {
    return add(arm, metric, happened ? 1 : 0);
  }

  /** Adds a unit's value; for proportions (0 or 1), means and ranking metrics (0 to 1). */
  public Tally add(String arm, String metric, double value) {
    return addUnit(arm, metric, new double[] {value}, null);
  }

  /** Adds a unit's value with what was known of the unit before. */
  public Tally add(String arm, String metric, double value, Covariate covariate) {
    return addUnit(arm, metric, new double[] {value}, covariate);
  }

  /** Adds a unit's two sums; for ratios. */
  public Tally addRatio(String arm, String metric, double numerator, double denominator) {
    return addUnit(arm, metric, new double[] {numerator, denominator}, null);
  }

  /** Adds a unit's two sums with what was known of the unit before; for ratios. */
  public Tally addRatio(
      String arm, String metric, double numerator, double denominator, Covariate covariate) {
    return addUnit(arm, metric, new double[] {numerator, denominator}, covariate);
  }

  private synchronized Tally addUnit(
      String arm, String metric, double[] values, @Nullable Covariate covariate) {
    MetricSums sums = metric(arm, metric);
    if (sums.spec().isRatio() != (values.length == 2)) {
      throw new IllegalArgumentException(
          "Metric '"
              + metric
              + "' must be added by "
              + (sums.spec().isRatio() ? "addRatio; it is a ratio." : "add; it is no ratio."));
    }
    sums.add(values[0], values.length == 2 ? values[1] : 1, covariate);
    return this;
  }

  /**
   * A tally of both together; neither changes.
   *
   * @throws IllegalArgumentException if the other belongs to another design
   */
  public Tally plus(Tally other) {
    test.requireOwn(other);
    Tally sum = new Tally(test);
    sum.take(this);
    sum.take(other);
    return sum;
  }

  private void take(Tally other) {
    synchronized (other) {
      other.arms.forEach(
          (name, theirs) -> {
            ArmSums mine = arm(name);
            mine.users = Math.addExact(mine.users, theirs.users);
            theirs.metrics.forEach((metric, sums) -> metric(name, metric).merge(sums));
          });
    }
  }

  /** Users counted in an arm. */
  public synchronized long users(String arm) {
    return arm(arm).users;
  }

  /** Users counted in all arms. */
  public synchronized long users() {
    return arms.values().stream().mapToLong(a -> a.users).reduce(0, Math::addExact);
  }

  /** Units added to a metric in an arm. */
  public synchronized long units(String arm, String metric) {
    return metric(arm, metric).units();
  }

  /** Canonical JSON: the same sums give the same text. Read it with {@link AbTest#readTally}. */
  public synchronized String toJson() {
    return TallyJson.write(arms);
  }

  AbTest test() {
    return test;
  }

  Map<String, ArmSums> sums() {
    return arms;
  }

  synchronized MetricSums sums(String arm, String metric) {
    return metric(arm, metric).copy();
  }

  private ArmSums arm(String name) {
    ArmSums sums = arms.get(name);
    if (sums == null) {
      throw new IllegalArgumentException(
          "Arm must be one of " + arms.keySet() + "; was '" + name + "'.");
    }
    return sums;
  }

  private MetricSums metric(String arm, String metric) {
    MetricSums sums = arm(arm).metrics.get(metric);
    if (sums == null) {
      throw new IllegalArgumentException(
          "Metric must be one of " + arm(arm).metrics.keySet() + "; was '" + metric + "'.");
    }
    return sums;
  }
}
