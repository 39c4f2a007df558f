package io.millwright.testkit;

import io.millwright.artifact.Verdict;
import io.millwright.leakage.LeakageAudit;
import io.millwright.leakage.LeakageReport;
import io.millwright.split.Split;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a split. */
public final class SplitAssert extends AbstractAssert<SplitAssert, Split> {

  SplitAssert(Split actual) {
    super(actual, SplitAssert.class);
  }

  /** No check of the leakage audit stands against the split. */
  public SplitAssert hasNoLeakage() {
    return hasNoLeakage(audit -> audit);
  }

  /**
   * No check of the leakage audit stands against the split.
   *
   * @param declared says what the audit cannot know, for example {@code audit ->
   *     audit.entity("customerId").knownOnlyLater("closedOn")}
   */
  public SplitAssert hasNoLeakage(UnaryOperator<LeakageAudit> declared) {
    isNotNull();
    refuse(declared.apply(LeakageAudit.of(actual)).run());
    return this;
  }

  static void refuse(LeakageReport report) {
    if (report.verdict() != Verdict.PASS) {
      throw new ModelAssertionError(
          "Leakage audit must pass; verdict was "
              + report.verdict()
              + "."
              + System.lineSeparator()
              + report.describe(),
          report.toReport());
    }
  }
}
