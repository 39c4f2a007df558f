package io.millwright;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The only source of randomness: a value from which independent streams are derived by name.
 *
 * <p>Every random step takes a {@code Seed}; a step that needs several streams derives them: {@code
 * seed.derive("bootstrap").derive(17)}. Equal seeds and equal derivation paths give equal bits on
 * every JVM, because generator and bounded draws are defined here and not by the JDK. Not for
 * cryptography. Thread-safe: immutable; the generators it makes are not.
 *
 * @param value any 64 bits
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood (2014), Fast splittable
 *     pseudorandom number generators</a>, the SplitMix64 generator
 */
public record Seed(long value) {

  /** The name of the generator, as lineage records it. */
  public static final String GENERATOR = "SplitMix64";

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** A seed of exactly this value. */
  public static Seed of(long value) {
    return new Seed(value);
  }

  /** The sub-seed for the step of that name; different names give unrelated streams. */
  public Seed derive(String step) {
    long hash = value ^ GOLDEN_GAMMA;
    for (byte b : step.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash + GOLDEN_GAMMA + (b & 0xFF));
    }
    return new Seed(mix(hash ^ step.length()));
  }

  /** The sub-seed number {@code index}; use it for replicates, folds or trees. */
  public Seed derive(long index) {
    return new Seed(mix(value + (index + 1) * GOLDEN_GAMMA) ^ GOLDEN_GAMMA);
  }

  /** A new generator at the start of this seed's stream. Not thread-safe: one per thread. */
  public RandomGenerator random() {
    return new SplitMix64(value);
  }

  /**
   * A uniformly random order of {@code 0 .. n-1} (Fisher–Yates).
   *
   * @param n how many, at least 0
   */
  public int[] permutation(int n) {
    Require.atLeast("n", n, 0);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    RandomGenerator random = random();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** SplitMix64 with its own bounded draws, so that no JDK release can change a stream. */
  private static final class SplitMix64 implements RandomGenerator {

    private long state;

    SplitMix64(long seed) {
      state = seed;
    }

    @Override
    public long nextLong() {
      state += GOLDEN_GAMMA;
      return mix(state);
    }

    @Override
    public int nextInt() {
      return (int) (nextLong() >>> 32);
    }

    /** Lemire's multiply-shift with rejection: exactly uniform. */
    @Override
    public int nextInt(int bound) {
      Require.atLeast("bound", bound, 1);
      long product = (nextLong() >>> 32) * bound;
      int low = (int) product;
      if (Integer.compareUnsigned(low, bound) < 0) {
        int threshold = Integer.remainderUnsigned(-bound, bound);
        while (Integer.compareUnsigned(low, threshold) < 0) {
          product = (nextLong() >>> 32) * bound;
          low = (int) product;
        }
      }
      return (int) (product >>> 32);
    }

    @Override
    public double nextDouble() {
      return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public boolean nextBoolean() {
      return nextLong() < 0;
    }

    /** Box–Muller on StrictMath, one value a call. */
    @Override
    public double nextGaussian() {
      double u = 1.0 - nextDouble();
      double v = nextDouble();
      return StrictMath.sqrt(-2.0 * StrictMath.log(u)) * StrictMath.cos(2.0 * Math.PI * v);
    }
  }
}
