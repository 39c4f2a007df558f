package io.millwright.eval.card;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.brief.Better;
import io.millwright.brief.KillCriterion;
import io.millwright.brief.KillReview;
import io.millwright.brief.ProblemBrief;
import io.millwright.brief.SuccessMetric;
import io.millwright.eval.Gate;
import io.millwright.eval.card.ReleaseAdvice.Effect;
import io.millwright.eval.card.ReleaseAdvice.Finding;
import io.millwright.eval.card.ReleaseAdvice.Topic;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.report.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of {@link ReleaseAdvice}, one method for each kind of finding. */
final class AdviceRules {

  private final ModelFacts facts;
  private final Evidence evidence;
  private final String baseline;

  /** The metric that decides, if anybody named one. */
  private final Optional<String> deciding;

  private final List<Finding> findings = new ArrayList<>();

  /** Findings that people may accept. */
  private final Set<String> peoples = new HashSet<>();

  AdviceRules(ModelFacts facts, String baseline, Optional<String> deciding) {
    this.facts = facts;
    this.deciding = deciding;
    this.evidence = facts.evidence();
    this.baseline = baseline;
  }

  private void add(String about, Effect effect, String text, String next) {
    findings.add(new Finding(about, effect, text, next));
  }

  private void addForPeople(String about, String text, String next) {
    peoples.add(about);
    add(about, Effect.ITERATE, text, next);
  }

  void gates(Map<String, GateDecision> gates) {
    if (gates.isEmpty()) {
      add(
          "Gate",
          Effect.ITERATE,
          "No gate judged the evidence.",
          "Write the requirements as a Gate and decide on the evidence.");
    }
    gates.forEach(
        (name, decision) ->
            verdict("Gate '" + name + "'", decision.verdict(), Fact.text(decision), true));
  }

  private void verdict(String about, Verdict verdict, String text, boolean failRejects) {
    switch (verdict) {
      case PASS -> add(about, Effect.SUPPORTS, text, "");
      case FAIL ->
          add(
              about,
              failRejects ? Effect.REJECTS_MODEL : Effect.ITERATE,
              text,
              failRejects ? "Improve the model." : "Repair it on rows of its own, judge again.");
      case INSUFFICIENT ->
          add(about, Effect.ITERATE, text, "Collect more judged rows, above all of rare classes.");
      case INVALID ->
          add(
              about,
              Effect.REJECTS_EVALUATION,
              text,
              "Evaluate this model with the required metrics and comparisons.");
    }
  }

  void topics(Map<Topic, Fact> topics) {
    for (Topic topic : Topic.values()) {
      Fact fact = topics.get(topic);
      if (fact != null) {
        verdict(
            topic.label(),
            fact.verdict(),
            fact.text() + " (" + fact.source().describe() + ")",
            topic == Topic.FAIRNESS);
      } else if (topic != Topic.CALIBRATION || !evidence.subject().task().equals("regression")) {
        addForPeople(
            topic.label(),
            "Was not judged.",
            "Judge it, or accept it with the reason why it does not matter here.");
      }
    }
  }

  void evidence() {
    evidence.metrics().forEach(this::undefined);
    comparison();
    facts.brief().ifPresent(this::brief);
    evidence
        .warnings()
        .forEach(
            w ->
                addForPeople(
                    "Warning: " + w, "Nobody accepted it.", "Remove its cause, or accept it."));
  }

  private void undefined(String metric, Estimate estimate) {
    if (estimate instanceof Estimate.Undefined u) {
      add(
          MetricLabels.of(metric),
          Effect.ITERATE,
          "Undefined: " + u.reason() + ".",
          "Collect rows for which it is defined, or judge by another metric.");
    }
  }

  private void comparison() {
    List<Comparison> compared =
        evidence.against(baseline).stream()
            .filter(c -> deciding.map(c.metric()::equals).orElse(true))
            .toList();
    if (compared.isEmpty()) {
      add(
          "Baseline '" + baseline + "'",
          Effect.ITERATE,
          "Not compared by the metric that decides.",
          "Evaluate with against(\"" + baseline + "\", ...).");
    }
    boolean isMixed = compared.stream().anyMatch(c -> !isWorse(c.gain()));
    compared.forEach(c -> gain(c.metric(), c.gain(), isMixed));
  }

  private static boolean isWorse(Estimate gain) {
    return gain instanceof Measured m
        && m.support() >= Gate.DEFAULT_SUPPORT
        && m.interval().high() <= 0;
  }

  /** Nobody beats "always yes" in recall: one worse metric among others is not the last word. */
  private void gain(String metric, Estimate gain, boolean isMixed) {
    String about = "Gain over '" + baseline + "' in " + MetricLabels.of(metric);
    String text = EstimateText.of(gain) + ".";
    if (!(gain instanceof Measured m)) {
      add(about, Effect.ITERATE, text, "Collect rows for which it is defined.");
    } else if (m.support() < Gate.DEFAULT_SUPPORT) {
      add(about, Effect.ITERATE, text, "Collect at least " + Gate.DEFAULT_SUPPORT + " rows.");
    } else if (m.interval().low() > 0) {
      add(about, Effect.SUPPORTS, text, "");
    } else if (isWorse(gain) && isMixed) {
      add(about, Effect.ITERATE, text + " Other metrics differ.", "Name the metric that decides.");
    } else if (isWorse(gain)) {
      add(about, Effect.REJECTS_MODEL, text, "Keep what there is, or improve the model.");
    } else {
      add(about, Effect.ITERATE, text + " Not told apart.", rowsNeeded(m));
    }
  }

  /**
   * Rows n' at which the lower end would reach 0 if the gain stayed: intervals shrink as 1/√n, so
   * n' = n ((gain - low) / gain)².
   */
  static String rowsNeeded(Measured gain) {
    if (gain.value() <= 0) {
      return "More rows alone will hardly help: the estimate is not above 0. Improve the model.";
    }
    double ratio = (gain.value() - gain.interval().low()) / gain.value();
    double rows = Math.ceil(gain.support() * ratio * ratio);
    return rows < 1e12
        ? "Judge about %s rows, if the gain stays.".formatted(NumberText.of((long) rows))
        : "Judge many more rows.";
  }

  private void brief(ProblemBrief brief) {
    goal(brief.success());
    KillReview review = brief.review(evidence);
    for (KillReview.Result result : review.results()) {
      String about = "Kill criterion: " + result.criterion().describe();
      switch (result.decision()) {
        case KILL ->
            add(about, Effect.REJECTS_MODEL, result.reason(), "End it, as agreed in the brief.");
        case UNDECIDED ->
            add(about, Effect.ITERATE, result.reason(), "Judge more rows until it is decided.");
        case NOT_MEASURED -> notMeasured(about, result);
        case CONTINUE -> add(about, Effect.SUPPORTS, result.reason(), "");
      }
    }
  }

  private void notMeasured(String about, KillReview.Result result) {
    if (result.criterion() instanceof KillCriterion.PeopleSay) {
      addForPeople(about, result.reason(), "Ask, and accept it with the answer.");
    } else {
      add(about, Effect.ITERATE, result.reason(), "Evaluate the metric it names.");
    }
  }

  private void goal(SuccessMetric success) {
    String about = "Goal of " + MetricLabels.of(success.metric());
    Estimate estimate = evidence.metrics().get(success.metric());
    String goal = " Goal " + NumberText.of(success.goal()) + ".";
    if (estimate == null) {
      add(about, Effect.ITERATE, "Was not evaluated." + goal, "Evaluate the success metric.");
    } else if (estimate instanceof Measured m) {
      boolean higher = success.better() == Better.HIGHER;
      boolean reached =
          higher ? m.interval().low() >= success.goal() : m.interval().high() <= success.goal();
      boolean missed =
          higher ? m.interval().high() < success.goal() : m.interval().low() > success.goal();
      add(
          about,
          reached ? Effect.SUPPORTS : Effect.ITERATE,
          EstimateText.of(m) + "." + goal,
          reached
              ? ""
              : missed ? "Improve the model, or agree on another goal." : "Judge more rows.");
    }
  }

  /** All findings, the gravest first, with those that people accepted. */
  List<Finding> accepting(Map<String, String> accepted, Faults faults) {
    for (String about : accepted.keySet()) {
      faults.addIf(
          !peoples.contains(about),
          "Accepted finding must be a warning, a topic not judged or a question that was found; was"
              + " '"
              + about
              + "'. To accept are "
              + peoples.stream().sorted().toList()
              + ".");
    }
    return findings.stream()
        .map(f -> peoples.contains(f.about()) ? accepted(f, accepted.get(f.about())) : f)
        .sorted(Comparator.comparing(Finding::effect).reversed())
        .toList();
  }

  private static Finding accepted(
      Finding finding, @org.jspecify.annotations.Nullable String reason) {
    return reason == null
        ? finding
        : new Finding(finding.about(), Effect.SUPPORTS, "Accepted: " + reason, "");
  }
}
