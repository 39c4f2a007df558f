package io.millwright.profile;

import java.security.MessageDigest;
import java.util.function.Function;

/**
 * The frozen places into which the values of one field are counted. Immutable and thread-safe;
 * equal when every bound or name is equal.
 *
 * <p>Every value falls into exactly one bin or one of the special places of its kind: missing; NaN,
 * below and above for numbers; other known and unseen for categories.
 */
public abstract sealed class Bins permits NumberBins, CategoryBins {

  /** How many special places follow the bins, whatever the kind; the first is missing. */
  static final int SPECIALS = 4;

  Bins() {}

  /** How many bins, special places not counted. */
  public abstract int size();

  /** Exactly one of the functions, by kind. */
  public final <T> T match(Function<NumberBins, T> numbers, Function<CategoryBins, T> categories) {
    if (this instanceof NumberBins n) {
      return numbers.apply(n);
    }
    return categories.apply((CategoryBins) this);
  }

  /** Feeds everything that makes these bins what they are, unambiguously. */
  abstract void digest(MessageDigest sha256);
}
