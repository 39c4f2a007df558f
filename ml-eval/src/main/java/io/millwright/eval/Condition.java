package io.millwright.eval;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.report.NumberText;
import java.util.List;
import java.util.Locale;

/** What a gate asks of evidence. */
interface Condition {

  /** A verdict with its reason, without the verdict's name before it. */
  record Finding(Verdict verdict, String reason) {}

  /** At least one finding. */
  List<Finding> judge(Evidence evidence, int minimumSupport);

  /** Whether it compares with that other model. */
  default boolean isAgainst(String other) {
    return false;
  }

  /** The worst of verdicts: INVALID, FAIL, INSUFFICIENT, PASS. */
  static int severity(Verdict verdict) {
    return switch (verdict) {
      case INVALID -> 3;
      case FAIL -> 2;
      case INSUFFICIENT -> 1;
      case PASS -> 0;
    };
  }

  /** Where an end of an interval must lie. */
  record Bound(Kind kind, double value) {

    enum Kind {
      AT_LEAST("must be at least %s at its lower bound"),
      AT_MOST("must be at most %s at its upper bound"),
      GREATER("must be greater than %s at its lower bound");

      private final String wanted;

      Kind(String wanted) {
        this.wanted = wanted;
      }
    }

    /** Judges an estimate; {@code subject} begins the sentence. */
    Finding judge(String subject, Estimate estimate, int minimumSupport) {
      return estimate.match(
          m -> judge(subject, m, minimumSupport),
          u ->
              new Finding(
                  Verdict.INSUFFICIENT,
                  subject + " " + wanted() + "; is undefined: " + u.reason() + "."));
    }

    private Finding judge(String subject, Measured measured, int minimumSupport) {
      if (measured.support() < minimumSupport) {
        return new Finding(
            Verdict.INSUFFICIENT,
            subject
                + " must rest on at least "
                + minimumSupport
                + " rows; rests on "
                + measured.support()
                + ".");
      }
      Interval i = measured.interval();
      Verdict verdict =
          switch (kind) {
            case AT_LEAST -> verdict(i.low() >= value, i.high() < value);
            case AT_MOST -> verdict(i.high() <= value, i.low() > value);
            case GREATER -> verdict(i.low() > value, i.high() <= value);
          };
      String was =
          i.low() == i.high()
              ? "; was " + NumberText.of(measured.value())
              : String.format(
                  Locale.ROOT,
                  "; was %.4g, %.4g to %.4g at %.0f %% confidence on %d rows",
                  measured.value(),
                  i.low(),
                  i.high(),
                  i.level() * 100,
                  measured.support());
      return new Finding(
          verdict,
          subject
              + " "
              + wanted()
              + was
              + (verdict == Verdict.INSUFFICIENT ? ": too uncertain to tell." : "."));
    }

    private static Verdict verdict(boolean met, boolean missed) {
      return met ? Verdict.PASS : missed ? Verdict.FAIL : Verdict.INSUFFICIENT;
    }

    private String wanted() {
      return String.format(Locale.ROOT, kind.wanted, value);
    }
  }

  /** The metric itself must lie on the right side of a bound. */
  record OfMetric(String metric, Bound bound) implements Condition {

    @Override
    public List<Finding> judge(Evidence evidence, int minimumSupport) {
      Estimate estimate = evidence.metrics().get(metric);
      return List.of(
          estimate == null
              ? notEvaluated(metric, evidence)
              : bound.judge(MetricLabels.of(metric), estimate, minimumSupport));
    }
  }

  /** The gain over another model must exceed a bound. */
  record OfGain(String metric, String other, Bound bound) implements Condition {

    @Override
    public List<Finding> judge(Evidence evidence, int minimumSupport) {
      if (!evidence.metrics().containsKey(metric)) {
        return List.of(notEvaluated(metric, evidence));
      }
      return List.of(
          evidence
              .gain(other, metric)
              .map(gain -> bound.judge(gainOver(metric, other), gain, minimumSupport))
              .orElseGet(() -> notCompared(metric, other)));
    }

    @Override
    public boolean isAgainst(String name) {
      return other.equals(name);
    }
  }

  /** An audit must have passed. */
  record OfCheck(String check) implements Condition {

    private static final int MOST_TEXT = 2000;

    @Override
    public List<Finding> judge(Evidence evidence, int minimumSupport) {
      GateDecision decision = evidence.checks().get(check);
      if (decision == null) {
        return List.of(
            new Finding(
                Verdict.INVALID,
                "Check '"
                    + check
                    + "' must have been run; was not. Run were "
                    + evidence.checks().keySet()
                    + "."));
      }
      return List.of(
          new Finding(decision.verdict(), "Check '" + check + "' must pass; " + said(decision)));
    }

    /** The first reasons, and how many more there are. */
    private static String said(GateDecision decision) {
      StringBuilder text = new StringBuilder();
      int shown = 0;
      for (String reason : decision.reasons()) {
        if (text.length() + reason.length() > MOST_TEXT) {
          break;
        }
        text.append(shown++ == 0 ? "" : " ").append(reason);
      }
      int more = decision.reasons().size() - shown;
      return text
          + (more > 0
              ? " (" + more + " more reasons)"
              : decision.reasons().isEmpty() ? "did." : "");
    }
  }

  static Finding notEvaluated(String metric, Evidence evidence) {
    return new Finding(
        Verdict.INVALID,
        metric
            + " must have been evaluated; was not. Evaluated were "
            + evidence.metrics().keySet()
            + ".");
  }

  static Finding notCompared(String metric, String other) {
    return new Finding(
        Verdict.INVALID, metric + " must have been compared with '" + other + "'; was not.");
  }

  static String gainOver(String metric, String other) {
    return "Gain in " + MetricLabels.of(metric) + " over '" + other + "'";
  }
}
