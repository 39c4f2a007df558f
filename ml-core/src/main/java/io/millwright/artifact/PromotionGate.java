package io.millwright.artifact;

import java.util.Optional;

/**
 * Decides whether a candidate may move up one stage.
 *
 * <p>Called without any lock held, hence free to take its time and to read the registry.
 * Implementations must not change the registry.
 */
@FunctionalInterface
public interface PromotionGate {

  /**
   * Judges a candidate.
   *
   * @param candidate the verified bundle that is to be promoted
   * @param champion the verified bundle that is in production now, if any
   */
  GateDecision decide(ModelBundle candidate, Optional<ModelBundle> champion);
}
