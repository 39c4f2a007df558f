package io.millwright.eval;

import java.util.List;

/** Temporary stand-in. */
public record GateDecision(Verdict verdict, List<String> reasons) {
  public GateDecision {
    reasons = List.copyOf(reasons);
  }
}
