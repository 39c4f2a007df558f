package io.millwright.profile;

import io.millwright.Require;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent reference categories by name, and the rest of the known ones together.
 *
 * <p>Up to {@link #MAX_NAMED} categories have a bin of their own, most frequent first, equals by
 * {@link String#compareTo}. The others that the reference knew are counted in one place,
 * <em>other</em>, and are kept as 64-bit hashes, so that a category the reference never had is told
 * apart as <em>unseen</em>. With more than {@link #MAX_HASHED} others the hashes are dropped: then
 * {@link #isOpen()} holds, and every category without a bin counts as other, none as unseen.
 *
 * <p>Names are stored as they are. Declare fields with personal values as KEY, TEXT or IGNORED.
 */
public final class CategoryBins extends Bins {

  /** The greatest number of categories with a bin of their own. */
  public static final int MAX_NAMED = 200;

  /** The greatest number of further categories that are told apart from unseen ones. */
  public static final int MAX_HASHED = 10_000;

  /** Place of the known categories without a bin, relative to the number of bins. */
  static final int OTHER = 1;

  static final int UNSEEN = 2;

  private final List<String> names;
  private final Map<String, Integer> positions;
  private final long[] others;
  private final boolean open;
  private final long singletons;

  private CategoryBins(List<String> names, long[] others, boolean open, long singletons) {
    this.names = List.copyOf(names);
    this.others = others;
    this.open = open;
    this.singletons = singletons;
    Map<String, Integer> index = new HashMap<>(2 * names.size());
    for (int i = 0; i < names.size(); i++) {
      index.put(names.get(i), i);
    }
    if (index.size() != names.size()) {
      throw new IllegalArgumentException("Names of bins must be distinct; some were equal.");
    }
    this.positions = index;
  }

  /** Bins of exactly these categories; every other one is unseen. */
  public static CategoryBins of(List<String> names) {
    return new CategoryBins(names, new long[0], false, 0);
  }

  /** As {@link #of}, with hashes of further known categories, strictly ascending. */
  static CategoryBins of(List<String> names, long[] others, boolean open, long singletons) {
    for (int i = 1; i < others.length; i++) {
      if (others[i] <= others[i - 1]) {
        throw new IllegalArgumentException(
            "Hashes of other categories must be strictly ascending; were not at position "
                + i
                + ".");
      }
    }
    if (open && others.length > 0) {
      throw new IllegalArgumentException("Open categories must have no hashes.");
    }
    Require.atLeast("Singletons", singletons, 0);
    return new CategoryBins(names, others.clone(), open, singletons);
  }

  /** Bins for a reference with these counts, all greater than 0. */
  static CategoryBins cut(Map<String, Long> counts, int maxNamed, int maxHashed) {
    List<String> order =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    int named = Math.min(order.size(), maxNamed);
    boolean open = order.size() - named > maxHashed;
    long[] others =
        open
            ? new long[0]
            : order.stream()
                .skip(named)
                .mapToLong(CategoryBins::hash)
                .sorted()
                .distinct()
                .toArray();
    long singletons = counts.values().stream().filter(c -> c == 1).count();
    return new CategoryBins(order.subList(0, named), others, open, singletons);
  }

  @Override
  public int size() {
    return names.size();
  }

  /** The categories with a bin of their own, most frequent in the reference first. */
  public List<String> names() {
    return names;
  }

  /** Whether unseen categories cannot be told from known ones without a bin. */
  public boolean isOpen() {
    return open;
  }

  /**
   * How many categories the reference had exactly once. Divided by its rows this estimates the
   * share of unseen categories among new rows of the same origin (Good and Turing).
   *
   * @see <a href="https://doi.org/10.1093/biomet/40.3-4.237">Good (1953), The population
   *     frequencies of species and the estimation of population parameters</a>, equation 9
   */
  public long singletons() {
    return singletons;
  }

  long[] others() {
    return others.clone();
  }

  /** The bin, or {@code size()} plus the special place, of a category. */
  int slot(String category) {
    Integer position = positions.get(category);
    if (position != null) {
      return position;
    }
    boolean known = open || (others.length > 0 && Arrays.binarySearch(others, hash(category)) >= 0);
    return names.size() + (known ? OTHER : UNSEEN);
  }

  /** FNV-1a over the UTF-16 units, 16 bits at a time, with the finaliser of SplitMix64. */
  private static long hash(String category) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < category.length(); i++) {
      h = (h ^ category.charAt(i)) * 0x100000001B3L;
    }
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }

  @Override
  void digest(MessageDigest sha256) {
    sha256.update(longs(names.size(), open ? 1 : 0, singletons));
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      sha256.update(longs(bytes.length));
      sha256.update(bytes);
    }
    sha256.update(longs(others.length));
    sha256.update(longs(others));
  }

  private static byte[] longs(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CategoryBins that
        && names.equals(that.names)
        && Arrays.equals(others, that.others)
        && open == that.open
        && singletons == that.singletons;
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(others);
  }

  /** The number of bins; no names. */
  @Override
  public String toString() {
    return names.size() + " bins of categories";
  }
}
