package io.millwright;

/**
 * A listener of long work: called from the working thread, at most a few times a second's worth of
 * work.
 *
 * <p>Implementations must return quickly and must not throw.
 */
@FunctionalInterface
public interface Progress {

  /** Listens to nothing. */
  Progress SILENT = (step, done, total) -> {};

  /**
   * Called when some of the work is done.
   *
   * @param step what is being done, for example {@code "boosting"}
   * @param done units finished, 0..total
   * @param total units in all, or -1 while unknown
   */
  void update(String step, long done, long total);
}
