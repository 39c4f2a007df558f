package io.millwright.store.registry;

import io.millwright.store.FeatureDefinition;
import java.time.Instant;
import java.util.List;

/**
 * A definition as the registry has it.
 *
 * @param definition never changes
 * @param created when it was registered
 * @param issues what is known to be wrong, in the order of noting
 */
public record RegisteredFeature(
    FeatureDefinition definition, Instant created, List<KnownIssue> issues) {

  public RegisteredFeature {
    issues = List.copyOf(issues);
  }
}
