/**
 * Which features there are: definitions with owner, unit and source, by version, with what is known
 * to be wrong with them.
 *
 * <p>Entry: {@link io.millwright.store.registry.FeatureRegistry}.
 *
 * <pre>{@code
 * FeatureRegistry registry = FeatureRegistry.at(Path.of("registry"), clock);
 * registry.register(FeatureDefinition.of("customer_spent_30d_sum").owner("growth team")
 *     .description("Paid in the last 30 days").numeric("EUR").source("purchases", "amount").build());
 * registry.note("customer_spent_30d_sum", 1, "Refunds of March 2026 are not in it.");
 * }</pre>
 *
 * <p>It holds no values and deletes nothing.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.registry;
