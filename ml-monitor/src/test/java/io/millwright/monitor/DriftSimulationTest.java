package io.millwright.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.profile.Profile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the default policy alarms without drift, and how often it finds one. */
class DriftSimulationTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Seed SEED = Seed.of(20261121).derive("drift-simulation");

  @Test
  void report_sameDistribution_atTwoHundredRows_seldomAlarms() {
    report_sameDistribution_twoHundredRunsOfTwentyFeatures_seldomAlarms(2_000, 200);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"2000, 60", "2000, 2000", "300, 3000"})
  void report_sameDistribution_twoHundredRunsOfTwentyFeatures_seldomAlarms(int m, int n) {
    int drifted = 0;
    int warned = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      Seed seed = SEED.derive("same " + m + " " + n).derive(run);
      DriftVerdict verdict = compare(seed, m, n, 0).verdict();
      drifted += verdict == DriftVerdict.DRIFTED ? 1 : 0;
      warned += verdict.compareTo(DriftVerdict.WARNING) >= 0 ? 1 : 0;
    }
    // Benjamini-Hochberg at 5 % keeps runs with any alarm below 5 % when nothing drifted: 10 of 200
    // expected at most, 17 is two standard deviations above that.
    assertThat(drifted).as("runs with a drifted feature").isLessThanOrEqualTo(10);
    assertThat(warned).as("runs with a warning or worse").isLessThanOrEqualTo(17);
  }

  @Test
  void report_shiftOfHalfAStandardDeviation_atTwoThousandRows_isFoundEveryTime() {
    for (int run = 0; run < 50; run++) {
      DriftReport report = compare(SEED.derive("half").derive(run), 5_000, 2_000, 0.5);
      FieldDrift moved = report.feature("f0");
      assertThat(moved.verdict()).isIn(DriftVerdict.WARNING, DriftVerdict.DRIFTED);
      assertThat(moved.finding(DriftReason.DISTRIBUTION).orElseThrow().qValue()).isLessThan(1e-6);
      // Normal laws half a standard deviation apart: D = 2 Phi(0.25) - 1 = 0.1974.
      assertThat(moved.figures().ks()).isBetween(0.15, 0.25);
    }
  }

  @Test
  void report_shiftOfThreeQuartersOfAStandardDeviation_atTwoThousandRows_isDrifted() {
    for (int run = 0; run < 50; run++) {
      DriftReport report = compare(SEED.derive("more").derive(run), 5_000, 2_000, 0.75);
      assertThat(report.feature("f0").verdict()).isEqualTo(DriftVerdict.DRIFTED);
      assertThat(report.verdict()).isEqualTo(DriftVerdict.DRIFTED);
    }
  }

  @Test
  void report_tinyShift_atManyRows_isSignificantButStable() {
    DriftReport report = compare(SEED.derive("tiny"), 50_000, 50_000, 0.06);
    FieldDrift moved = report.feature("f0");
    assertThat(moved.finding(DriftReason.DISTRIBUTION).orElseThrow().qValue()).isLessThan(0.01);
    assertThat(moved.verdict()).isEqualTo(DriftVerdict.STABLE);
  }

  private static DriftReport compare(Seed seed, int m, int n, double shift) {
    Profile reference = Profile.of(Worlds.draw(seed.derive("reference"), m));
    DriftMonitor monitor = DriftMonitor.against(reference).clock(CLOCK).build();
    monitor.observe(Worlds.draw(seed.derive("current"), n, shift));
    return monitor.report();
  }
}
