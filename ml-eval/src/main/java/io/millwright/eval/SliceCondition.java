package io.millwright.eval;

import io.millwright.artifact.Verdict;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.SliceFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metric, or the gain over another model, in every slice that has enough rows.
 *
 * <p>Slices below the gate's support are counted and not judged. Passing sums up in one finding;
 * every other slice is named.
 */
record SliceCondition(String metric, Optional<String> other, Bound bound) implements Condition {

  @Override
  public List<Finding> judge(Evidence evidence, int minimumSupport) {
    if (!evidence.metrics().containsKey(metric)) {
      return List.of(Condition.notEvaluated(metric, evidence));
    }
    if (evidence.slices().isEmpty()) {
      return List.of(
          new Finding(
              Verdict.INVALID,
              metric + " must have been evaluated by slice; was not. Use sliceBy."));
    }
    List<Finding> missed = new ArrayList<>();
    int judged = 0;
    for (SliceFinding slice : evidence.slices()) {
      if (slice.support() < minimumSupport) {
        continue;
      }
      judged++;
      Finding finding = judge(slice, minimumSupport);
      if (finding.verdict() != Verdict.PASS) {
        missed.add(finding);
      }
    }
    if (judged == 0) {
      return List.of(
          new Finding(
              Verdict.INSUFFICIENT,
              "A slice must have at least "
                  + minimumSupport
                  + " rows; of "
                  + evidence.slices().size()
                  + " none has."));
    }
    return missed.isEmpty() ? List.of(allPassed(judged, evidence.slices().size())) : missed;
  }

  private Finding judge(SliceFinding slice, int minimumSupport) {
    Optional<Estimate> found =
        other.isPresent()
            ? slice.gain(other.get(), metric)
            : Optional.ofNullable(slice.metrics().get(metric));
    return found
        .map(estimate -> bound.judge(what() + " where " + slice.name(), estimate, minimumSupport))
        .orElseGet(() -> Condition.notCompared(metric, other.orElse("")));
  }

  private Finding allPassed(int judged, int all) {
    return new Finding(
        Verdict.PASS,
        what()
            + " is as required in all "
            + judged
            + " slices with enough rows"
            + (all > judged ? "; " + (all - judged) + " were too small to judge." : "."));
  }

  private String what() {
    return other.map(o -> Condition.gainOver(metric, o)).orElse(MetricLabels.of(metric));
  }

  @Override
  public boolean isAgainst(String name) {
    return other.filter(name::equals).isPresent();
  }
}
