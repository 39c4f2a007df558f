package io.millwright.features.window;

import io.millwright.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream's history from bytes that are taken for hostile: nothing is allocated that the
 * bytes left could not fill, and every count, order and number is checked. Single use.
 */
final class SnapshotReader {

  private static final int DIGEST = 32;
  private static final int HEADER = 8 + 4 + 64 + 8 + 8 + 4;
  private static final double MOST_NUMBER = 1e300;

  private final WindowSpec spec;
  private final WindowPlan plan;
  private final ByteBuffer in;
  private final Cells cells;

  SnapshotReader(WindowSpec spec, byte[] snapshot) {
    this.spec = spec;
    this.plan = spec.plan();
    this.cells = new Cells(plan.lanes().size());
    if (snapshot.length < HEADER + DIGEST) {
      throw fault("be at least " + (HEADER + DIGEST) + " bytes; was " + snapshot.length);
    }
    int end = snapshot.length - DIGEST;
    MessageDigest digest = Sha256.digest();
    digest.update(snapshot, 0, end);
    if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(snapshot, end, snapshot.length))) {
      throw fault("match its digest; does not");
    }
    this.in = ByteBuffer.wrap(snapshot, 0, end);
  }

  private static IllegalArgumentException fault(String constraint) {
    return new IllegalArgumentException(
        "Snapshot of windows must "
            + constraint
            + ". Restore one that is whole and of the same definition, or observe the past anew.");
  }

  void into(WindowStream stream) {
    if (!ascii(SnapshotWriter.MAGIC.length()).equals(SnapshotWriter.MAGIC)
        || in.getInt() != SnapshotWriter.VERSION) {
      throw fault("be of version " + SnapshotWriter.VERSION + "; was of another");
    }
    if (!ascii(64).equals(spec.fingerprint())) {
      throw fault("be of the definition " + spec.fingerprint() + "; was of another");
    }
    stream.lateCount = notNegative(in.getLong(), "the count of late rows");
    stream.evictedCount = notNegative(in.getLong(), "the count of evictions");
    int count = count(1);
    Object last = null;
    for (int i = 0; i < count; i++) {
      Object key = key();
      if (last != null && compare(last, key) >= 0) {
        throw fault("hold each entity once, in order; does not (entity " + i + ")");
      }
      stream.entities.put(key, entity());
      last = key;
    }
    if (in.hasRemaining()) {
      throw fault("end with its last entity; " + in.remaining() + " bytes follow");
    }
  }

  private static int compare(Object a, Object b) {
    return a instanceof Long number
        ? Long.compare(number, (Long) b)
        : ((String) a).compareTo((String) b);
  }

  private Object key() {
    if (plan.hasNumberedEntities()) {
      return longValue();
    }
    String text = text();
    if (text == null) {
      throw fault("name every entity; one has no name");
    }
    return text;
  }

  private Entity entity() {
    Entity entity = new Entity(plan.series());
    entity.newest = longValue();
    for (int i = 0; i < entity.series.length; i++) {
      series(plan.series().get(i), entity.series[i]);
      boolean delayed = plan.series().get(i).key().delay() > 0;
      if (!delayed && entity.series[i].newest > entity.newest) {
        throw fault("have no row newer than the newest; has");
      }
    }
    return entity;
  }

  private void series(SeriesPlan series, Series state) {
    state.newest = longValue();
    ring(series, state);
    int pending = count(8);
    long time = state.newest;
    for (int row = 0; row < pending; row++) {
      time = time(time);
      row(time, series.numberLanes(), series.textLanes());
      if (series.key().inclusive() || !series.key().admits(cells)) {
        throw fault("have only rows that wait among those that wait; has others");
      }
      state.pending.add(cells);
    }
    for (Moments total : state.totals) {
      total(total);
    }
    for (int i = 0; i < state.numbers.length; i++) {
      state.numbers[i] = number(MOST_NUMBER);
    }
    for (int i = 0; i < state.times.length; i++) {
      state.times[i] = longValue();
      if (state.times[i] > state.newest) {
        throw fault("have no event newer than the newest row; has");
      }
    }
    for (int i = 0; i < state.texts.length; i++) {
      state.texts[i] = text();
    }
  }

  private void ring(SeriesPlan series, Series state) {
    long first = notNegative(longValue(), "a position");
    int rows = count(8);
    if (first > Long.MAX_VALUE / 2 || (rows > 0 && !series.keepsRows())) {
      throw fault("keep rows where windows need them; keeps others");
    }
    state.ring.startAt(first);
    long time = Series.NEVER;
    for (int row = 0; row < rows; row++) {
      time = time(time);
      row(time, series.ringNumberLanes(), series.ringTextLanes());
      state.put(cells);
    }
    if (rows > 0 && time != state.newest) {
      throw fault("end its rows with the newest; does not");
    }
  }

  private void row(long time, int[] numberLanes, int[] textLanes) {
    cells.time = time;
    for (int lane : numberLanes) {
      cells.numbers[lane] = number(Lane.MOST);
    }
    for (int lane : textLanes) {
      cells.texts[lane] = text();
    }
  }

  private void total(Moments into) {
    double[] stored = new double[Moments.SIZE];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = number(MOST_NUMBER);
    }
    double n = stored[0];
    boolean whole = n >= 0 && n <= 0x1p53 && n == Math.rint(n);
    boolean numbers = true;
    for (int i = 1; i < stored.length; i++) {
      numbers &= n == 0 || !Double.isNaN(stored[i]);
    }
    if (!whole || !numbers || stored[3] < 0) {
      throw fault("count and total what was seen; has a total that cannot be");
    }
    into.join(stored, 0);
  }

  private long time(long notBefore) {
    long time = longValue();
    if (time < notBefore || time == Series.NEVER) {
      throw fault("have rows in order of time; has not");
    }
    return time;
  }

  private double number(double most) {
    need(8);
    double value = in.getDouble();
    if (Math.abs(value) > most) {
      throw fault("hold numbers of at most " + most + " in size; holds others");
    }
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private long longValue() {
    need(8);
    return in.getLong();
  }

  private static long notNegative(long value, String what) {
    if (value < 0) {
      throw fault("have " + what + " of at least 0; was " + value);
    }
    return value;
  }

  /** How many follow, each of at least so many bytes. */
  private int count(int bytes) {
    need(4);
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytes) {
      throw fault(
          "hold what it counts; counts " + count + " with " + in.remaining() + " bytes left");
    }
    return count;
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw fault("hold everything; ends early");
    }
  }

  private @Nullable String text() {
    need(4);
    int length = in.getInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > in.remaining() / 2) {
      throw fault("hold the texts it counts; does not");
    }
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = in.getChar();
    }
    return new String(characters);
  }

  private String ascii(int length) {
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
