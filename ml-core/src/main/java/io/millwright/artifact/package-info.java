/**
 * The model bundle, one directory or zip of named parts with digests and lineage, and the
 * file-system registry that keeps versions of bundles through their stages.
 *
 * <p>Entry types: {@link io.millwright.artifact.ModelBundle} and {@link
 * io.millwright.artifact.ModelRegistry}.
 *
 * <pre>{@code
 * Lineage lineage = Lineage.builder(fingerprint, Seed.of(42), clock).library("millwright", "0.1.0").build();
 * ModelBundle bundle = ModelBundle.builder(lineage)
 *     .part("model.json", model).part("evaluation.json", evaluation).build();
 * ModelRegistry registry = ModelRegistry.at(Path.of("registry"), clock);
 * ModelVersion version = registry.register("loan-default", bundle);
 * registry.promote(version, Stage.STAGING, gate);
 * }</pre>
 *
 * <p>Byte formats: {@code docs/formats/bundle.md} and {@code docs/formats/registry.md}. This
 * package does not interpret parts: it guards their bytes. It keeps no secrets and signs nothing; a
 * digest shows change, not authorship.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.artifact;
