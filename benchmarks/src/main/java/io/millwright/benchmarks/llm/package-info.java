/**
 * Cutting text into chunks.
 *
 * <p>Entry: {@link io.millwright.benchmarks.llm.ChunkingBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.llm;
