package io.millwright.leakage;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.PromotionGate;
import io.millwright.artifact.Verdict;
import io.millwright.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found: one {@link Finding} for each {@link AuditCheck}, a verdict, and the same as
 * a gate and as a report. Immutable and thread-safe; holds no value of the data.
 */
public final class LeakageReport {

  private static final int MAX_REASONS = 200;
  private static final int MAX_REASON = 2000;

  private final List<Finding> findings;
  private final String split;
  private final int trainRows;
  private final int testRows;
  private final Optional<String> model;
  private final boolean suspectsBlock;

  LeakageReport(AuditData data, List<Finding> findings) {
    this.findings = List.copyOf(findings);
    this.split = data.split().description();
    this.trainRows = data.train();
    this.testRows = data.size() - data.train();
    this.model = data.declared().pipeline().map(p -> p.identity());
    this.suspectsBlock = data.declared().suspectsBlock();
  }

  /** One finding for each check, in their order. */
  public List<Finding> findings() {
    return findings;
  }

  /** The finding of a check. */
  public Finding finding(AuditCheck check) {
    return findings.stream().filter(f -> f.check() == check).findFirst().orElseThrow();
  }

  /** The findings that are SUSPECT or LEAK. */
  public List<Finding> alarms() {
    return findings.stream().filter(f -> f.status().isAlarm()).toList();
  }

  /** How the table was split. */
  public String split() {
    return split;
  }

  /** How many rows were learnt from. */
  public int trainRows() {
    return trainRows;
  }

  /** How many rows are judged on. */
  public int testRows() {
    return testRows;
  }

  /** Identity of the pipeline that was audited, if one was given. */
  public Optional<String> model() {
    return model;
  }

  /**
   * FAIL if anything leaks (or is suspect, where {@link LeakageAudit#suspectsBlock()} was said),
   * else INSUFFICIENT if a check that applies had too few rows, else PASS.
   */
  public Verdict verdict() {
    if (findings.stream().anyMatch(f -> blocks(f.status()))) {
      return Verdict.FAIL;
    }
    boolean unsure = findings.stream().anyMatch(f -> f.status() == FindingStatus.INSUFFICIENT);
    return unsure ? Verdict.INSUFFICIENT : Verdict.PASS;
  }

  private boolean blocks(FindingStatus status) {
    return status == FindingStatus.LEAK || (suspectsBlock && status == FindingStatus.SUSPECT);
  }

  /** The verdict with its reasons: everything that is not clean, the checks in their order. */
  public GateDecision decision() {
    List<String> reasons = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.status().compareTo(FindingStatus.ACCEPTED) >= 0) {
        reasons.addAll(reasons(finding));
      }
    }
    if (reasons.size() > MAX_REASONS) {
      int more = reasons.size() - MAX_REASONS;
      reasons = new ArrayList<>(reasons.subList(0, MAX_REASONS));
      reasons.add("And " + more + " more.");
    }
    return new GateDecision(verdict(), reasons);
  }

  private static List<String> reasons(Finding finding) {
    String head = finding.status() + " " + finding.check().id() + ": ";
    List<LeakageEvidence> told =
        finding.evidence().stream()
            .filter(e -> e.status().compareTo(FindingStatus.ACCEPTED) >= 0)
            .toList();
    return told.isEmpty()
        ? List.of(plain(head + finding.summary()))
        : told.stream()
            .map(e -> plain(e.status() + " " + finding.check().id() + ": " + e.text()))
            .toList();
  }

  /** A reason as a history can keep it: no control characters, of bounded length. */
  private static String plain(String reason) {
    String clean = reason.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON) + "…";
  }

  /**
   * A gate for the registry that gives {@link #decision()} about the pipeline that was audited, and
   * INVALID about any other.
   *
   * @throws IllegalStateException if no pipeline was audited
   */
  public PromotionGate gate() {
    String audited =
        model.orElseThrow(
            () ->
                new IllegalStateException(
                    "Audit must be of a pipeline to be its gate; was of a split alone. Give it with pipeline(trained)."));
    return (candidate, champion) ->
        audited.equals(candidate.lineage().properties().get("identity"))
            ? decision()
            : new GateDecision(
                Verdict.INVALID,
                List.of("The leakage audit is of another pipeline. Audit the candidate."));
  }

  /**
   * This report, if the verdict is PASS.
   *
   * @throws LeakageException if it is not; names everything that stands against it
   */
  public LeakageReport orThrow() {
    Verdict verdict = verdict();
    if (verdict == Verdict.PASS) {
      return this;
    }
    List<String> reasons = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.status().isAlarmOrInsufficient()) {
        reasons.addAll(reasons(finding));
      }
    }
    throw new LeakageException(
        this,
        "Leakage audit must pass; verdict was "
            + verdict
            + " ("
            + split
            + "). Mend what it names, or accept it with a reason.\n  "
            + String.join("\n  ", reasons));
  }

  /** The findings as data for a page; render with {@code ml-report}. */
  public Report toReport() {
    return ReportPage.of(this);
  }

  /** The findings for a person: a line for each check, with its evidence below if it alarms. */
  public String describe() {
    StringBuilder text = new StringBuilder("Leakage audit ");
    text.append(verdict()).append(" (").append(split).append(")");
    for (Finding finding : findings) {
      text.append("\n  ")
          .append(finding.check().id())
          .append(": ")
          .append(finding.status())
          .append(". ")
          .append(finding.summary());
      for (LeakageEvidence e : finding.evidence()) {
        if (e.status().compareTo(FindingStatus.ACCEPTED) >= 0) {
          text.append("\n    ").append(e.status()).append(" ").append(e.text());
        }
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
