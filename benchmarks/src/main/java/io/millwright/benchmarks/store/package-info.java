/** How fast the feature store joins history and reads live rows. */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.store;
