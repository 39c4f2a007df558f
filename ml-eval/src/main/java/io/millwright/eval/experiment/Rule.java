package io.millwright.eval.experiment;

import io.millwright.eval.experiment.AbResult.Analysed.Verdict;
import io.millwright.eval.experiment.AbTest.Guardrail;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Decides about one arm from the intervals that decide on this day. */
record Rule(AbTest test, int day, boolean atEnd) {

  Verdict judge(Comparison primary, List<Comparison> guardrails) {
    List<String> broken = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Comparison c : guardrails) {
      double margin = margin(c);
      if (high(c) < -margin) {
        broken.add(c.metric().name());
      } else if (!(low(c) > -margin)) {
        open.add(c.metric().name());
      }
    }
    if (!broken.isEmpty()) {
      return new Verdict(
          Decision.KILL,
          "guardrails worse by more than their margin: " + String.join(", ", broken));
    }
    if (!atEnd && day < test.minDays()) {
      return new Verdict(Decision.CONTINUE, "day %d of at least %d".formatted(day, test.minDays()));
    }
    return byGain(primary, open);
  }

  private Verdict byGain(Comparison primary, List<String> open) {
    double margin = test.practicalMargin();
    Decision undecided = atEnd ? Decision.ITERATE : Decision.CONTINUE;
    String gain = primary.deciding().match(m -> text(m.interval()), Estimate.Undefined::reason);
    String of = "gain of " + primary.metric().name() + " (" + gain + ") ";
    if (high(primary) < margin) {
      return new Verdict(Decision.KILL, of + "below the margin " + NumberText.of(margin));
    }
    if (!(low(primary) > margin)) {
      return new Verdict(undecided, of + "not decided against " + NumberText.of(margin));
    }
    if (!open.isEmpty()) {
      return new Verdict(
          undecided,
          of + "is there, but guardrails are not shown to be safe: " + String.join(", ", open));
    }
    return new Verdict(Decision.SHIP, of + "above the margin " + NumberText.of(margin));
  }

  private double margin(Comparison guardrail) {
    return test.guardrails().stream()
        .filter(g -> g.metric().equals(guardrail.metric()))
        .mapToDouble(Guardrail::margin)
        .findFirst()
        .orElseThrow();
  }

  private static String text(Interval interval) {
    return NumberText.of(interval.low()) + " to " + NumberText.of(interval.high());
  }

  /** Without an interval nothing is excluded. */
  private static double low(Comparison c) {
    return c.deciding().match(m -> m.interval().low(), u -> Double.NEGATIVE_INFINITY);
  }

  private static double high(Comparison c) {
    return c.deciding().match(m -> m.interval().high(), u -> Double.POSITIVE_INFINITY);
  }
}
