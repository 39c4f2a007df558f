package io.millwright.artifact;

import java.util.List;
import java.util.Objects;

/**
 * What a gate decided about a candidate, and why; kept in the history of the model.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param verdict only {@link Verdict#PASS} promotes
 * @param reasons one sentence each, at most 256 of at most 4,096 characters; at least one unless
 *     the verdict is PASS; no personal values
 */
public record GateDecision(Verdict verdict, List<String> reasons) {

  static final int MAX_REASONS = 256;
  static final int MAX_TEXT = 4096;

  public GateDecision {
    Objects.requireNonNull(verdict, "verdict");
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() && verdict != Verdict.PASS) {
      throw new IllegalArgumentException(
          "Gate reasons must not be empty for " + verdict + "; had none. Say why.");
    }
    if (reasons.size() > MAX_REASONS) {
      throw new IllegalArgumentException(
          "Gate reasons must be at most %d; were %d. Sum them up."
              .formatted(MAX_REASONS, reasons.size()));
    }
    reasons.forEach(reason -> Texts.requireText("Gate reason", reason, MAX_TEXT));
  }
}
