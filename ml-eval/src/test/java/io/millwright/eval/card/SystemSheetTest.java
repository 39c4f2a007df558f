package io.millwright.eval.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.report.Section;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemSheetTest {

  private static final Set<SystemField> KNOWN =
      Set.of(
          SystemField.PROBLEM,
          SystemField.DECISION,
          SystemField.SUCCESS,
          SystemField.BASELINE,
          SystemField.STOP_RULES,
          SystemField.INPUTS,
          SystemField.MODEL,
          SystemField.PERFORMANCE);

  private static SystemSheet whole() {
    SystemSheet.Builder sheet = SystemSheet.builder(Loan.full());
    Arrays.stream(SystemField.values())
        .filter(f -> !KNOWN.contains(f))
        .forEach(f -> sheet.state(f, "Said about " + f.label() + "."));
    return sheet.build();
  }

  @Test
  void sheet_everythingStated_isComplete() {
    SystemSheet sheet = whole();
    assertThat(sheet.completeness()).isEqualTo(1);
    Report report = sheet.report();
    assertThat(report.title()).isEqualTo("System on a page: loan-default");
    assertThat(report.subtitle()).isEqualTo("18 of 18 fields answered");
    assertThat(report.sections().stream().map(Section::heading))
        .containsExactly("System", "Stop rules");
    assertThat(ReportJson.write(report)).doesNotContain(ModelCard.NOT_STATED);
    assertThat(ReportJson.write(report)).isEqualTo(ReportJson.write(whole().report()));
    assertThat(Loan.row(report, "System", "Success metric"))
        .containsExactly(
            "Success metric", "roc_auc, goal 0.7: About 2 M EUR a year.", "problem brief");
    assertThat(sheet.value(SystemField.INPUTS)).contains("risk");
    assertThat(sheet.value(SystemField.MODEL).orElseThrow())
        .contains("binary model by fixed")
        .contains(Loan.MODEL.pipeline().identity());
    assertThat(sheet.value(SystemField.PERFORMANCE).orElseThrow()).contains("95 % interval");
    assertThat(Loan.tables(report, "Stop rules").get(0).rows().get(0).get(1).text())
        .isEqualTo("CONTINUE");
  }

  @Test
  void sheet_evidenceOnly_namesWhatIsWanted() {
    SystemSheet sheet = SystemSheet.builder(Loan.evaluated().build()).build();
    assertThat(sheet.notStated())
        .hasSize(16)
        .doesNotContain(SystemField.MODEL, SystemField.PERFORMANCE);
    Report report = sheet.report();
    assertThat(report.title()).isEqualTo("System on a page: NOT STATED");
    assertThat(Loan.tables(report, "System").get(1).rows()).hasSize(16);
    assertThat(Loan.row(report, "System", "Inputs"))
        .containsExactly("Inputs", ModelCard.NOT_STATED, "");
    assertThat(
            SystemSheet.builder(Loan.evaluated().brief(Loan.brief()).build())
                .build()
                .report()
                .title())
        .isEqualTo("System on a page: Loan default");
  }

  @Test
  void state_againstEvidenceOrTwice_isRefused() {
    assertThatThrownBy(
            () ->
                SystemSheet.builder(Loan.full())
                    .state(SystemField.MODEL, "a forest")
                    .state(SystemField.COSTS, "much")
                    .state(SystemField.COSTS, "little")
                    .build())
        .hasMessageContaining("2 fault(s)")
        .hasMessageContaining("MODEL must come from evidence")
        .hasMessageContaining("COSTS must be stated once");
  }
}
