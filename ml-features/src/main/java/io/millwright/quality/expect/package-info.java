/**
 * What a table is expected to be, as a value that is written once, stored as JSON and checked in
 * one pass over any number of chunks.
 *
 * <p>Entry: {@link io.millwright.quality.expect.Expectations}:
 *
 * <pre>{@code
 * Expectations expected =
 *     Expectations.over(schema)
 *         .required("customerId")
 *         .inRange("age", 18, 120).upTo(0.01)
 *         .uniqueKey("customerId")
 *         .build();
 * ExpectationReport report = expected.check(table);
 * }</pre>
 *
 * <p>It names rows by number and never by value, mends nothing, and does not read other systems.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.quality.expect;
