package io.millwright.artifact;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a model's append-only history: who did what to which version, when and why.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param at when, by the registry's clock
 * @param actor who, as given to {@link ModelRegistry#actingAs}
 * @param action what was done
 * @param version number of the version
 * @param from stage before; null only for {@link Action#REGISTERED}
 * @param to stage after; for {@link Action#REFUSED} the stage that was asked for
 * @param reason why
 * @param decision the gate's decision; null unless {@link Action#PROMOTED} or {@link
 *     Action#REFUSED}
 */
public record RegistryEvent(
    Instant at,
    String actor,
    Action action,
    int version,
    @Nullable Stage from,
    Stage to,
    String reason,
    @Nullable GateDecision decision) {

  /** What was done to a version. */
  public enum Action {
    /** Added. */
    REGISTERED,
    /** Moved up a stage by a gate that passed. */
    PROMOTED,
    /** Left where it was by a gate that did not pass. */
    REFUSED,
    /** Taken out of use, by request or because another version took its place. */
    ARCHIVED,
    /** Made productive again. */
    ROLLED_BACK
  }

  public RegistryEvent {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(to, "to");
    Texts.requireText("Actor", actor, GateDecision.MAX_TEXT);
    Texts.requireText("Reason", reason, GateDecision.MAX_TEXT);
    if ((from == null) != (action == Action.REGISTERED)) {
      throw new IllegalArgumentException(
          "Stage before must be absent for REGISTERED alone; action was " + action + ".");
    }
    boolean gated = action == Action.PROMOTED || action == Action.REFUSED;
    if ((decision != null) != gated) {
      throw new IllegalArgumentException(
          "Decision must be present for PROMOTED and REFUSED alone; action was " + action + ".");
    }
  }
}
