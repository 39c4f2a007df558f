package io.millwright.eval.card;

import io.millwright.artifact.GateDecision;
import io.millwright.eval.card.RubricScore.Result;
import io.millwright.eval.card.RubricScore.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores an ML system from 0 to 100 by the checks of {@link RubricCheck}, from evidence alone.
 *
 * <p>No points can be typed in: a check either reads an object that the system made (evidence,
 * bundle, profile, card, runbook, history of the registry) or takes a {@link Fact} with verdict and
 * source. A fact gives all points for PASS, half for INSUFFICIENT, none for FAIL and INVALID. What
 * was not given scores 0 and is listed as no evidence.
 *
 * <p>Collects its inputs and reports all faults at {@link #score()}. Single use, not thread-safe.
 * Do not compare the scores of different systems: the points are an order of work.
 */
public final class QualityRubric {

  private final ModelFacts facts;
  private final Map<RubricCheck, Fact> given = new EnumMap<>(RubricCheck.class);
  private final Faults faults = new Faults();
  private @Nullable GateDecision gate;
  private @Nullable ModelCard card;
  private @Nullable FeatureCards features;
  private @Nullable Runbook runbook;
  private @Nullable Instant now;
  private @Nullable Duration maxAge;

  private QualityRubric(ModelFacts facts) {
    this.facts = Objects.requireNonNull(facts, "facts");
  }

  /** Starts a score of the system around the model that the facts are about. */
  public static QualityRubric on(ModelFacts facts) {
    return new QualityRubric(facts);
  }

  /**
   * Gives what was found elsewhere.
   *
   * @param check one that {@linkplain RubricCheck#needsFact() needs a fact}
   */
  public QualityRubric fact(RubricCheck check, Fact found) {
    faults.addIf(
        !check.needsFact(), "Check " + check + " must be read from its object; was given a fact.");
    faults.addIf(
        given.put(check, Objects.requireNonNull(found, "found")) != null,
        "Check " + check + " must be given one fact; was given two.");
    return this;
  }

  /** What the gate decided about the evidence. */
  public QualityRubric gate(GateDecision decision) {
    gate = once("Gate", gate, decision);
    return this;
  }

  /** The model card. */
  public QualityRubric modelCard(ModelCard made) {
    card = once("Model card", card, made);
    sameModel("Model card", made.facts());
    return this;
  }

  /** The feature cards. */
  public QualityRubric featureCards(FeatureCards made) {
    features = once("Feature cards", features, made);
    return this;
  }

  /** The runbook. */
  public QualityRubric runbook(Runbook made) {
    runbook = once("Runbook", runbook, made);
    sameModel("Runbook", made.facts());
    return this;
  }

  /**
   * Facts and evidence found earlier than this before now count as no evidence; without a limit
   * unless set.
   *
   * @param at now
   * @param oldest positive
   */
  public QualityRubric notOlderThan(Instant at, Duration oldest) {
    now = once("Age", now, at);
    maxAge = oldest;
    faults.addIf(
        oldest.isZero() || oldest.isNegative(), "Age must be positive; was " + oldest + ".");
    return this;
  }

  private void sameModel(String part, ModelFacts other) {
    faults.addIf(!facts.isSameModel(other), part + " must be about the same model; is not.");
  }

  private <T> T once(String part, @Nullable T before, T value) {
    faults.addIf(before != null, part + " must be given once; was twice.");
    return Objects.requireNonNull(value, part);
  }

  /**
   * The score.
   *
   * @throws IllegalArgumentException if something was given twice, to a check that reads it itself,
   *     is about another model or is dated after now; lists all faults
   */
  public RubricScore score() {
    given.forEach((check, fact) -> notAfterNow("Fact of " + check, fact.source().at()));
    notAfterNow("Evidence", facts.evidence().subject().at());
    faults.throwIfAny("Quality rubric");
    RubricRules rules = new RubricRules(facts, gate, card, features, runbook);
    return new RubricScore(
        Arrays.stream(RubricCheck.values())
            .map(c -> c.needsFact() ? ofFact(c) : ofObject(c, rules))
            .toList());
  }

  private void notAfterNow(String what, Instant at) {
    if (now != null && at.isAfter(now)) {
      faults.add(what + " must not be dated after " + now + "; was " + at + ".");
    }
  }

  private Optional<Result> stale(RubricCheck check, Instant at) {
    return now == null || maxAge == null || !at.isBefore(now.minus(maxAge))
        ? Optional.empty()
        : Optional.of(
            new Result(
                check, 0, State.NO_EVIDENCE, "Found at " + at + ", older than " + maxAge + "."));
  }

  private Result ofObject(RubricCheck check, RubricRules rules) {
    boolean readsEvidence =
        switch (check) {
          case INTERVALS, BEATS_BASELINE, GATE, SLICES -> true;
          default -> false;
        };
    return (readsEvidence
            ? stale(check, facts.evidence().subject().at())
            : Optional.<Result>empty())
        .orElseGet(() -> rules.judge(check).of(check));
  }

  private Result ofFact(RubricCheck check) {
    Fact fact = given.get(check);
    if (fact == null) {
      return new Result(
          check, 0, State.NO_EVIDENCE, "Not given; wanted is a " + check.wanted() + ".");
    }
    return stale(check, fact.source().at())
        .orElseGet(
            () ->
                RubricRules.Finding.of(
                        fact.verdict(), fact.text() + " (" + fact.source().describe() + ")")
                    .of(check));
  }
}
