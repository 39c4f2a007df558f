package io.millwright.eval.fairness;

import java.util.List;
import java.util.Optional;

/**
 * What is known about a question of bias.
 *
 * <p>Rows can show signs of bias but never its absence, so evidence alone closes no question: a
 * person does, by an answer.
 *
 * @param question what is asked
 * @param evidence what the rows say; empty where rows cannot tell
 * @param answer what the owner says, if anything
 */
public record BiasAnswer(BiasQuestion question, List<String> evidence, Optional<String> answer) {

  /** Copies the evidence. */
  public BiasAnswer {
    evidence = List.copyOf(evidence);
  }

  /** Whether a person still has to answer. */
  public boolean isOpen() {
    return answer.isEmpty();
  }
}
