package io.millwright.testkit;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Gate;
import io.millwright.evidence.Evidence;
import org.assertj.core.api.AbstractAssert;

/** Assertions about evidence of a model. */
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {

  EvidenceAssert(Evidence actual) {
    super(actual, EvidenceAssert.class);
  }

  /**
   * The gate's verdict is PASS. INSUFFICIENT fails as well: more rows are needed then, not a lower
   * bar.
   */
  public EvidenceAssert passes(Gate gate) {
    isNotNull();
    GateDecision decision = gate.decide(actual);
    if (decision.verdict() != Verdict.PASS) {
      failWithMessage(
          "Evidence must pass the gate; verdict was %s.%n  %s",
          decision.verdict(), String.join(System.lineSeparator() + "  ", decision.reasons()));
    }
    return this;
  }
}
