package io.millwright.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractComparableAssert;

/** Audits of tables as the tests run them. */
final class Audits {

  private Audits() {}

  static Split random(Table table) {
    return Splitter.random(0.25).split(table, Seed.of(7));
  }

  static Split latest(Table table) {
    return Splitter.latest("decidedAt", 0.25).split(table);
  }

  static LeakageReport of(Table table) {
    return LeakageAudit.of(random(table)).run();
  }

  static LeakageReport of(Split split, UnaryOperator<LeakageAudit> declared) {
    return declared.apply(LeakageAudit.of(split)).run();
  }

  /** The finding of the check, which alone alarms. */
  static Finding only(LeakageReport report, AuditCheck check, FindingStatus status) {
    assertThat(report.alarms())
        .as(report.describe())
        .extracting(Finding::check)
        .containsExactly(check);
    assertThat(report.finding(check).status()).as(report.describe()).isEqualTo(status);
    return report.finding(check);
  }

  static AbstractComparableAssert<?, FindingStatus> assertStatus(
      LeakageReport report, AuditCheck check) {
    return assertThat(report.finding(check).status()).as(report.describe());
  }
}
