package io.millwright.leakage;

import static io.millwright.leakage.Audits.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Audits of public data sets whose leaks are known. */
@Tag("real-data")
class LeakageRealDataTest {

  private static Table read(String name, UnaryOperator<Schema.Builder> label) {
    Path folder = Path.of(System.getProperty("millwright.data", "../shared/data"));
    Path file = folder.resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    CsvInference found = Csv.infer(file);
    Schema schema = label.apply(found.schema().edit()).build();
    return Csv.read(file, schema, found.options());
  }

  @Test
  void audit_bank_ranksDurationFirst() {
    Table bank = read("bank-marketing/bank-full.csv.gz", s -> s.binaryLabel("y", "yes"));
    Split split = Splitter.stratified(0.3).split(bank, Seed.of(1));
    LeakageReport report = LeakageAudit.of(split).run();
    Finding proxy = report.finding(AuditCheck.TARGET_PROXY);
    assertThat(proxy.evidence().get(0).subject()).as(report.describe()).isEqualTo("duration");
    double first = proxy.evidence().get(0).statistic().orElseThrow().value();
    double second = proxy.evidence().get(1).statistic().orElseThrow().value();
    assertThat(first - 0.5).isGreaterThan(1.5 * (second - 0.5));
    assertThat(report.alarms()).as(report.describe()).isEmpty();
    // the length of a call is known when it is over: the data cannot say so, a person can
    LeakageReport declared = LeakageAudit.of(split).knownOnlyLater("duration").run();
    Finding later = Audits.only(declared, AuditCheck.TIME_TRAVEL_JOIN, FindingStatus.LEAK);
    assertThat(later.alarms()).extracting(LeakageEvidence::subject).containsExactly("duration");
  }

  @Test
  void audit_adult_hasNoLeak() {
    Table adult = read("adult/adult.csv.gz", s -> s.ignore("split").binaryLabel("income", ">50K"));
    LeakageReport report = LeakageAudit.of(Splitter.random(0.3).split(adult, Seed.of(1))).run();
    assertThat(report.alarms()).as(report.describe()).isEmpty();
    assertThat(report.finding(AuditCheck.DUPLICATE_ROWS).summary()).doesNotStartWith("0 ");
  }

  @Test
  void audit_bike_findsTheSumOfCasualAndRegistered() {
    Table bike = read("bike-sharing/hour.csv", s -> s.ignore("instant").realLabel("cnt"));
    LeakageReport report = LeakageAudit.of(Splitter.latest("dteday", 0.3).split(bike)).run();
    Finding finding = report.finding(AuditCheck.COMBINED_TARGET);
    assertStatus(report, AuditCheck.COMBINED_TARGET).isEqualTo(FindingStatus.LEAK);
    assertThat(finding.evidence().get(0).subject().split(" \\+ "))
        .containsExactlyInAnyOrder("casual", "registered");
    assertThat(report.alarms()).as(report.describe()).hasSize(1);
    Table clean =
        read(
            "bike-sharing/hour.csv",
            s -> s.ignore("instant").ignore("casual").ignore("registered").realLabel("cnt"));
    LeakageReport honest = LeakageAudit.of(Splitter.random(0.3).split(clean, Seed.of(1))).run();
    assertThat(honest.alarms()).as(honest.describe()).isEmpty();
  }

  @Test
  void audit_cancer_strongHonestFeaturesAreNoLeak() {
    Table cancer = read("breast_cancer.csv", s -> s.binaryLabel("target", "1"));
    LeakageReport report =
        LeakageAudit.of(Splitter.stratified(0.3).split(cancer, Seed.of(1))).run();
    assertThat(report.alarms()).as(report.describe()).isEmpty();
  }
}
