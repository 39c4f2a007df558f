package io.millwright.split;

import java.util.List;

/**
 * One outer split and the inner splits of its training rows. Made by {@link Folds#nested};
 * immutable and thread-safe.
 *
 * <p>Choose on the inner splits, learn once more on {@code outer().train()}, judge on {@code
 * outer().test()}: no inner half has a row of that holdout.
 */
public final class NestedSplit {

  private final Split outer;
  private final List<SplitRows> inner;

  private NestedSplit(Split outer, List<SplitRows> inner) {
    this.outer = outer;
    this.inner = inner;
  }

  static NestedSplit of(Split outer, Folds inner) {
    return new NestedSplit(outer, inner.rows(outer.train().table()));
  }

  /** What the choice is judged with. */
  public Split outer() {
    return outer;
  }

  /** What to choose with, in the order of the inner folds. Rows are copied at each call. */
  public List<Split> inner() {
    return inner.stream().map(rows -> rows.split(outer.train())).toList();
  }
}
