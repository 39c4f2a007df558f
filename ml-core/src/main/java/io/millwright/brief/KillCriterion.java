package io.millwright.brief;

import io.millwright.Require;
import io.millwright.evidence.Evidence;
import java.util.Objects;
import java.util.function.Function;

/**
 * A condition, agreed before the work, under which the project ends.
 *
 * <p>Criteria are judged on evidence by {@link ProblemBrief#review(Evidence)}: with the ends of
 * intervals, so that a criterion counts as met or as averted only where the whole interval says so.
 */
public sealed interface KillCriterion {

  /**
   * End it if something simpler is nearly as good: the other reaches more than this share of the
   * model's value ({@code other / model > share}; for a metric that is better when lower, {@code
   * model / other > share}).
   *
   * @param metric its name in evidence; its values must be greater than 0
   * @param better which way it is better
   * @param other the simpler one's name in the comparisons of evidence
   * @param share strictly between 0 and 1, for example 0.9
   */
  record SimplerSuffices(String metric, Better better, String other, double share)
      implements KillCriterion {
    public SimplerSuffices {
      Require.notBlank("Metric of a kill criterion", metric);
      Objects.requireNonNull(better, "better");
      Require.notBlank("Other of a kill criterion", other);
      Require.openShare("Share of a kill criterion", share);
    }
  }

  /**
   * End it unless the model is better than another by more than this share of the other's value
   * ({@code gain > margin × other}), for example 10 % better than random.
   *
   * @param metric its name in evidence; with a margin above 0 the other's value must be greater
   *     than 0
   * @param other the other's name in the comparisons of evidence, for example {@code prior}
   * @param margin at least 0, for example 0.1
   */
  record NotBetterThan(String metric, String other, double margin) implements KillCriterion {
    public NotBetterThan {
      Require.notBlank("Metric of a kill criterion", metric);
      Require.notBlank("Other of a kill criterion", other);
      if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
        throw Require.violated("Margin of a kill criterion", "finite and at least 0", margin);
      }
    }
  }

  /**
   * End it if the metric does not reach the bar.
   *
   * @param metric its name in evidence
   * @param better which way it is better
   * @param bar finite
   */
  record MissesBar(String metric, Better better, double bar) implements KillCriterion {
    public MissesBar {
      Require.notBlank("Metric of a kill criterion", metric);
      Objects.requireNonNull(better, "better");
      Require.finite("Bar of a kill criterion", bar);
    }
  }

  /**
   * End it if people answer yes; evidence cannot tell.
   *
   * @param question for example {@code "Does the law forbid using these data?"}
   */
  record PeopleSay(String question) implements KillCriterion {
    public PeopleSay {
      Require.notBlank("Question of a kill criterion", question);
    }
  }

  /** The criterion in one sentence. */
  default String describe() {
    return match(
        s ->
            "'%s' reaches more than %s of the model's %s"
                .formatted(s.other(), Figures.percent(s.share()), s.metric()),
        n ->
            "%s is not better than that of '%s' by more than %s"
                .formatted(n.metric(), n.other(), Figures.percent(n.margin())),
        m ->
            "%s is %s %s"
                .formatted(
                    m.metric(),
                    m.better() == Better.HIGHER ? "below" : "above",
                    Figures.number(m.bar())),
        PeopleSay::question);
  }

  /** Exactly one of the functions, by kind. */
  default <T> T match(
      Function<? super SimplerSuffices, ? extends T> simpler,
      Function<? super NotBetterThan, ? extends T> notBetter,
      Function<? super MissesBar, ? extends T> misses,
      Function<? super PeopleSay, ? extends T> people) {
    if (this instanceof SimplerSuffices s) {
      return simpler.apply(s);
    }
    if (this instanceof NotBetterThan n) {
      return notBetter.apply(n);
    }
    if (this instanceof MissesBar m) {
      return misses.apply(m);
    }
    return people.apply((PeopleSay) this);
  }
}
