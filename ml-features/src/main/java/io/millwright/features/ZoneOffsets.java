package io.millwright.features;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a zone over the whole range of TIMESTAMP (1677 to 2262) as flat arrays, so that a
 * local time is found without allocating. About 1,200 entries for a zone with daylight saving.
 * Immutable.
 */
final class ZoneOffsets {

  static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final long FIRST = Math.floorDiv(Long.MIN_VALUE, NANOS_PER_SECOND);
  private static final long LAST = Math.floorDiv(Long.MAX_VALUE, NANOS_PER_SECOND);

  private final long[] starts;
  private final int[] offsets;

  private ZoneOffsets(long[] starts, int[] offsets) {
    this.starts = starts;
    this.offsets = offsets;
  }

  static ZoneOffsets of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Instant at = Instant.ofEpochSecond(FIRST);
    List<Long> starts = new ArrayList<>(List.of(FIRST));
    List<Integer> offsets = new ArrayList<>(List.of(rules.getOffset(at).getTotalSeconds()));
    ZoneOffsetTransition next = rules.nextTransition(at);
    while (next != null && next.toEpochSecond() <= LAST) {
      starts.add(next.toEpochSecond());
      offsets.add(next.getOffsetAfter().getTotalSeconds());
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneOffsets(
        starts.stream().mapToLong(Long::longValue).toArray(),
        offsets.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Seconds of the local clock since 1970-01-01T00:00 of that clock. */
  long localSecond(long epochNano) {
    long second = Math.floorDiv(epochNano, NANOS_PER_SECOND);
    int found = Arrays.binarySearch(starts, second);
    return second + offsets[found >= 0 ? found : -found - 2];
  }
}
