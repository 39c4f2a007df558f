package io.millwright.artifact;

import io.millwright.MillwrightException;

/** A gate did not pass a candidate; nothing moved, and the decision is in the model's history. */
public final class PromotionRefusedException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient GateDecision decision;

  PromotionRefusedException(ModelVersion version, Stage to, GateDecision decision) {
    super(
        "promotion-refused",
        "Version %d of %s must pass its gate to reach %s; verdict was %s (%s). Improve the model or its evidence."
            .formatted(
                version.number(),
                version.name(),
                to,
                decision.verdict(),
                String.join("; ", decision.reasons())));
    this.decision = decision;
  }

  /** What the gate decided and why; never a PASS. */
  public GateDecision decision() {
    return decision;
  }
}
