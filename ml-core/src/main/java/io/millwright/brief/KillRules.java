package io.millwright.brief;

import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.NotBetterThan;
import io.millwright.brief.KillCriterion.SimplerSuffices;
import io.millwright.brief.KillReview.Decision;
import io.millwright.brief.KillReview.Result;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Judges kill criteria on evidence. */
final class KillRules {

  private final Evidence evidence;

  private KillRules(Evidence evidence) {
    this.evidence = evidence;
  }

  static KillReview review(List<KillCriterion> criteria, Evidence evidence) {
    KillRules rules = new KillRules(evidence);
    return new KillReview(
        criteria.stream()
            .map(
                c ->
                    c.<Result>match(
                        rules::simpler,
                        rules::notBetter,
                        rules::misses,
                        p -> notMeasured(p, "Only people can answer this.")))
            .toList());
  }

  private static Result notMeasured(KillCriterion criterion, String reason) {
    return new Result(criterion, Decision.NOT_MEASURED, reason);
  }

  private Result misses(MissesBar criterion) {
    return measured(
        criterion,
        criterion.metric(),
        model -> {
          Interval in = model.interval();
          boolean higher = criterion.better() == Better.HIGHER;
          boolean passed = higher ? in.low() >= criterion.bar() : in.high() <= criterion.bar();
          boolean missed = higher ? in.high() < criterion.bar() : in.low() > criterion.bar();
          return new Result(
              criterion,
              decision(missed, passed),
              "%s is %s; the bar is %s."
                  .formatted(
                      criterion.metric(), Figures.text(model), Figures.number(criterion.bar())));
        });
  }

  /**
   * With gain g, how much better the model m is: {@code other / m > s} means {@code g < (1 - s) m},
   * and where lower is better {@code m / other > s} means {@code s g < (1 - s) m}. The interval of
   * the gain is from paired resampling, so that this is sharper than comparing both values.
   */
  private Result simpler(SimplerSuffices criterion) {
    return measured(
        criterion,
        criterion.metric(),
        model ->
            compared(
                criterion,
                criterion.metric(),
                criterion.other(),
                (theirs, gain) -> {
                  if (!(model.value() > 0 && theirs.value() > 0)) {
                    return notMeasured(
                        criterion,
                        "A share needs values above 0; %s is %s, theirs %s."
                            .formatted(
                                criterion.metric(), Figures.text(model), Figures.text(theirs)));
                  }
                  double s = criterion.share();
                  double part = criterion.better() == Better.HIGHER ? 1 - s : (1 - s) / s;
                  double low = part * model.interval().low();
                  double high = part * model.interval().high();
                  return new Result(
                      criterion,
                      decision(gain.interval().high() < low, gain.interval().low() >= high),
                      "%s is %s, that of '%s' %s, which is %s of it; the model gains %s, and must gain %s or more."
                          .formatted(
                              criterion.metric(),
                              Figures.text(model),
                              criterion.other(),
                              Figures.text(theirs),
                              Figures.percent(reached(criterion, model, theirs)),
                              Figures.text(gain),
                              Figures.number(part * model.value())));
                }));
  }

  private static double reached(SimplerSuffices criterion, Measured model, Measured theirs) {
    return criterion.better() == Better.HIGHER
        ? theirs.value() / model.value()
        : model.value() / theirs.value();
  }

  private Result notBetter(NotBetterThan criterion) {
    return compared(
        criterion,
        criterion.metric(),
        criterion.other(),
        (theirs, gain) -> {
          double margin = criterion.margin();
          if (margin > 0 && !(theirs.value() > 0)) {
            return notMeasured(
                criterion,
                "A margin in percent needs a value above 0; that of '%s' is %s."
                    .formatted(criterion.other(), Figures.text(theirs)));
          }
          // 0 × ∞ is no number: without a margin the other's value does not matter.
          double low = margin == 0 ? 0 : margin * theirs.interval().low();
          double high = margin == 0 ? 0 : margin * theirs.interval().high();
          return new Result(
              criterion,
              decision(gain.interval().high() <= low, gain.interval().low() > high),
              "The model gains %s on the %s of '%s'; it must gain more than %s."
                  .formatted(
                      Figures.text(gain),
                      Figures.text(theirs),
                      criterion.other(),
                      Figures.number(margin * theirs.value())));
        });
  }

  private static Decision decision(boolean kill, boolean go) {
    return kill ? Decision.KILL : go ? Decision.CONTINUE : Decision.UNDECIDED;
  }

  /** Judges a metric that was measured; says why if it was not. */
  private Result measured(
      KillCriterion criterion, String metric, Function<Measured, Result> judge) {
    Estimate estimate = evidence.metrics().get(metric);
    if (estimate == null) {
      return notMeasured(
          criterion,
          "'%s' is not among the evaluated metrics %s."
              .formatted(metric, evidence.metrics().keySet()));
    }
    return estimate.match(
        judge::apply, u -> notMeasured(criterion, metric + " is undefined: " + u.reason()));
  }

  /** Judges a comparison that was measured; says why if it was not. */
  private Result compared(
      KillCriterion criterion,
      String metric,
      String other,
      BiFunction<Measured, Measured, Result> judge) {
    Optional<Comparison> found =
        evidence.against(other).stream().filter(c -> c.metric().equals(metric)).findFirst();
    if (found.isEmpty()) {
      return notMeasured(
          criterion, "There is no comparison of %s with '%s'.".formatted(metric, other));
    }
    return found
        .get()
        .theirs()
        .match(
            theirs ->
                found
                    .get()
                    .gain()
                    .match(
                        gain -> judge.apply(theirs, gain),
                        u ->
                            notMeasured(
                                criterion, "The gain is undefined: " + u.reason())),
            u ->
                notMeasured(
                    criterion,
                    "%s of '%s' is undefined: %s".formatted(metric, other, u.reason())));
  }
}
