package io.millwright.quality.expect;

import io.millwright.quality.internal.CellDigest;
import io.millwright.quality.internal.KeyTable;
import io.millwright.table.Column;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Distinct 128-bit hashes of keys, ascending. Immutable. */
final class KeySet {

  private static final int BYTES = 16;

  private final long[] high;
  private final long[] low;

  private KeySet(long[] high, long[] low) {
    this.high = high;
    this.low = low;
  }

  /** The values of a column; missing ones are no keys. */
  static KeySet of(Column column) {
    KeyTable keys = new KeyTable();
    CellDigest digest = new CellDigest();
    List<Column> columns = List.of(column);
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        digest.of(columns, row);
        keys.add(digest.high(), digest.low());
      }
    }
    int[] order =
        IntStream.range(0, keys.size())
            .boxed()
            .sorted(Comparator.<Integer>comparingLong(keys::high).thenComparingLong(keys::low))
            .mapToInt(Integer::intValue)
            .toArray();
    return new KeySet(
        Arrays.stream(order).mapToLong(keys::high).toArray(),
        Arrays.stream(order).mapToLong(keys::low).toArray());
  }

  int size() {
    return high.length;
  }

  boolean contains(long wantedHigh, long wantedLow) {
    int from = 0;
    int to = high.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = compare(high[middle], low[middle], wantedHigh, wantedLow);
      if (order == 0) {
        return true;
      }
      from = order < 0 ? middle + 1 : from;
      to = order < 0 ? to : middle;
    }
    return false;
  }

  private static int compare(long high1, long low1, long high2, long low2) {
    return high1 != high2 ? Long.compare(high1, high2) : Long.compare(low1, low2);
  }

  /** 16 bytes a key, big endian. */
  String toBase64() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES * high.length);
    for (int i = 0; i < high.length; i++) {
      bytes.putLong(high[i]).putLong(low[i]);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * What {@link #toBase64()} wrote.
   *
   * @throws IllegalArgumentException if it is not
   */
  static KeySet fromBase64(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    if (bytes.remaining() % BYTES != 0) {
      throw new IllegalArgumentException("Keys must have 16 bytes each; one has fewer.");
    }
    int size = bytes.remaining() / BYTES;
    long[] high = new long[size];
    long[] low = new long[size];
    for (int i = 0; i < size; i++) {
      high[i] = bytes.getLong();
      low[i] = bytes.getLong();
      if (i > 0 && compare(high[i - 1], low[i - 1], high[i], low[i]) >= 0) {
        throw new IllegalArgumentException("Keys must ascend; do not at position " + i + ".");
      }
    }
    return new KeySet(high, low);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeySet that
        && Arrays.equals(high, that.high)
        && Arrays.equals(low, that.low);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(high);
  }
}
