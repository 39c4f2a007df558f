package io.millwright.leakage;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one check found.
 *
 * @param check which
 * @param status the most serious of its evidence
 * @param summary one or two sentences: what was looked at and what came out, or why nothing could
 *     be
 * @param evidence the most serious first; may be empty
 */
public record Finding(
    AuditCheck check, FindingStatus status, String summary, List<LeakageEvidence> evidence) {

  /** Evidence of one check at most; more is counted in the summary. */
  static final int MAX_EVIDENCE = 100;

  public Finding {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(status, "status");
    Require.notBlank("Summary", summary);
    evidence = List.copyOf(evidence);
  }

  /** The evidence that is SUSPECT or LEAK. */
  public List<LeakageEvidence> alarms() {
    return evidence.stream().filter(e -> e.status().isAlarm()).toList();
  }

  static Finding notApplicable(AuditCheck check, String reason) {
    return new Finding(check, FindingStatus.NOT_APPLICABLE, reason, List.of());
  }

  static Finding insufficient(AuditCheck check, String reason) {
    return new Finding(check, FindingStatus.INSUFFICIENT, reason, List.of());
  }

  /** Clean unless a piece of evidence is worse; the worst evidence first, else as given. */
  static Finding of(AuditCheck check, String summary, List<LeakageEvidence> evidence) {
    FindingStatus worst =
        evidence.stream()
            .map(LeakageEvidence::status)
            .reduce(FindingStatus.CLEAN, FindingStatus::or);
    List<LeakageEvidence> sorted = new ArrayList<>(evidence);
    sorted.sort((a, b) -> b.status().compareTo(a.status()));
    boolean many = sorted.size() > MAX_EVIDENCE;
    return new Finding(
        check,
        worst,
        many
            ? summary + " Of " + sorted.size() + " pieces of evidence the first are kept."
            : summary,
        many ? sorted.subList(0, MAX_EVIDENCE) : sorted);
  }

  Finding accepted(List<Declarations.Acceptance> acceptances) {
    for (Declarations.Acceptance a : acceptances) {
      if (a.check() == check && a.subject().isEmpty() && status.isAlarmOrInsufficient()) {
        return new Finding(
            check,
            FindingStatus.ACCEPTED,
            summary + " Accepted as " + status + ": " + a.reason(),
            evidence.stream()
                .map(e -> e.status().isAlarmOrInsufficient() ? e.accepted(a.reason()) : e)
                .toList());
      }
    }
    List<LeakageEvidence> changed = new ArrayList<>();
    boolean any = false;
    for (LeakageEvidence e : evidence) {
      LeakageEvidence now = e;
      for (Declarations.Acceptance a : acceptances) {
        if (a.check() == check
            && a.subject().equals(e.subject())
            && e.status().isAlarmOrInsufficient()) {
          now = e.accepted(a.reason());
          any = true;
        }
      }
      changed.add(now);
    }
    return any ? of(check, summary, changed) : this;
  }
}
