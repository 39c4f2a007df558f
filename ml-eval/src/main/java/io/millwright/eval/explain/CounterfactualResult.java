package io.millwright.eval.explain;

import io.millwright.Require;
import java.util.List;
import java.util.function.Function;

/** What a search for counterfactuals came to. */
public sealed interface CounterfactualResult {

  /**
   * Rows that get the wished prediction.
   *
   * @param answers the fewest changed fields first, then the cheapest; each changes another set of
   *     fields, none of which holds another's
   * @param effort what was searched
   */
  record Found(List<Counterfactual> answers, Effort effort) implements CounterfactualResult {
    /** Copies the list, which is not empty. */
    public Found {
      answers = List.copyOf(answers);
      Require.atLeast("Answers", answers.size(), 1);
    }
  }

  /**
   * No row that the rules allow gets it.
   *
   * @param reason why, without values
   * @param effort what was searched
   */
  record NoneFound(String reason, Effort effort) implements CounterfactualResult {}

  /** The row as it is gets the wished prediction. */
  record AlreadyReached() implements CounterfactualResult {}

  /**
   * How much was tried.
   *
   * @param isComplete whether every allowed combination of the grid was tried up to the number of
   *     changed fields reached, so that no answer on the grid changes fewer
   * @param predictions how many rows the model was asked about
   * @param unusable how many of them it could not score; they count as not reaching the wish
   */
  record Effort(boolean isComplete, long predictions, long unusable) {}

  /** Exactly one of the functions, by kind. */
  default <T> T match(
      Function<Found, T> found, Function<NoneFound, T> none, Function<AlreadyReached, T> already) {
    if (this instanceof Found f) {
      return found.apply(f);
    }
    return this instanceof NoneFound n ? none.apply(n) : already.apply((AlreadyReached) this);
  }
}
