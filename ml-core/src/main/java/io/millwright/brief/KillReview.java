package io.millwright.brief;

import io.millwright.Require;
import java.util.List;
import java.util.Objects;

/**
 * What the kill criteria of a brief came to. Immutable and thread-safe.
 *
 * @param results one for each criterion, in their order
 */
public record KillReview(List<Result> results) {

  public KillReview {
    results = List.copyOf(results);
  }

  /** What a criterion, or the whole review, says; in the order in which they prevail. */
  public enum Decision {
    /** The criterion is met: end the project. */
    KILL,
    /** The interval reaches to both sides: measure on more rows. */
    UNDECIDED,
    /** There is no figure to judge: measure, or ask. */
    NOT_MEASURED,
    /** The criterion is not met. */
    CONTINUE
  }

  /**
   * What one criterion came to.
   *
   * @param criterion which
   * @param decision what it says
   * @param reason the figures it rests on, in one sentence
   */
  public record Result(KillCriterion criterion, Decision decision, String reason) {
    public Result {
      Objects.requireNonNull(criterion, "criterion");
      Objects.requireNonNull(decision, "decision");
      Require.notBlank("Reason", reason);
    }
  }

  /**
   * KILL if any criterion says so, else UNDECIDED, else NOT_MEASURED if any does, else CONTINUE.
   */
  public Decision decision() {
    return results.stream()
        .map(Result::decision)
        .min(Enum::compareTo)
        .orElse(Decision.NOT_MEASURED);
  }

  /** A line for each criterion. */
  public String describe() {
    StringBuilder text = new StringBuilder(decision().toString());
    for (Result result : results) {
      String asked = result.criterion().describe();
      text.append("\n  ")
          .append(result.decision())
          .append(": ")
          .append(asked)
          .append(asked.endsWith("?") ? " " : "? ")
          .append(result.reason());
    }
    return text.toString();
  }
}
