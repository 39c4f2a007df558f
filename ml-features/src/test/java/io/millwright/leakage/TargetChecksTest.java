package io.millwright.leakage;

import static io.millwright.leakage.AuditCheck.COMBINED_TARGET;
import static io.millwright.leakage.AuditCheck.MISSING_TELLS_LABEL;
import static io.millwright.leakage.AuditCheck.TARGET_IN_FEATURES;
import static io.millwright.leakage.AuditCheck.TARGET_PROXY;
import static io.millwright.leakage.Audits.assertStatus;
import static io.millwright.leakage.Audits.only;
import static io.millwright.leakage.FindingStatus.CLEAN;
import static io.millwright.leakage.FindingStatus.INSUFFICIENT;
import static io.millwright.leakage.FindingStatus.LEAK;
import static io.millwright.leakage.FindingStatus.NOT_APPLICABLE;
import static io.millwright.leakage.FindingStatus.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.artifact.Verdict;
import io.millwright.schema.Schema;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetChecksTest {

  @ParameterizedTest
  @EnumSource(Draft.Kind.class)
  void audit_cleanTable_isCleanOfTargets(Draft.Kind kind) {
    LeakageReport report = Audits.of(Draft.loans(600, 3, kind).table());
    assertThat(report.alarms()).as(report.describe()).isEmpty();
    assertStatus(report, TARGET_IN_FEATURES).isEqualTo(CLEAN);
    assertStatus(report, TARGET_PROXY).isEqualTo(CLEAN);
    assertStatus(report, MISSING_TELLS_LABEL).isEqualTo(CLEAN);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"boolean", "reversed", "number", "category", "text", "spelling", "gaps"})
  void targetInFeatures_copyOfABinaryLabel_isNamed(String how) {
    Draft d = Draft.loans(500, 4);
    switch (how) {
      case "boolean" -> d.bool("copy", d::isBad, i -> false);
      case "reversed" -> d.bool("copy", i -> !d.isBad(i), i -> false);
      case "number" -> d.numeric("copy", i -> d.isBad(i) ? 17.5 : -3);
      case "category" -> d.category("copy", i -> d.isBad(i) ? "B" : "A");
      case "text" -> d.text("copy", i -> d.isBad(i) ? "did not pay" : "paid");
      case "spelling" ->
          d.category("copy", i -> (d.isBad(i) ? "Yes" : "no") + (i % 2 == 0 ? " " : ""));
      default -> d.bool("copy", d::isBad, i -> i % 3 == 0);
    }
    LeakageReport report = Audits.of(d.table());
    Finding finding = report.finding(TARGET_IN_FEATURES);
    assertThat(finding.status()).as(report.describe()).isEqualTo(LEAK);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("copy");
    assertThat(finding.alarms().get(0).rows().size()).isEqualTo(how.equals("gaps") ? 333 : 500);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"equal", "linear", "log", "rounded linear"})
  void targetInFeatures_functionOfARealLabel_isNamed(String how) {
    Draft d = Draft.loans(500, 5, Draft.Kind.REAL);
    switch (how) {
      case "equal" -> d.numeric("copy", i -> d.risk[i]);
      case "linear" -> d.numeric("copy", i -> 40 - 1.7 * d.risk[i]);
      case "log" -> d.numeric("copy", i -> StrictMath.log(20 + d.risk[i]));
      default -> d.numeric("copy", i -> Math.rint(1e6 * (3 * d.risk[i] + 1)) / 1e6);
    }
    LeakageReport report = Audits.of(d.table());
    Finding finding = report.finding(TARGET_IN_FEATURES);
    assertThat(finding.status()).as(report.describe()).isEqualTo(LEAK);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("copy");
    assertStatus(report, COMBINED_TARGET).isEqualTo(CLEAN);
  }

  @Test
  void targetInFeatures_oneToOneWithClasses_isNamed() {
    Draft d = Draft.loans(500, 6, Draft.Kind.CLASSES);
    d.integer("code", i -> d.risk[i] > 1 ? 30 : d.risk[i] > 0 ? 10 : 20);
    LeakageReport report = Audits.of(d.table());
    assertStatus(report, TARGET_IN_FEATURES).isEqualTo(LEAK);
  }

  @Test
  void targetInFeatures_columnsOfAllDifferentValues_areNoCopies() {
    // any two columns without repeated values are one-to-one
    Draft d = Draft.loans(500, 8, Draft.Kind.REAL);
    LeakageReport report = Audits.of(d.table());
    assertThat(report.finding(TARGET_IN_FEATURES).evidence()).isEmpty();
  }

  @Test
  void targetInFeatures_fewRows_accusesNobody() {
    Draft d = new Draft(8, 1).bool("flag", i -> i == 3, i -> false).binaryLabel("y", i -> i == 3);
    LeakageReport report = Audits.of(d.table());
    assertStatus(report, TARGET_IN_FEATURES).isEqualTo(INSUFFICIENT);
    assertThat(report.verdict()).isEqualTo(Verdict.INSUFFICIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noisy", "flipped", "not monotone", "category"})
  void targetProxy_nearlyTheLabel_isNamed(String how) {
    Draft d = Draft.loans(600, 9);
    switch (how) {
      case "noisy" -> d.numeric("proxy", i -> (d.isBad(i) ? 5 : 0) + d.random.nextGaussian());
      case "flipped" -> d.bool("proxy", i -> d.isBad(i) != (i % 250 == 0), i -> false);
      case "not monotone" ->
          d.numeric(
              "proxy",
              i ->
                  d.isBad(i)
                      ? d.random.nextDouble()
                      : 2 * (i % 2) - 1 + 3 * Math.signum(i % 2 - 0.5));
      default -> d.category("proxy", i -> (d.isBad(i) ? "x" : "y") + d.random.nextInt(8));
    }
    LeakageReport report = Audits.of(d.table());
    LeakageEvidence evidence = only(report, TARGET_PROXY, LEAK).evidence().get(0);
    assertThat(evidence.subject()).isEqualTo("proxy");
    assertThat(evidence.statistic().orElseThrow().value()).isGreaterThanOrEqualTo(0.99);
    assertThat(evidence.statistic().orElseThrow().bound()).isBetween(0.9, 1.0);
  }

  @Test
  void targetProxy_ofARealLabel_isNamed() {
    Draft d = Draft.loans(500, 10, Draft.Kind.REAL);
    d.numeric("proxy", i -> d.risk[i] + 0.01 * d.random.nextGaussian());
    Finding finding = only(Audits.of(d.table()), TARGET_PROXY, LEAK);
    assertThat(finding.evidence().get(0).subject()).isEqualTo("proxy");
  }

  @Test
  void targetProxy_oneClassGivenAway_isSuspect() {
    Draft d = Draft.loans(600, 11, Draft.Kind.CLASSES);
    d.numeric("proxy", i -> d.risk[i] > 1 ? 1 + d.random.nextDouble() : d.random.nextDouble());
    Finding finding = only(Audits.of(d.table()), TARGET_PROXY, SUSPECT);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("proxy");
  }

  @Test
  void targetProxy_highCardinalityCategory_isNotAccused() {
    // in-sample target rates of 200 levels over 600 rows would look like a strong feature
    Draft d = Draft.loans(600, 12);
    d.category("agent", i -> "a" + d.random.nextInt(200));
    LeakageReport report = Audits.of(d.table());
    assertStatus(report, TARGET_PROXY).isEqualTo(CLEAN);
  }

  @Test
  void targetProxy_tinyTable_isInsufficient() {
    Draft d = new Draft(40, 2);
    d.numeric("x", i -> i % 4 == 0 ? 3 + d.random.nextDouble() : d.random.nextDouble());
    d.binaryLabel("y", i -> i % 4 == 0);
    LeakageReport report = Audits.of(d.table());
    assertStatus(report, TARGET_PROXY).isEqualTo(INSUFFICIENT);
  }

  @Test
  void targetProxy_strongest_comesFirst() {
    Draft d = Draft.loans(600, 13);
    d.numeric("strong", i -> d.risk[i] + 1.2 * d.random.nextGaussian());
    Finding finding = Audits.of(d.table()).finding(TARGET_PROXY);
    assertThat(finding.status()).isEqualTo(CLEAN);
    assertThat(finding.evidence()).hasSize(3);
    assertThat(finding.evidence().get(0).subject()).isEqualTo("strong");
    assertThat(finding.summary()).contains("strongest is 'strong'");
  }

  @Test
  void missingTellsLabel_presentOnlyWhenPositive_isNamed() {
    Draft d = Draft.loans(600, 14);
    d.numeric("writtenOff", i -> d.random.nextDouble(), i -> !d.isBad(i) || d.chance(0.3));
    Finding finding = only(Audits.of(d.table()), MISSING_TELLS_LABEL, LEAK);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("writtenOff");
  }

  @Test
  void missingTellsLabel_presentAboveAThreshold_isNamed() {
    Draft d = Draft.loans(600, 15, Draft.Kind.REAL);
    d.numeric("dunning", i -> d.random.nextDouble(), i -> d.risk[i] < 0.5);
    only(Audits.of(d.table()), MISSING_TELLS_LABEL, LEAK);
  }

  @Test
  void missingTellsLabel_moreOftenMissingInOneClass_isClean() {
    Draft d = Draft.loans(600, 16);
    d.numeric("income2", i -> d.random.nextDouble(), i -> d.chance(d.isBad(i) ? 0.6 : 0.2));
    assertStatus(Audits.of(d.table()), MISSING_TELLS_LABEL).isEqualTo(CLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "difference", "product", "ratio", "end"})
  void combinedTarget_ofSeveralFeatures_isNamed(String how) {
    Draft d = new Draft(500, 17);
    double[] a = IntStream.range(0, 500).mapToDouble(i -> 1 + d.random.nextInt(200)).toArray();
    double[] b = IntStream.range(0, 500).mapToDouble(i -> 1 + d.random.nextInt(90)).toArray();
    d.eventTime(i -> Draft.START + i * Draft.DAY);
    d.numeric("noise", i -> d.random.nextGaussian());
    if (how.equals("end")) {
      d.time(
          "end",
          io.millwright.schema.Role.FEATURE,
          i -> Draft.START + i * Draft.DAY + (long) (a[i] * 1e9));
    } else {
      d.numeric("a", i -> a[i]).numeric("b", i -> b[i]);
    }
    d.realLabel(
        "y",
        i ->
            switch (how) {
              case "sum" -> a[i] + b[i];
              case "difference" -> a[i] - b[i];
              case "product" -> a[i] * b[i];
              case "ratio" -> a[i] / b[i];
              default -> a[i];
            });
    LeakageReport report = Audits.of(d.table());
    Finding finding = report.finding(COMBINED_TARGET);
    assertThat(finding.status()).as(report.describe()).isEqualTo(LEAK);
    assertThat(finding.alarms().get(0).subject().split(" \\+ "))
        .containsExactlyInAnyOrder(
            how.equals("end") ? new String[] {"end", "decidedAt"} : new String[] {"a", "b"});
  }

  @Test
  void combinedTarget_withNoise_isClean() {
    Draft d = new Draft(500, 18);
    double[] a = d.gaussian();
    double[] b = d.gaussian();
    d.numeric("a", i -> a[i]).numeric("b", i -> b[i]);
    d.realLabel("y", i -> a[i] + b[i] + 0.2 * d.random.nextGaussian());
    assertStatus(Audits.of(d.table()), COMBINED_TARGET).isEqualTo(CLEAN);
  }

  @Test
  void checks_withoutALabel_doNotApply() {
    Table table =
        Table.of(
            Schema.builder().numeric("x").numeric("y").build(),
            List.of(
                NumericColumn.of(new Draft(200, 1).gaussian()),
                NumericColumn.of(new Draft(200, 2).gaussian())));
    LeakageReport report = Audits.of(table);
    for (AuditCheck check :
        List.of(TARGET_IN_FEATURES, TARGET_PROXY, MISSING_TELLS_LABEL, COMBINED_TARGET)) {
      assertStatus(report, check).isEqualTo(NOT_APPLICABLE);
      assertThat(report.finding(check).summary()).contains("label");
    }
  }
}
