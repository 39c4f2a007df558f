package io.millwright.features.text;

import java.util.Optional;

/**
 * Results by the hash of what they depend on. Thread-safe.
 *
 * <p>A cache may forget anything at any time; what it gives must be what was put. It holds results,
 * never texts: an embedding tells much of its text and an extracted value may be a part of it, so
 * keep a cache as the texts are kept.
 */
public interface ResultCache {

  /** The most bytes of one result. */
  int MOST_BYTES = 1 << 20;

  /** The result, if it is there; the caller's own copy. */
  Optional<byte[]> get(ResultKey key);

  /**
   * Keeps a result, unless there is one.
   *
   * @param result at most {@link #MOST_BYTES}
   */
  void put(ResultKey key, byte[] result);
}
