package io.millwright.eval.experiment;

import io.millwright.Require;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Puts units into arms by a salted hash: the same unit always lands in the same arm, on every
 * machine, and nothing is stored.
 *
 * <p>SHA-256 of salt and unit gives a number in [0, 1), whose bucket of {@value #BUCKETS} belongs
 * to an arm or to none (users not in the experiment, or a holdout that keeps the old state for
 * long). Different salts are unrelated, so give every experiment its own. Experiments that must not
 * meet in one user share a layer: {@link #inLayer}.
 *
 * <p>{@link #withShares} moves as few units as possible: an arm that shrinks gives up its last
 * buckets, and only those go elsewhere; an arm that grows takes units that were in no arm first,
 * because a unit that has seen another arm is spoilt. As buckets then depend on the shares before,
 * keep the chain of calls in the code. Changing shares of a running experiment still mixes days
 * with different shares: start a new one for its analysis, unless only users outside enter.
 *
 * <p>The unit's identity is neither kept nor logged. Cost: one or two hashes. Thread-safe: yes,
 * immutable.
 */
public final class Assignment {

  /** Shares are whole numbers of these. */
  public static final int BUCKETS = 10_000;

  private static final double ROUNDING = 1e-9;
  private static final int NOBODY = -1;
  private static final Layer ALL = new Layer("", 0, 1);

  private final String salt;
  private final List<String> arms;
  private final int[] owners;
  private final Layer layer;

  private record Layer(String salt, double from, double to) {}

  private Assignment(String salt, List<String> arms, int[] owners, Layer layer) {
    this.salt = salt;
    this.arms = List.copyOf(arms);
    this.owners = owners;
    this.layer = layer;
  }

  /**
   * An assignment.
   *
   * @param salt names the experiment, not blank; never used before
   * @param shares by arm, multiples of 0.0001 in (0, 1], together at most 1
   */
  public static Assignment of(String salt, Map<String, Double> shares) {
    Require.notBlank("Salt", salt);
    int[] nobody = new int[BUCKETS];
    Arrays.fill(nobody, NOBODY);
    return new Assignment(salt, List.of(), nobody, ALL).withShares(shares);
  }

  /** The assignment of a design's arms, all users taking part. */
  public static Assignment of(String salt, AbTest test) {
    return of(salt, test.arms());
  }

  /**
   * The same with other shares, moving as few units as possible. An arm that is not named is
   * closed; a new one is opened.
   */
  public Assignment withShares(Map<String, Double> shares) {
    Map<String, Integer> wanted = buckets(shares);
    List<String> names = new ArrayList<>(arms);
    wanted.keySet().stream().filter(arm -> !names.contains(arm)).forEach(names::add);
    int[] changed = owners.clone();
    int[] missing = release(changed, names, wanted);
    fill(changed, missing, b -> owners[b] == NOBODY);
    fill(changed, missing, b -> true);
    return new Assignment(salt, names, changed, layer);
  }

  private static void fill(int[] changed, int[] missing, IntPredicate allowed) {
    int arm = 0;
    for (int b = 0; b < BUCKETS; b++) {
      while (arm < missing.length && missing[arm] == 0) {
        arm++;
      }
      if (arm < missing.length && changed[b] == NOBODY && allowed.test(b)) {
        changed[b] = arm;
        missing[arm]--;
      }
    }
  }

  /** Takes the last buckets from arms that have too many; returns what the others lack. */
  private static int[] release(int[] owners, List<String> names, Map<String, Integer> wanted) {
    int[] lacks = new int[names.size()];
    for (int arm = 0; arm < lacks.length; arm++) {
      lacks[arm] = wanted.getOrDefault(names.get(arm), 0);
    }
    for (int b = 0; b < BUCKETS; b++) {
      if (owners[b] != NOBODY) {
        if (lacks[owners[b]] == 0) {
          owners[b] = NOBODY;
        } else {
          lacks[owners[b]]--;
        }
      }
    }
    return lacks;
  }

  private static Map<String, Integer> buckets(Map<String, Double> shares) {
    Map<String, Integer> buckets = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    shares.forEach(
        (arm, share) -> {
          MetricSpec.requireName("Arm name", arm);
          double count = share * BUCKETS;
          long whole = Math.round(count);
          if (!(whole >= 1 && whole <= BUCKETS && Math.abs(count - whole) <= ROUNDING * BUCKETS)) {
            faults.add(
                "share of '" + arm + "' must be a multiple of 0.0001 in (0, 1]; was " + share);
          }
          buckets.put(arm, (int) whole);
        });
    long total = buckets.values().stream().mapToLong(n -> n).sum();
    if (shares.isEmpty() || total > BUCKETS) {
      faults.add("shares must be of one arm or more and at most 1 together; were " + shares);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("Assignment: " + String.join("; ", faults) + ".");
    }
    return buckets;
  }

  /**
   * The same for the units of a layer's slice only. Experiments in slices of one layer that do not
   * overlap share no unit.
   *
   * @param name the layer's own salt, the same for all its experiments
   * @param from start of the slice, in [0, 1)
   * @param to its end, exclusive, greater than {@code from} and at most 1
   */
  public Assignment inLayer(String name, double from, double to) {
    Require.notBlank("Layer", name);
    if (!(from >= 0 && from < to && to <= 1)) {
      throw Require.violated("Slice", "0 <= from < to <= 1", from + " to " + to);
    }
    return new Assignment(salt, arms, owners, new Layer("layer:" + name, from, to));
  }

  /**
   * The arm of a unit.
   *
   * @param unit its stable identity, not blank
   * @return empty if it is not in the experiment
   */
  public Optional<String> arm(String unit) {
    Require.notBlank("Unit", unit);
    if (!layer.equals(ALL)) {
      double place = uniform(layer.salt(), unit);
      if (place < layer.from() || place >= layer.to()) {
        return Optional.empty();
      }
    }
    int owner = owners[(int) (uniform(salt, unit) * BUCKETS)];
    return owner == NOBODY ? Optional.empty() : Optional.of(arms.get(owner));
  }

  /** Shares by arm now, as fractions of all units of the layer's slice. */
  public Map<String, Double> shares() {
    int[] counts = new int[arms.size()];
    for (int owner : owners) {
      if (owner != NOBODY) {
        counts[owner]++;
      }
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int arm = 0; arm < counts.length; arm++) {
      if (counts[arm] > 0) {
        shares.put(arms.get(arm), counts[arm] / (double) BUCKETS);
      }
    }
    return Collections.unmodifiableMap(shares);
  }

  /** The first 53 bits of SHA-256 over the salt's length, the salt and the unit, as a fraction. */
  static double uniform(String salt, String unit) {
    byte[] first = salt.getBytes(StandardCharsets.UTF_8);
    MessageDigest sha = sha256();
    sha.update(ByteBuffer.allocate(4).putInt(first.length).array());
    sha.update(first);
    byte[] digest = sha.digest(unit.getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one has not.", e);
    }
  }

  @Override
  public String toString() {
    return "Assignment[" + shares() + "]";
  }
}
