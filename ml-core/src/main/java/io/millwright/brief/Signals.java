package io.millwright.brief;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a problem before anything is built, as far as it bears on whether to build a
 * model. Made by {@link #builder}. Immutable and thread-safe; equal when all signals are equal.
 */
public final class Signals {

  /** How well people can write down the answer. */
  public enum Rules {
    /** Nobody can. */
    UNKNOWN,
    /** Rules are known but change or have many exceptions. */
    KNOWN,
    /** Rules are known, few, and stay. */
    KNOWN_AND_STABLE
  }

  /** Whether a decision must be explained to whom it concerns. */
  public enum Explanation {
    /** Nobody asks. */
    NONE,
    /** It helps. */
    HELPFUL,
    /** Law or contract demand the reasons of every decision. */
    REQUIRED
  }

  /** What a wrong answer costs. */
  public enum ErrorCost {
    /** An annoyance. */
    LOW,
    /** Money. */
    MEDIUM,
    /** Health, liberty, livelihood, or the firm. */
    HIGH
  }

  /** How fast what is to be learnt changes. */
  public enum ChangeRate {
    /** Hardly in years. */
    YEARS,
    /** Within months. */
    MONTHS,
    /** Within days, faster than labels arrive. */
    DAYS
  }

  /** How involved the relation of inputs and answer is. */
  public enum Pattern {
    /** A few thresholds say it. */
    SIMPLE,
    /** Many inputs, each with its weight. */
    MODERATE,
    /** Interactions, text, images. */
    COMPLEX
  }

  private final long labelledRows;
  private final Rules rules;
  private final Explanation explanation;
  private final ErrorCost errorCost;
  private final LatencyClass latency;
  private final ChangeRate changeRate;
  private final Pattern pattern;

  private Signals(Builder builder, Rules rules, Pattern pattern) {
    this.labelledRows = builder.labelledRows;
    this.rules = rules;
    this.pattern = pattern;
    this.explanation = builder.explanation;
    this.errorCost = builder.errorCost;
    this.latency = builder.latency;
    this.changeRate = builder.changeRate;
  }

  /**
   * Starts with the signal that decides most often.
   *
   * @param labelledRows rows whose answer is known, at least 0
   */
  public static Builder builder(long labelledRows) {
    return new Builder(Require.atLeast("Labelled rows", labelledRows, 0));
  }

  /** Rows whose answer is known. */
  public long labelledRows() {
    return labelledRows;
  }

  /** How well people can write down the answer. */
  public Rules rules() {
    return rules;
  }

  /** Whether decisions must be explained. */
  public Explanation explanation() {
    return explanation;
  }

  /** What a wrong answer costs. */
  public ErrorCost errorCost() {
    return errorCost;
  }

  /** How long the consumer can wait. */
  public LatencyClass latency() {
    return latency;
  }

  /** How fast what is to be learnt changes. */
  public ChangeRate changeRate() {
    return changeRate;
  }

  /** How involved the relation is. */
  public Pattern pattern() {
    return pattern;
  }

  /** Rules or a model, and why. */
  public ApproachDecision decide() {
    return ApproachDecision.of(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Signals that
        && labelledRows == that.labelledRows
        && rules == that.rules
        && explanation == that.explanation
        && errorCost == that.errorCost
        && latency == that.latency
        && changeRate == that.changeRate
        && pattern == that.pattern;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        labelledRows, rules, explanation, errorCost, latency, changeRate, pattern);
  }

  @Override
  public String toString() {
    return "Signals[%d labelled rows, rules %s, explanation %s, error cost %s, %s, changes in %s, pattern %s]"
        .formatted(
            labelledRows, rules, explanation, errorCost, latency, changeRate, pattern);
  }

  /**
   * Collects the signals; {@code rules} and {@code pattern} must be set, the others have the value
   * that asks for least. Single use, not thread-safe.
   */
  public static final class Builder {

    private final long labelledRows;
    private @Nullable Rules rules;
    private @Nullable Pattern pattern;
    private Explanation explanation = Explanation.NONE;
    private ErrorCost errorCost = ErrorCost.LOW;
    private LatencyClass latency = LatencyClass.BATCH;
    private ChangeRate changeRate = ChangeRate.YEARS;
    private final List<String> set = new ArrayList<>();

    private Builder(long labelledRows) {
      this.labelledRows = labelledRows;
    }

    /** How well people can write down the answer. */
    public Builder rules(Rules value) {
      once("rules");
      rules = Objects.requireNonNull(value, "rules");
      return this;
    }

    /** How involved the relation is. */
    public Builder pattern(Pattern value) {
      once("pattern");
      pattern = Objects.requireNonNull(value, "pattern");
      return this;
    }

    /** Whether decisions must be explained; not by default. */
    public Builder explanation(Explanation value) {
      once("explanation");
      explanation = Objects.requireNonNull(value, "explanation");
      return this;
    }

    /** What a wrong answer costs; little by default. */
    public Builder errorCost(ErrorCost value) {
      once("errorCost");
      errorCost = Objects.requireNonNull(value, "errorCost");
      return this;
    }

    /** How long the consumer can wait; hours by default. */
    public Builder latency(LatencyClass value) {
      once("latency");
      latency = Objects.requireNonNull(value, "latency");
      return this;
    }

    /** How fast what is to be learnt changes; within years by default. */
    public Builder changeRate(ChangeRate value) {
      once("changeRate");
      changeRate = Objects.requireNonNull(value, "changeRate");
      return this;
    }

    /** The signals. */
    public Signals build() {
      if (rules == null || pattern == null) {
        throw new IllegalStateException(
            "Signals must have rules and pattern; without "
                + (rules == null ? pattern == null ? "both" : "rules" : "pattern")
                + ". Set them.");
      }
      return new Signals(this, rules, pattern);
    }

    private void once(String signal) {
      if (set.contains(signal)) {
        throw new IllegalStateException(
            "Signal " + signal + " must be set once; was set twice. Remove one of the calls.");
      }
      set.add(signal);
    }
  }
}
