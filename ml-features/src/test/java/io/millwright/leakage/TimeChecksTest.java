package io.millwright.leakage;

import static io.millwright.leakage.AuditCheck.FUTURE_TIMESTAMP;
import static io.millwright.leakage.AuditCheck.LABEL_HORIZON;
import static io.millwright.leakage.AuditCheck.SHARED_ENTITY;
import static io.millwright.leakage.AuditCheck.TIME_TRAVEL_JOIN;
import static io.millwright.leakage.AuditCheck.WINDOW_ON_LABEL_ROW;
import static io.millwright.leakage.Audits.assertStatus;
import static io.millwright.leakage.Audits.latest;
import static io.millwright.leakage.Audits.only;
import static io.millwright.leakage.Audits.random;
import static io.millwright.leakage.FindingStatus.CLEAN;
import static io.millwright.leakage.FindingStatus.INSUFFICIENT;
import static io.millwright.leakage.FindingStatus.LEAK;
import static io.millwright.leakage.FindingStatus.NOT_APPLICABLE;
import static io.millwright.leakage.FindingStatus.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeChecksTest {

  private static final long HOUR = Draft.DAY / 24;

  @Test
  void futureTimestamp_laterThanTheEvent_isNamedWithItsRows() {
    Draft d = Draft.loans(500, 20);
    d.time(
        "calledAt",
        Role.FEATURE,
        i -> Draft.START + i * Draft.DAY / 4 + (i % 50 == 7 ? HOUR : -HOUR));
    Finding finding = only(Audits.of(d.table()), FUTURE_TIMESTAMP, LEAK);
    assertThat(finding.alarms().get(0).rows().toArray()).hasSize(10).startsWith(7, 57, 107);
  }

  @Test
  void futureTimestamp_dateOfTheSameDay_isClean() {
    Draft d = Draft.loans(500, 21);
    long first = LocalDate.of(2024, 1, 1).toEpochDay();
    d.date("day", i -> first + i / 4);
    assertStatus(Audits.of(d.table()), FUTURE_TIMESTAMP).isEqualTo(CLEAN);
    Draft next = Draft.loans(500, 21);
    next.date("day", i -> first + i / 4 + (i == 100 ? 1 : 0));
    LeakageReport report = Audits.of(next.table());
    assertThat(report.finding(FUTURE_TIMESTAMP).alarms().get(0).rows().toArray())
        .containsExactly(100);
  }

  @Test
  void futureTimestamp_knownAhead_isNoAlarm() {
    Draft d = Draft.loans(500, 22);
    d.time("dueAt", Role.FEATURE, i -> Draft.START + (i + 90 + d.random.nextInt(400)) * Draft.DAY);
    Split split = random(d.table());
    assertStatus(Audits.of(split, a -> a), FUTURE_TIMESTAMP).isEqualTo(LEAK);
    LeakageReport declared = Audits.of(split, a -> a.knownAhead("dueAt"));
    assertStatus(declared, FUTURE_TIMESTAMP).isEqualTo(CLEAN);
  }

  @Test
  void timeTravelJoin_knownAfterTheEvent_isNamed() {
    Draft d = Draft.loans(500, 23);
    d.numeric("score", i -> d.random.nextGaussian());
    d.time(
        "scoredAt",
        Role.IGNORED,
        i -> Draft.START + i * Draft.DAY / 4 + (i % 25 == 0 ? HOUR : -HOUR));
    Finding finding =
        only(
            Audits.of(random(d.table()), a -> a.joined("score", "scoredAt")),
            TIME_TRAVEL_JOIN,
            LEAK);
    assertThat(finding.alarms().get(0).rows().size()).isEqualTo(20);
  }

  @Test
  void timeTravelJoin_knownBefore_isCleanAndUndeclaredDoesNotApply() {
    Draft d = Draft.loans(500, 24);
    d.numeric("score", i -> d.random.nextGaussian());
    d.time("scoredAt", Role.IGNORED, i -> Draft.START + i * Draft.DAY / 4 - HOUR);
    Split split = random(d.table());
    assertStatus(Audits.of(split, a -> a.joined("score", "scoredAt")), TIME_TRAVEL_JOIN)
        .isEqualTo(CLEAN);
    assertStatus(Audits.of(split, a -> a), TIME_TRAVEL_JOIN).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void timeTravelJoin_withoutAKnownTime_isSuspect() {
    Draft d = Draft.loans(500, 25);
    d.numeric("score", i -> d.random.nextGaussian());
    d.time("scoredAt", Role.IGNORED, i -> Draft.START - HOUR, i -> i % 10 == 0);
    only(
        Audits.of(random(d.table()), a -> a.joined("score", "scoredAt")),
        TIME_TRAVEL_JOIN,
        SUSPECT);
  }

  @Test
  void timeTravelJoin_fieldKnownOnlyLater_isNamedUnlessItIsNoFeature() {
    Split split = random(Draft.loans(500, 26).table());
    Finding finding =
        only(Audits.of(split, a -> a.knownOnlyLater("savings")), TIME_TRAVEL_JOIN, LEAK);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("savings");
    assertStatus(Audits.of(split, a -> a.knownOnlyLater("customer")), TIME_TRAVEL_JOIN)
        .isEqualTo(CLEAN);
  }

  @Test
  void labelHorizon_overTheBoundary_isNamedAndAGapMendsIt() {
    Table table = Draft.loans(500, 27).table();
    Duration month = Duration.ofDays(20);
    Finding finding = only(Audits.of(latest(table), a -> a.horizon(month)), LABEL_HORIZON, LEAK);
    // 4 rows a day
    assertThat(finding.alarms().get(0).rows().size()).isBetween(78, 81);
    Split gap = Splitter.latest("decidedAt", 0.25).gap(month).split(table);
    assertStatus(Audits.of(gap, a -> a.horizon(month)), LABEL_HORIZON).isEqualTo(CLEAN);
  }

  @Test
  void labelHorizon_labelKnownAtAfterTheFirstTestRow_isNamed() {
    Draft d = Draft.loans(500, 28);
    d.time("settledAt", Role.IGNORED, i -> Draft.START + i * Draft.DAY / 4 + 3 * Draft.DAY);
    Table table = d.table();
    only(Audits.of(latest(table), a -> a.labelKnownAt("settledAt")), LABEL_HORIZON, LEAK);
    Split gap = Splitter.latest("decidedAt", 0.25).gap(Duration.ofDays(4)).split(table);
    assertStatus(Audits.of(gap, a -> a.labelKnownAt("settledAt")), LABEL_HORIZON).isEqualTo(CLEAN);
  }

  @Test
  void labelHorizon_halvesOverlapInTime_isSuspect() {
    Table table = Draft.loans(500, 29).table();
    only(Audits.of(random(table), a -> a.horizon(Duration.ofDays(1))), LABEL_HORIZON, SUSPECT);
    assertStatus(Audits.of(random(table), a -> a), LABEL_HORIZON).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void sharedEntity_inBothHalvesOfARandomSplit_isNamed() {
    Table table = Draft.loans(600, 30).table();
    Finding finding =
        only(Audits.of(random(table), a -> a.entity("customer")), SHARED_ENTITY, LEAK);
    Split split = random(table);
    long shared =
        Arrays.stream(split.test().rows().toArray())
            .filter(
                r ->
                    Arrays.stream(split.train().rows().toArray())
                        .anyMatch(
                            t ->
                                table
                                    .column("customer")
                                    .string(t)
                                    .equals(table.column("customer").string(r))))
            .count();
    assertThat(finding.alarms().get(0).rows().size()).isEqualTo((int) shared);
  }

  @Test
  void sharedEntity_groupedOrLater_isClean() {
    Table table = Draft.loans(600, 31).table();
    Split grouped = Splitter.grouped("customer", 0.25).split(table, Seed.of(1));
    assertStatus(Audits.of(grouped, a -> a.entity("customer")), SHARED_ENTITY).isEqualTo(CLEAN);
    assertStatus(Audits.of(latest(table), a -> a.entity("customer")), SHARED_ENTITY)
        .isEqualTo(CLEAN);
    assertStatus(Audits.of(random(table), a -> a), SHARED_ENTITY).isEqualTo(NOT_APPLICABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEY", "GROUP"})
  void sharedEntity_roleOfTheSchema_needsNoDeclaration(String role) {
    Draft d = Draft.loans(500, 32);
    d.add("patient", FieldType.CATEGORICAL, Role.valueOf(role), i -> "p" + i % 100);
    only(Audits.of(d.table()), SHARED_ENTITY, LEAK);
    assertStatus(Audits.of(latest(d.table()), a -> a), SHARED_ENTITY)
        .isEqualTo(role.equals("KEY") ? CLEAN : SUSPECT);
  }

  /** 30 rows of each customer, whose amounts depend on the customer and the row before. */
  private static Draft amounts(long seed, String window, boolean closed) {
    Draft d = new Draft(900, seed);
    double[] amount = new double[900];
    double[] level = d.gaussian();
    for (int i = 0; i < 900; i++) {
      double last = i % 30 == 0 ? 0 : 0.4 * (amount[i - 1] - level[i / 30]);
      amount[i] = level[i / 30] + last + d.random.nextGaussian();
    }
    d.eventTime(i -> Draft.START + (i % 30) * Draft.DAY + i / 30);
    d.add("customer", FieldType.CATEGORICAL, Role.GROUP, i -> "c" + i / 30);
    d.numeric("amount", i -> amount[i]);
    d.numeric("other", i -> d.random.nextGaussian());
    d.numeric(
        "spent",
        i -> {
          int end = closed ? i : i - 1;
          int start = Math.max(i - i % 30, window.equals("all") ? 0 : end - 6);
          double[] in = end < start ? new double[] {0} : Arrays.copyOfRange(amount, start, end + 1);
          return switch (window) {
            case "mean" -> Arrays.stream(in).average().orElse(0);
            case "max" -> Arrays.stream(in).max().orElse(0);
            default -> Arrays.stream(in).sum();
          };
        });
    return d.binaryLabel("y", i -> amount[i] + d.random.nextGaussian() > 1);
  }

  private static Split byCustomer(Draft d) {
    return Splitter.grouped("customer", 0.25).split(d.table(), Seed.of(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "mean", "max", "all"})
  void window_closedOnItsRow_isNamedAndTheOpenOneClean(String kind) {
    for (int seed = 40; seed < 42; seed++) {
      LeakageReport closed =
          Audits.of(byCustomer(amounts(seed, kind, true)), a -> a.window("spent", "amount"));
      Finding finding = only(closed, WINDOW_ON_LABEL_ROW, LEAK);
      assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("spent");
      LeakageReport open =
          Audits.of(byCustomer(amounts(seed, kind, false)), a -> a.window("spent", "amount"));
      assertThat(open.alarms()).as(open.describe()).isEmpty();
      assertStatus(open, WINDOW_ON_LABEL_ROW).isEqualTo(CLEAN);
    }
  }

  @Test
  void window_featureIsItsSource_isNamed() {
    LeakageReport report =
        Audits.of(byCustomer(amounts(46, "sum", false)), a -> a.window("amount", "amount"));
    only(report, WINDOW_ON_LABEL_ROW, LEAK);
  }

  @Test
  void window_fewPairs_isInsufficient() {
    Draft d = new Draft(60, 1);
    d.eventTime(i -> Draft.START + i * Draft.DAY);
    d.numeric("spent", i -> d.random.nextGaussian())
        .numeric("amount", i -> d.random.nextGaussian());
    d.binaryLabel("y", i -> d.chance(0.5));
    LeakageReport report = Audits.of(random(d.table()), a -> a.window("spent", "amount"));
    assertStatus(report, WINDOW_ON_LABEL_ROW).isEqualTo(INSUFFICIENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7})
  void window_runningLabelsWithTheOwn_isFoundUndeclared(int length) {
    for (boolean closed : new boolean[] {true, false}) {
      Draft d = new Draft(900, 47);
      boolean[] bad = new boolean[900];
      for (int i = 0; i < bad.length; i++) {
        bad[i] = d.chance(0.3);
      }
      d.eventTime(i -> Draft.START + (i % 30) * Draft.DAY + i / 30);
      d.add("customer", FieldType.CATEGORICAL, Role.GROUP, i -> "c" + i / 30);
      d.numeric("x", i -> d.random.nextGaussian());
      d.numeric(
          "defaultRate",
          i -> {
            int end = closed ? i : i - 1;
            int start = Math.max(i - i % 30, length == 0 ? 0 : end - length + 1);
            long sum = 0;
            for (int k = start; k <= end; k++) {
              sum += bad[k] ? 1 : 0;
            }
            return sum / (double) (length == 0 ? Math.max(1, end - start + 1) : length);
          });
      d.binaryLabel("y", i -> bad[i]);
      LeakageReport report = Audits.of(byCustomer(d), a -> a);
      if (closed) {
        only(report, WINDOW_ON_LABEL_ROW, LEAK);
      } else {
        assertStatus(report, WINDOW_ON_LABEL_ROW).isEqualTo(NOT_APPLICABLE);
      }
    }
  }
}
