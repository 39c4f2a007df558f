package io.millwright.features.text;

import io.millwright.Require;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Results in memory, of which those asked for longest ago are forgotten first. Thread-safe, by one
 * lock.
 */
public final class MemoryResultCache implements ResultCache {

  /** Key, map entry and array header, roughly. */
  private static final int ENTRY_BYTES = 256;

  private final long mostBytes;
  private final Map<ResultKey, byte[]> results = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private MemoryResultCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * An empty cache.
   *
   * @param mostBytes bound of results with 256 bytes for each key; at least 1
   */
  public static MemoryResultCache of(long mostBytes) {
    return new MemoryResultCache(Require.atLeast("Most bytes of a cache", mostBytes, 1));
  }

  @Override
  public synchronized Optional<byte[]> get(ResultKey key) {
    return Optional.ofNullable(results.get(key)).map(byte[]::clone);
  }

  @Override
  public synchronized void put(ResultKey key, byte[] result) {
    FileRecord.checkSize(result);
    if (cost(result) > mostBytes || results.containsKey(key)) {
      return;
    }
    results.put(key, result.clone());
    bytes += cost(result);
    for (Iterator<byte[]> oldest = results.values().iterator(); bytes > mostBytes; ) {
      bytes -= cost(oldest.next());
      oldest.remove();
    }
  }

  private static long cost(byte[] result) {
    return (long) ENTRY_BYTES + result.length;
  }

  /** How many results it holds. */
  public synchronized int size() {
    return results.size();
  }
}
