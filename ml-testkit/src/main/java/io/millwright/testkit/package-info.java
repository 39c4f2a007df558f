/**
 * Assertions and a JUnit extension for tests of models, in test scope.
 *
 * <p>Entry: {@link io.millwright.testkit.MillwrightAssertions} and {@link
 * io.millwright.testkit.MillwrightExtension}.
 *
 * <pre>{@code
 * assertThat(model).judgedOn(split.test(), rocAuc(), brier()).beats(baseline);
 * assertThat(model).hasNoLeakage(split);
 * assertThat(model).isParityProven(Loan.class, loans);
 * assertThat(model).matches(GoldenSet.read(Path.of("loans-v3.jsonl"), Task.binary()));
 * assertThat(model).asked(Loan.class, loans).neverFalls("more debt", Loan::withMoreDebt);
 * }</pre>
 *
 * <p>It does not train models and does not measure speed: timings belong in a benchmark and, as
 * evidence, in a gate.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.testkit;
