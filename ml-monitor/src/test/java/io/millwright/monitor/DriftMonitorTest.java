package io.millwright.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("income")
          .categorical("region")
          .optional("income", "region")
          .binaryLabel("defaulted")
          .build();

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Time that tests set. */
  private static final class HandClock extends Clock {
    private Instant now = START;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("not needed");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final HandClock clock = new HandClock();
  private final RandomGenerator random = Seed.of(77).random();
  private final RowBuffer row = new RowBuffer(SCHEMA);

  private RowBuffer fill(double income, String region, @Nullable Boolean label) {
    row.clear();
    row.setNumber(0, income);
    row.setString(1, region);
    if (label != null) {
      row.setInteger(2, label ? 1 : 0);
    }
    return row;
  }

  private RowBuffer usual() {
    return fill(random.nextDouble(), "r" + random.nextInt(3), random.nextInt(4) == 0);
  }

  private Profile reference() {
    TableBuilder rows = Table.builder(SCHEMA);
    IntStream.range(0, 2_000).forEach(i -> rows.add(usual()));
    return Profile.of(rows.build());
  }

  private DriftReport after(Profile reference, IntConsumer thousandTimes) {
    DriftMonitor monitor = DriftMonitor.against(reference).clock(clock).build();
    for (int i = 0; i < 1_000; i++) {
      thousandTimes.accept(i);
      monitor.observe(row);
    }
    return monitor.report();
  }

  private static DriftFinding finding(DriftReport report, String field, DriftReason reason) {
    return report.feature(field).finding(reason).orElseThrow();
  }

  @Test
  void report_usualRows_isStableAndSaysWhatWasCompared() {
    DriftReport report = after(reference(), i -> usual());
    assertThat(report.verdict()).isEqualTo(DriftVerdict.STABLE);
    assertThat(report.rows()).isEqualTo(1_000);
    assertThat(report.with(DriftVerdict.STABLE)).hasSize(3);
    assertThat(report.feature("income").findings())
        .extracting(DriftFinding::reason)
        .containsExactlyInAnyOrder(
            DriftReason.MISSING_SHARE,
            DriftReason.DISTRIBUTION,
            DriftReason.NAN_SHARE,
            DriftReason.OUT_OF_RANGE);
    assertThat(report.feature("region").findings())
        .extracting(DriftFinding::reason)
        .contains(DriftReason.UNSEEN_CATEGORIES);
    assertThat(report.label()).isPresent();
    assertThat(report.predictions()).isEmpty();
    assertThat(report.toString()).contains("STABLE");
  }

  @Test
  void report_fifthOfValuesMissing_isDriftedForThatReasonOnly() {
    DriftReport report =
        after(
            reference(),
            i -> {
              usual();
              if (i % 5 == 0) {
                row.setMissing(0);
              }
            });
    FieldDrift income = report.feature("income");
    assertThat(income.verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(income.reasons())
        .extracting(DriftFinding::reason)
        .containsExactly(DriftReason.MISSING_SHARE);
    assertThat(income.reasons().get(0).effect()).isEqualTo(0.2);
    assertThat(report.with(DriftVerdict.DRIFTED)).containsExactly(income);
  }

  @Test
  void report_allValuesMissing_isDrifted() {
    DriftReport report =
        after(
            reference(),
            i -> {
              usual();
              row.setMissing(1);
            });
    assertThat(report.feature("region").verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(report.feature("region").figures()).isEqualTo(FieldDrift.Figures.NONE);
  }

  @Test
  void report_fieldThatLiveRowsDoNotCarry_isLeftOutWhenInputsAreNamed() {
    Profile reference = reference();
    DriftMonitor monitor =
        DriftMonitor.against(reference).inputs(List.of("income", "decidedAt")).build();
    DriftMonitor naive = DriftMonitor.against(reference).build();
    for (int i = 0; i < 500; i++) {
      usual();
      row.setMissing(1);
      row.setMissing(2);
      monitor.observe(row);
      naive.observe(row);
    }
    assertThat(monitor.report().verdict()).isEqualTo(DriftVerdict.STABLE);
    assertThat(monitor.report().features()).hasSize(1);
    assertThat(monitor.report().label()).isEmpty();
    assertThat(naive.report().verdict()).isEqualTo(DriftVerdict.DRIFTED);
  }

  @Test
  void report_newCategory_isNamedUnseen() {
    DriftReport report =
        after(reference(), i -> fill(random.nextDouble(), i % 20 == 0 ? "new" : "r" + i % 3, null));
    DriftFinding unseen = finding(report, "region", DriftReason.UNSEEN_CATEGORIES);
    assertThat(unseen.verdict()).isEqualTo(DriftVerdict.WARNING);
    assertThat(unseen.effect()).isEqualTo(0.05);
    assertThat(report.label()).isEmpty();
  }

  @Test
  void report_nanAndOutOfRange_areTheirOwnReasons() {
    DriftReport report =
        after(
            reference(),
            i ->
                fill(i % 10 == 0 ? Double.NaN : i % 10 == 1 ? 7 : random.nextDouble(), "r1", null));
    DriftFinding nan = finding(report, "income", DriftReason.NAN_SHARE);
    assertThat(nan.verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(nan.effect()).isEqualTo(0.1);
    DriftFinding range = finding(report, "income", DriftReason.OUT_OF_RANGE);
    assertThat(range.effect()).isBetween(0.1, 0.12);
    assertThat(range.verdict()).isEqualTo(DriftVerdict.DRIFTED);
  }

  @Test
  void report_fewRows_isInsufficientEvenIfTheyLookDifferent() {
    DriftMonitor monitor = DriftMonitor.against(reference()).clock(clock).build();
    for (int i = 0; i < 29; i++) {
      monitor.observe(fill(5, "new", null));
    }
    assertThat(monitor.report().verdict()).isEqualTo(DriftVerdict.INSUFFICIENT);
    monitor.observe(fill(5, "new", null));
    assertThat(monitor.report().verdict()).isEqualTo(DriftVerdict.DRIFTED);
  }

  @Test
  void report_rowsTooFewToSeeADrift_isInsufficientNotStable() {
    DriftMonitor monitor = DriftMonitor.against(reference()).clock(clock).build();
    for (int i = 0; i < 40; i++) {
      monitor.observe(usual());
    }
    // Ten groups at 40 rows: PSI exceeds 16.92 * (1/40 + 1/2000) = 0.43 once in twenty times.
    FieldDrift income = monitor.report().feature("income");
    assertThat(income.verdict()).isEqualTo(DriftVerdict.INSUFFICIENT);
    assertThat(income.figures().psiDetectable())
        .isCloseTo(0.4315, org.assertj.core.data.Offset.offset(1e-3));
  }

  @Test
  void reportAndReset_windows_startWhereTheLastEnded() {
    DriftMonitor monitor = DriftMonitor.against(reference()).clock(clock).build();
    monitor.observe(usual());
    clock.now = START.plusSeconds(60);
    DriftReport first = monitor.reportAndReset();
    clock.now = START.plusSeconds(90);
    DriftReport second = monitor.reportAndReset();
    assertThat(first.rows()).isEqualTo(1);
    assertThat(first.window()).isEqualTo(new DriftReport.Window(START, START.plusSeconds(60)));
    assertThat(second.rows()).isZero();
    assertThat(second.window().from()).isEqualTo(START.plusSeconds(60));
    assertThat(second.verdict()).isEqualTo(DriftVerdict.INSUFFICIENT);
    clock.now = START;
    assertThat(monitor.report().window().to()).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void observed_everyKindOfPrediction_isComparedWithItsReference() {
    Profile plain = reference();
    double[] scores = random.doubles(2_000).toArray();
    DriftMonitor binary =
        DriftMonitor.against(plain.withPredictions(FieldProfile.ofNumbers("p", scores))).build();
    DriftMonitor regression =
        DriftMonitor.against(plain.withPredictions(FieldProfile.ofNumbers("v", scores))).build();
    DriftMonitor classes =
        DriftMonitor.against(
                plain.withPredictions(
                    FieldProfile.ofCategories(
                        "c",
                        IntStream.range(0, 100).mapToObj(i -> i % 2 == 0 ? "a" : "b").toList())))
            .build();
    for (int i = 0; i < 500; i++) {
      binary.observed(usual(), new Binary(random.nextDouble() / 2));
      regression.observed(usual(), new Regression(random.nextDouble()));
      classes.observed(usual(), Multiclass.of(List.of("a", "b"), new double[] {0.9, 0.1}));
    }
    assertThat(binary.report().predictions().orElseThrow().verdict())
        .isEqualTo(DriftVerdict.DRIFTED);
    assertThat(regression.report().predictions().orElseThrow().verdict())
        .isEqualTo(DriftVerdict.STABLE);
    assertThat(classes.report().predictions().orElseThrow().verdict())
        .isEqualTo(DriftVerdict.DRIFTED);
    assertThat(binary.report().verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(binary.report().rejected()).isZero();
  }

  @Test
  void observed_rowOrPredictionThatDoesNotFit_isCountedAsRejectedAndNeverThrows() {
    DriftMonitor monitor =
        DriftMonitor.against(
                reference().withPredictions(FieldProfile.ofCategories("c", List.of("a"))))
            .build();
    RowBuffer other = new RowBuffer(Schema.builder().integer("income").build());
    monitor.observed(other, new Binary(0.5));
    monitor.observed(usual(), new Binary(0.5));
    assertThat(monitor.reportAndReset().rejected()).isEqualTo(2);
    assertThat(monitor.report().rejected()).isZero();
    assertThatThrownBy(() -> monitor.observe(other)).isInstanceOf(SchemaMismatchException.class);
  }

  @Test
  void compare_profilesMergedFromTwoJvms_isTheReportOfAllRows() {
    Profile reference = reference();
    DriftMonitor here = DriftMonitor.against(reference).clock(clock).build();
    DriftMonitor there = DriftMonitor.against(reference).clock(clock).build();
    DriftMonitor all = DriftMonitor.against(reference).clock(clock).build();
    for (int i = 0; i < 600; i++) {
      usual();
      (i % 3 == 0 ? here : there).observe(row);
      all.observe(row);
    }
    Profile merged = Profile.fromJson(there.current().toJson()).merge(here.current());
    DriftReport report =
        DriftReport.compare(
            reference, merged, DriftPolicy.ofDefaults(), new DriftReport.Window(START, START));
    assertThat(report.all()).isEqualTo(all.report().all());
  }

  @Test
  void compare_otherBins_isRefused() {
    assertThatThrownBy(
            () ->
                DriftReport.compare(
                    reference(),
                    reference(),
                    DriftPolicy.ofDefaults(),
                    new DriftReport.Window(START, START)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bins");
  }

  @Test
  void policy_badSettings_areRefused() {
    assertThatThrownBy(() -> DriftPolicy.builder().psi(0.3, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least that for warning");
    assertThatThrownBy(() -> DriftPolicy.builder().psi(0.1, 0.2).psi(0.1, 0.2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be set once");
    assertThatThrownBy(() -> DriftPolicy.builder().falseDiscoveryRate(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DriftPolicy.builder().minimumRows(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DriftPolicy.builder().shareChange(0.1, 1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
