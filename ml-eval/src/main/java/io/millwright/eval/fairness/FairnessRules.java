package io.millwright.eval.fairness;

import io.millwright.eval.interval.Bootstrap;
import java.util.Map;
import java.util.OptionalDouble;

/** What an audit was told: support, margins, references, and how intervals are made. */
record FairnessRules(
    int floor,
    boolean leavesSmallOut,
    Map<FairnessMeasure, Double> margins,
    Map<String, String> references,
    Bootstrap bootstrap) {

  FairnessRules {
    margins = Map.copyOf(margins);
    references = Map.copyOf(references);
  }

  OptionalDouble margin(FairnessMeasure measure) {
    Double margin = margins.get(measure);
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }
}
