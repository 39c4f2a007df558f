/**
 * Data that several benchmarks read.
 *
 * <p>Entry: {@link io.millwright.benchmarks.data.Adult}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.data;
