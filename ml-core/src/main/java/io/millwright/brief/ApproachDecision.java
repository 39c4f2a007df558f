package io.millwright.brief;

import io.millwright.Require;
import io.millwright.brief.Signals.ChangeRate;
import io.millwright.brief.Signals.ErrorCost;
import io.millwright.brief.Signals.Explanation;
import io.millwright.brief.Signals.Pattern;
import io.millwright.brief.Signals.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether a problem asks for rules, for a model, for both, or for neither yet. Thread-safe: yes,
 * immutable.
 *
 * <p>The first row that fits decides:
 *
 * <table>
 * <caption>Rules or a model</caption>
 * <tr><th>if</th><th>then</th><th>decided by</th></tr>
 * <tr><td>rules known and stable, pattern simple</td><td>RULES</td><td>RULES</td></tr>
 * <tr><td>fewer labelled rows than the pattern needs, rules known</td><td>RULES</td>
 *     <td>LABELLED_ROWS</td></tr>
 * <tr><td>fewer labelled rows than the pattern needs</td><td>NOT_YET</td><td>LABELLED_ROWS</td></tr>
 * <tr><td>changes within days, rules unknown</td><td>NOT_YET</td><td>CHANGE_RATE</td></tr>
 * <tr><td>changes within days</td><td>HYBRID</td><td>CHANGE_RATE</td></tr>
 * <tr><td>error cost high</td><td>HYBRID</td><td>ERROR_COST</td></tr>
 * <tr><td>explanation required, rules known</td><td>HYBRID</td><td>EXPLANATION</td></tr>
 * <tr><td>at most 5 ms, pattern complex, rules known</td><td>HYBRID</td><td>LATENCY</td></tr>
 * <tr><td>otherwise</td><td>ML</td><td>PATTERN</td></tr>
 * </table>
 *
 * <p>A simple pattern needs {@value #ROWS_FOR_SIMPLE} labelled rows, a moderate one {@value
 * #ROWS_FOR_MODERATE}, a complex one {@value #ROWS_FOR_COMPLEX}: orders of magnitude from practice,
 * not a law.
 *
 * @param approach what to do
 * @param decidedBy the signal whose row of the table fitted first
 * @param reasons why, the deciding one first, then what to mind
 */
public record ApproachDecision(Approach approach, Signal decidedBy, List<String> reasons) {

  /** Labelled rows that a simple pattern needs. */
  public static final long ROWS_FOR_SIMPLE = 300;

  /** Labelled rows that a moderate pattern needs. */
  public static final long ROWS_FOR_MODERATE = 1_000;

  /** Labelled rows that a complex pattern needs. */
  public static final long ROWS_FOR_COMPLEX = 10_000;

  public ApproachDecision {
    Objects.requireNonNull(approach, "approach");
    Objects.requireNonNull(decidedBy, "decidedBy");
    reasons = List.copyOf(reasons);
    Require.atLeast("Reasons", reasons.size(), 1);
  }

  /** What can be built. */
  public enum Approach {
    /** Rules written by people. */
    RULES,
    /** A model. */
    ML,
    /** A model between rules, or under a person's eye. */
    HYBRID,
    /** Nothing before there are more data. */
    NOT_YET
  }

  /** What can decide. */
  public enum Signal {
    /** How well people can write down the answer. */
    RULES,
    /** Rows whose answer is known. */
    LABELLED_ROWS,
    /** How fast what is to be learnt changes. */
    CHANGE_RATE,
    /** What a wrong answer costs. */
    ERROR_COST,
    /** Whether decisions must be explained. */
    EXPLANATION,
    /** How long the consumer can wait. */
    LATENCY,
    /** How involved the relation is. */
    PATTERN
  }

  /** The decision for these signals. */
  public static ApproachDecision of(Signals signals) {
    Objects.requireNonNull(signals, "signals");
    boolean known = signals.rules() != Rules.UNKNOWN;
    if (signals.rules() == Rules.KNOWN_AND_STABLE && signals.pattern() == Pattern.SIMPLE) {
      return decided(
          signals,
          Approach.RULES,
          Signal.RULES,
          "A few stable rules say it all; a model would only be harder to keep.");
    }
    long needed = needed(signals.pattern());
    if (signals.labelledRows() < needed) {
      String rows =
          "%d labelled rows are fewer than the %d that a %s pattern needs; "
              .formatted(
                  signals.labelledRows(), needed, signals.pattern().name().toLowerCase(Locale.ROOT));
      return decided(
          signals,
          known ? Approach.RULES : Approach.NOT_YET,
          Signal.LABELLED_ROWS,
          rows
              + (known
                  ? "start with the rules and keep what they decide as labels."
                  : "collect labels first."));
    }
    return withEnoughRows(signals, known);
  }

  private static ApproachDecision withEnoughRows(Signals signals, boolean known) {
    if (signals.changeRate() == ChangeRate.DAYS) {
      return known
          ? decided(
              signals,
              Approach.HYBRID,
              Signal.CHANGE_RATE,
              "It changes faster than labels arrive: rules catch what is new, a model the rest.")
          : decided(
              signals,
              Approach.NOT_YET,
              Signal.CHANGE_RATE,
              "It changes faster than labels arrive and nobody knows rules: get labels sooner first.");
    }
    if (signals.errorCost() == ErrorCost.HIGH) {
      return decided(
          signals,
          Approach.HYBRID,
          Signal.ERROR_COST,
          known
              ? "A wrong answer costs too much to leave alone: rules bound what the model may say."
              : "A wrong answer costs too much to leave alone: the model proposes, a person decides.");
    }
    if (signals.explanation() == Explanation.REQUIRED && known) {
      return decided(
          signals,
          Approach.HYBRID,
          Signal.EXPLANATION,
          "Every decision needs its reasons: rules decide the clear cases, a model ranks the rest.");
    }
    if (signals.latency() == LatencyClass.HARD_REAL_TIME
        && signals.pattern() == Pattern.COMPLEX
        && known) {
      return decided(
          signals,
          Approach.HYBRID,
          Signal.LATENCY,
          "5 ms are short for a model of a complex pattern: rules answer at once, the model ahead.");
    }
    return decided(
        signals,
        Approach.ML,
        Signal.PATTERN,
        "There are labels enough for a %s pattern, and nothing forbids a model."
            .formatted(signals.pattern().name().toLowerCase(Locale.ROOT)));
  }

  private static long needed(Pattern pattern) {
    return switch (pattern) {
      case SIMPLE -> ROWS_FOR_SIMPLE;
      case MODERATE -> ROWS_FOR_MODERATE;
      case COMPLEX -> ROWS_FOR_COMPLEX;
    };
  }

  private static ApproachDecision decided(
      Signals signals, Approach approach, Signal by, String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    boolean model = approach == Approach.ML || approach == Approach.HYBRID;
    if (model && signals.explanation() == Explanation.REQUIRED) {
      reasons.add("Choose a model whose reasons can be given: linear, or few shallow trees.");
    }
    if (model && signals.changeRate() == ChangeRate.MONTHS) {
      reasons.add("It changes within months: watch for drift and plan to retrain.");
    }
    if (model && signals.latency() == LatencyClass.HARD_REAL_TIME) {
      reasons.add("Measure the latency of the whole pipeline before choosing a larger model.");
    }
    return new ApproachDecision(approach, by, reasons);
  }
}
