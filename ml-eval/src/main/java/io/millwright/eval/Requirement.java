package io.millwright.eval;

import io.millwright.artifact.Verdict;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import java.util.List;
import java.util.Locale;

/** One condition on a metric, judged on the end of its interval. */
record Requirement(String metric, Kind kind, String other, double bound) {

  enum Kind {
    AT_LEAST,
    AT_MOST,
    BEATS
  }

  /** A verdict with its reason, if it needs one. */
  record Finding(Verdict verdict, String reason) {}

  Finding judge(Evidence evidence, int minimumSupport) {
    Estimate estimate = evidence.metrics().get(metric);
    if (estimate == null) {
      return new Finding(
          Verdict.INVALID,
          metric
              + " must have been evaluated; was not. Evaluated were "
              + evidence.metrics().keySet()
              + ".");
    }
    if (kind == Kind.BEATS) {
      List<Comparison> compared =
          evidence.against(other).stream().filter(c -> c.metric().equals(metric)).toList();
      if (compared.isEmpty()) {
        return new Finding(
            Verdict.INVALID, metric + " must have been compared with '" + other + "'; was not.");
      }
      estimate = compared.get(0).gain();
    }
    return estimate.match(
        m -> judge(m, minimumSupport),
        u ->
            new Finding(
                Verdict.INSUFFICIENT,
                subject() + " " + wanted() + "; is undefined: " + u.reason() + "."));
  }

  private Finding judge(Measured measured, int minimumSupport) {
    if (measured.support() < minimumSupport) {
      return new Finding(
          Verdict.INSUFFICIENT,
          subject()
              + " must rest on at least "
              + minimumSupport
              + " rows; rests on "
              + measured.support()
              + ".");
    }
    Interval i = measured.interval();
    Verdict verdict =
        switch (kind) {
          case AT_LEAST -> verdict(i.low() >= bound, i.high() < bound);
          case AT_MOST -> verdict(i.high() <= bound, i.low() > bound);
          case BEATS -> verdict(i.low() > bound, i.high() <= bound);
        };
    String was =
        String.format(
            Locale.ROOT,
            "; was %.4g, %.4g to %.4g at %.0f %% confidence on %d rows",
            measured.value(),
            i.low(),
            i.high(),
            i.level() * 100,
            measured.support());
    return new Finding(
        verdict,
        subject()
            + " "
            + wanted()
            + was
            + (verdict == Verdict.INSUFFICIENT ? ": too uncertain to tell." : "."));
  }

  private static Verdict verdict(boolean met, boolean missed) {
    return met ? Verdict.PASS : missed ? Verdict.FAIL : Verdict.INSUFFICIENT;
  }

  private String subject() {
    return kind == Kind.BEATS
        ? "Gain in " + MetricLabels.of(metric) + " over '" + other + "'"
        : MetricLabels.of(metric);
  }

  private String wanted() {
    return switch (kind) {
      case AT_LEAST -> "must be at least " + bound + " at its lower bound";
      case AT_MOST -> "must be at most " + bound + " at its upper bound";
      case BEATS -> "must be greater than " + bound + " at its lower bound";
    };
  }
}
