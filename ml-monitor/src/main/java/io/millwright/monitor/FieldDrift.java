package io.millwright.monitor;

import io.millwright.profile.FieldProfile;
import java.util.List;

/**
 * How one field compares with its reference.
 *
 * @param verdict the worst of the findings; INSUFFICIENT if there is no worse finding and too few
 *     values to see a drift
 * @param findings every respect that was compared, stable ones too
 * @param figures distances of the present values
 * @param reference what the field looked like in training
 * @param current what it looks like now
 */
public record FieldDrift(
    DriftVerdict verdict,
    List<DriftFinding> findings,
    Figures figures,
    FieldProfile reference,
    FieldProfile current) {

  public FieldDrift {
    findings = List.copyOf(findings);
  }

  /** The field's name. */
  public String name() {
    return reference.name();
  }

  /** The findings that are not stable. */
  public List<DriftFinding> reasons() {
    return findings.stream().filter(f -> f.verdict() != DriftVerdict.STABLE).toList();
  }

  /** The finding for a respect, if the field has it. */
  public java.util.Optional<DriftFinding> finding(DriftReason reason) {
    return findings.stream().filter(f -> f.reason() == reason).findFirst();
  }

  /**
   * Distances between the present reference and current values; all 0 when either has none.
   *
   * @param psi population stability index over at most ten groups of bins, or over categories
   * @param psiExpected about what it is without any drift at these numbers of values
   * @param psiDetectable what it exceeds without drift once in twenty times: smaller changes cannot
   *     be told from chance
   * @param ks a lower bound of the Kolmogorov–Smirnov statistic, exact when the bins are single
   *     values; 0 for categories
   * @param jensenShannon divergence in bits over the same groups, 0..1
   */
  public record Figures(
      double psi, double psiExpected, double psiDetectable, double ks, double jensenShannon) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0);
  }
}
