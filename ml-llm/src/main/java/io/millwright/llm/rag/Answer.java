package io.millwright.llm.rag;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What became of a question: an answer with sources, a plain "not enough information", or a refusal
 * to look.
 *
 * <p>Thread-safe: immutable.
 */
public sealed interface Answer {

  /** The words for a question that the evidence does not answer. */
  String INSUFFICIENT_TEXT = "I don't have enough information";

  /** The words that say how an extractive answer was made. */
  String EXTRACTIVE_NOTICE =
      "No language model was used: the sentences are copied from the sources.";

  /** What to show to the person who asked. */
  String text();

  /** How the answer was made, in words that may be shown next to it. */
  String notice();

  /** Calls the function for the kind of answer this is. */
  <R> R match(
      Function<Grounded, R> grounded,
      Function<Insufficient, R> insufficient,
      Function<Refused, R> refused);

  /**
   * An answer whose every sentence is cited and found in its source.
   *
   * @param text the sentences, each followed by its citation
   * @param citations one per sentence, in the order of the text; not empty; each was compared with
   *     the stored source
   * @param support share of the question's weight that the best passage holds, in (0, 1]
   * @param notice how the answer was made
   */
  record Grounded(String text, List<Citation> citations, double support, String notice)
      implements Answer {

    /** Copies the citations. */
    public Grounded {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(notice, "notice");
      citations = List.copyOf(citations);
      if (citations.isEmpty()) {
        throw new IllegalArgumentException(
            "Grounded answer must have at least one citation; had none. Return Insufficient.");
      }
    }

    @Override
    public <R> R match(
        Function<Grounded, R> grounded,
        Function<Insufficient, R> insufficient,
        Function<Refused, R> refused) {
      return grounded.apply(this);
    }
  }

  /**
   * Nothing that was found supports an answer.
   *
   * @param text {@link #INSUFFICIENT_TEXT}
   * @param support share of the question's weight that the best passage holds, in [0, 1]; 0 if
   *     nothing was found
   * @param required the share that was asked for
   * @param notice how the answer was made
   */
  record Insufficient(String text, double support, double required, String notice)
      implements Answer {

    /** Checks the parts. */
    public Insufficient {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(notice, "notice");
    }

    @Override
    public <R> R match(
        Function<Grounded, R> grounded,
        Function<Insufficient, R> insufficient,
        Function<Refused, R> refused) {
      return insufficient.apply(this);
    }
  }

  /**
   * The question was not looked up at all.
   *
   * @param text what is wrong with the question
   * @param reason the same as a constant
   * @param notice how answers are made
   */
  record Refused(String text, Reason reason, String notice) implements Answer {

    /** Why a question is refused. */
    public enum Reason {
      /** It has no letters or digits. */
      BLANK,
      /** It is longer than allowed. */
      TOO_LONG
    }

    /** Checks the parts. */
    public Refused {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(notice, "notice");
    }

    @Override
    public <R> R match(
        Function<Grounded, R> grounded,
        Function<Insufficient, R> insufficient,
        Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }
}
