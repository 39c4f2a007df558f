/**
 * The proof that serving and history agree: vectors that were served, computed again and compared.
 *
 * <p>Entry: {@link io.millwright.store.replay.ServedVectorLog} while serving, {@link
 * io.millwright.store.replay.SkewReplay} afterwards.
 *
 * <pre>{@code
 * SkewReport report = SkewReplay.of(ServedVectorLog.read(file),
 *     queries -> PointInTime.join(queries).with(spending, history.read(spending)).table()).run();
 * report.orThrow();
 * }</pre>
 *
 * <p>It compares rows, not distributions, and says row numbers and fields, never values.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.replay;
