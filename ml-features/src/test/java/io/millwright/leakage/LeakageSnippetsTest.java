package io.millwright.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.report.Report;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.split.RowSet;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/leakage-audit.md}, compiled and run. */
class LeakageSnippetsTest {

  private static Table loans() {
    Draft d = Draft.loans(600, 99);
    d.numeric("score", i -> d.random.nextGaussian());
    d.time("scoredAt", Role.IGNORED, i -> Draft.START + i * Draft.DAY / 4 - Draft.DAY);
    d.numeric("callSeconds", i -> d.random.nextInt(900));
    d.numeric("spent", i -> i % 7 + d.random.nextDouble())
        .numeric("amount", i -> d.random.nextDouble());
    d.add("branch", FieldType.CATEGORICAL, Role.IGNORED, i -> "b" + i % 9);
    return d.table();
  }

  @Test
  void audit_ofTheDocument_passes() {
    Table loans = loans();
    // snippet: audit
    Split split = Splitter.latest("decidedAt", 0.2).gap(Duration.ofDays(30)).split(loans);
    LeakageReport report =
        LeakageAudit.of(split).entity("customer").horizon(Duration.ofDays(30)).run();
    report.orThrow();
    // end
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void declare_ofTheDocument_findsWhatIsDeclared() {
    Table loans = loans();
    Split split = Splitter.random(0.2).split(loans, Seed.of(42));
    // snippet: declare
    RowSet everything =
        RowSet.of(loans.fingerprint(), IntStream.range(0, loans.rowCount()).toArray());
    LeakageReport report =
        LeakageAudit.of(split)
            .joined("score", "scoredAt")
            .knownOnlyLater("callSeconds")
            .window("spent", "amount")
            .selected("best 20 by correlation", everything)
            .accept(AuditCheck.ID_LIKE_FEATURE, "ticket numbers are all we have")
            .run();
    for (Finding finding : report.alarms()) {
      for (LeakageEvidence evidence : finding.alarms()) {
        int[] rows = evidence.rows().toArray();
        assertThat(rows).isSorted();
      }
    }
    // end
    assertThat(report.alarms())
        .extracting(Finding::check)
        .containsExactly(AuditCheck.TIME_TRAVEL_JOIN, AuditCheck.SELECTED_BEFORE_SPLIT);
  }

  @Test
  void gate_ofTheDocument_fails() {
    Draft d = Draft.loans(500, 98);
    Split split = Audits.random(d.bool("copy", d::isBad, i -> false).table());
    LeakageReport report = LeakageAudit.of(split).run();
    // snippet: gate
    GateDecision decision = report.decision();
    Report page = report.toReport();
    String lines = report.describe();
    // end
    assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(page.title()).isEqualTo("Leakage audit");
    assertThat(lines).contains("LEAK");
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document = Files.readString(module.resolveSibling("docs/concepts/leakage-audit.md"));
    String code =
        Files.readString(
            module.resolve("src/test/java/io/millwright/leakage/LeakageSnippetsTest.java"));
    List<String> checked = new ArrayList<>();
    Matcher blocks =
        Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(document);
    while (blocks.find()) {
      String marker = "// snippet: " + blocks.group(1) + "\n";
      int start = code.indexOf(marker) + marker.length();
      assertThat(start).as(blocks.group(1)).isGreaterThanOrEqualTo(marker.length());
      String compiled = code.substring(start, code.indexOf("// end", start));
      assertThat(plain(blocks.group(2))).isEqualTo(plain(compiled));
      checked.add(blocks.group(1));
    }
    assertThat(checked).containsExactlyInAnyOrder("audit", "declare", "gate");
    assertThat(Pattern.compile("```java").matcher(document).results().count())
        .as("every Java block is checked")
        .isEqualTo(checked.size());
    for (AuditCheck check : AuditCheck.values()) {
      assertThat(document).contains("`" + check.id() + "`");
    }
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
