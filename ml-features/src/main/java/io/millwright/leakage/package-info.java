/**
 * Does an evaluation on this split promise too much? Named checks for leakage, a verdict with the
 * rows it rests on, and a gate.
 *
 * <p>Entry: {@link io.millwright.leakage.LeakageAudit}, after the fit and before the evaluation:
 *
 * <pre>{@code
 * LeakageReport report = LeakageAudit.of(split)
 *     .entity("customerId").horizon(Duration.ofDays(30)).pipeline(trained)
 *     .run();
 * report.orThrow();
 * }</pre>
 *
 * <p>It reads rows and what is declared; it cannot know when a value became known unless a column
 * or the caller says so, and it mends nothing.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.leakage;
