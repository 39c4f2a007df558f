package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.experiment.AbTest.SampleSize;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Rates of errors and finds, measured; the full sizes are tagged slow. */
class SimulationTest {

  private static final double ALPHA = 0.05;

  /** One simulated experiment. */
  private interface Run {
    boolean happens(RandomGenerator random);
  }

  private static double rate(int runs, Run run) {
    return IntStream.range(0, runs)
            .parallel()
            .filter(r -> run.happens(Seed.of(2024).derive(r).random()))
            .count()
        / (double) runs;
  }

  /** How far a share of so many runs is from its chance, four standard errors. */
  private static double error(double chance, int runs) {
    return 4 * Math.sqrt(chance * (1 - chance) / runs);
  }

  private static double normal(RandomGenerator random) {
    return random.nextGaussian();
  }

  private static double skewed(RandomGenerator random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static double conversion(RandomGenerator random) {
    return random.nextDouble() < 0.05 ? 1 : 0;
  }

  /** Whether the interval misses 0 on any day, both arms being alike. */
  private static boolean misses(
      RandomGenerator random,
      int days,
      int perArm,
      ToDoubleFunction<RandomGenerator> unit,
      boolean always) {
    NormalMixture mixture = NormalMixture.tunedFor(ALPHA, 2.0 * days * perArm);
    Look look = new Look(!always, ALPHA, ALPHA, mixture);
    MetricSums treated = new MetricSums(Designs.AMOUNT);
    MetricSums control = new MetricSums(Designs.AMOUNT);
    for (int d = 0; d < days; d++) {
      for (int i = 0; i < perArm; i++) {
        treated.add(unit.applyAsDouble(random), 1, null);
        control.add(unit.applyAsDouble(random), 1, null);
      }
      Comparison c = Comparison.of("new", treated, control, look);
      if (excludesZero(c.deciding())) {
        return true;
      }
    }
    return false;
  }

  private static boolean excludesZero(Estimate estimate) {
    return estimate instanceof Measured m && (m.interval().low() > 0 || m.interval().high() < 0);
  }

  @Test
  void alwaysValid_dailyPeeking_keepsItsLevel_andTheOrdinaryIntervalDoesNot() {
    int runs = 200;
    double always = rate(runs, r -> misses(r, 10, 100, SimulationTest::normal, true));
    double ordinary = rate(runs, r -> misses(r, 10, 100, SimulationTest::normal, false));
    assertThat(always).isLessThanOrEqualTo(ALPHA + error(ALPHA, runs));
    assertThat(ordinary).isGreaterThan(2 * ALPHA);
  }

  @Test
  void ordinary_oneLook_hasItsSize() {
    int runs = 1000;
    double size = rate(runs, r -> misses(r, 1, 50, SimulationTest::normal, false));
    assertThat(size).isBetween(ALPHA - error(ALPHA, runs), ALPHA + error(ALPHA, runs));
  }

  @Test
  @Tag("slow")
  void alwaysValid_thirtyDays_falsePositives(TestReporter reporter) {
    int runs = 4000;
    Map<String, ToDoubleFunction<RandomGenerator>> units =
        Map.of(
            "normal", SimulationTest::normal,
            "exponential", SimulationTest::skewed,
            "conversion 5 %", SimulationTest::conversion);
    units.forEach(
        (name, unit) -> {
          double always = rate(runs, r -> misses(r, 30, 100, unit, true));
          double ordinary = rate(runs / 4, r -> misses(r, 30, 100, unit, false));
          reporter.publishEntry(
              name, "always valid %.4f, ordinary read daily %.4f".formatted(always, ordinary));
          assertThat(always).as(name).isLessThanOrEqualTo(ALPHA);
          assertThat(ordinary).as(name).isGreaterThan(0.2);
        });
  }

  @Test
  @Tag("slow")
  void ordinary_oneLook_sizes(TestReporter reporter) {
    int runs = 20_000;
    for (int perArm : new int[] {20, 500}) {
      double normal = rate(runs, r -> misses(r, 1, perArm, SimulationTest::normal, false));
      double rare = rate(runs, r -> misses(r, 1, perArm, SimulationTest::conversion, false));
      reporter.publishEntry(
          "size at " + perArm, "normal %.4f, conversion 5 %% %.4f".formatted(normal, rare));
      assertThat(normal).isBetween(ALPHA - error(ALPHA, runs), ALPHA + error(ALPHA, runs));
    }
  }

  private static boolean decides(
      AbTest test, RandomGenerator random, int perArm, double gain, List<Decision> counted) {
    List<Tally> days = new ArrayList<>();
    for (int d = 1; d <= test.maxDays(); d++) {
      days.add(Designs.amounts(test, random, perArm, gain));
      if (d >= test.minDays()) {
        Decision decision = test.analyse(days).decision();
        if (decision != Decision.CONTINUE) {
          return counted.contains(decision);
        }
      }
    }
    throw new AssertionError("The last day must decide.");
  }

  @Test
  @Tag("slow")
  void procedure_dailyLooks_errorsAndPower(TestReporter reporter) {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.1).build();
    SampleSize size = test.sampleSize(130);
    int perArm = 65;
    int runs = 2000;
    double wrong =
        rate(runs, r -> decides(test, r, perArm, 0, List.of(Decision.SHIP, Decision.KILL)));
    double found = rate(runs, r -> decides(test, r, perArm, 0.1, List.of(Decision.SHIP)));
    reporter.publishEntry(
        "procedure, " + size.days() + " days",
        "wrong %.4f, found %.4f of planned %.2f".formatted(wrong, found, test.power()));
    assertThat(wrong).isLessThanOrEqualTo(ALPHA + error(ALPHA, runs));
    assertThat(found).isGreaterThanOrEqualTo(test.power() - error(test.power(), runs));
  }

  private static boolean finds(AbTest test, RandomGenerator random, double base, double gain) {
    MetricSums treated = new MetricSums(test.primary());
    MetricSums control = new MetricSums(test.primary());
    long n = test.sampleSize(1000).units().getOrDefault("new", 0L);
    for (int i = 0; i < n; i++) {
      if (test.primary().isProportion()) {
        treated.add(random.nextDouble() < base + gain ? 1 : 0, 1, null);
        control.add(random.nextDouble() < base ? 1 : 0, 1, null);
      } else {
        treated.add(random.nextGaussian() + gain, 1, null);
        control.add(random.nextGaussian(), 1, null);
      }
    }
    return Contrast.of(treated, control).pValue(0) <= test.finalAlpha();
  }

  @Test
  @Tag("slow")
  void sampleSize_reachesItsPower(TestReporter reporter) {
    int runs = 4000;
    AbTest amount = Designs.even("h").primary(Designs.AMOUNT, 0.2).earlyAlphaShare(0).build();
    AbTest rate = Designs.even("h").primary(Designs.CONVERSION, 0.03).earlyAlphaShare(0).build();
    double means = rate(runs, r -> finds(amount, r, 0, 0.2));
    double shares = rate(runs, r -> finds(rate, r, 0.1, 0.03));
    reporter.publishEntry("power 0.8", "means %.4f, shares %.4f".formatted(means, shares));
    assertThat(means).isBetween(0.8 - error(0.8, runs), 0.8 + error(0.8, runs));
    assertThat(shares).isBetween(0.8 - error(0.8, runs), 0.8 + error(0.8, runs));
  }

  private static boolean alarms(RandomGenerator random, int days, int usersPerDay) {
    long[] counts = new long[2];
    for (int d = 0; d < days; d++) {
      for (int i = 0; i < usersPerDay; i++) {
        counts[random.nextInt(10) < 3 ? 0 : 1]++;
      }
      SampleRatio ratio =
          SampleRatio.of(Map.of("a", counts[0], "b", counts[1]), Map.of("a", 0.3, "b", 0.7));
      if (ratio.isMismatch(SampleRatio.DEFAULT_ALPHA)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void sampleRatio_oneLook_rarelyAlarms() {
    assertThat(rate(2000, r -> alarms(r, 1, 300))).isLessThanOrEqualTo(0.001 + error(0.001, 2000));
  }

  @Test
  @Tag("slow")
  void sampleRatio_falseAlarms(TestReporter reporter) {
    double once = rate(100_000, r -> alarms(r, 1, 1000));
    double daily = rate(10_000, r -> alarms(r, 30, 100));
    reporter.publishEntry(
        "sample ratio at 0.001", "one look %.5f, thirty looks %.5f".formatted(once, daily));
    assertThat(once).isBetween(0.0005, 0.0015);
    assertThat(daily).isLessThan(0.02);
  }
}
