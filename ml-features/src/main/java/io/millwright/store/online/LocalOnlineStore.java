package io.millwright.store.online;

import io.millwright.Require;
import io.millwright.store.FeatureView;
import io.millwright.store.StoreException;
import io.millwright.store.internal.DirectoryLock;
import io.millwright.store.internal.DurableFiles;
import io.millwright.store.internal.EpochNanos;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The embedded online store: rows in memory, every write in a log on the local disk first.
 *
 * <p>A write is acknowledged once the log is forced to the disk; writers that wait at the same time
 * share one forced write. After a crash of any kind the log is read again: a record cut off at its
 * end was never acknowledged and is dropped, {@link #recovery()} says so; one that was changed
 * within is refused. A log that grew beyond its limit is written anew with the live rows only.
 *
 * <p>A write that fails, also because its thread was interrupted amid it, stops all further writing
 * ({@code store-failed}) until the store is opened anew; reads go on.
 *
 * <p>Reads take no lock and make no garbage: a look-up in a hash table and a copy of the row.
 * Memory: all live rows. Writes of one call are one record of at most 64 MiB. One process opens a
 * directory at a time. Thread-safe. Format: {@code docs/formats/feature-store.md}.
 */
public final class LocalOnlineStore implements OnlineStore {

  /** The size of the log from which on it is written anew, when nothing else is said. */
  public static final long COMPACT_ABOVE_BYTES = 256L << 20;

  private static final int BATCH = 4_096;
  private static final int GROWTH = 2;

  private final Clock clock;
  private final long compactAbove;
  private final LogFiles files;
  private final DirectoryLock held;
  private final Recovery recovery;
  private final Map<String, LiveView> views = new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private WriteAheadLog log;
  private long compactedSize;
  private volatile boolean closed;

  private LocalOnlineStore(Path root, Clock clock, long compactAbove, DirectoryLock held)
      throws IOException {
    this.clock = clock;
    this.compactAbove = compactAbove;
    this.held = held;
    this.files = new LogFiles(root);
    LogFiles.Opened opened = files.open(views);
    this.log = opened.log();
    this.recovery = opened.recovery();
  }

  /** As {@link #open(Path, Clock, long)} with {@link #COMPACT_ABOVE_BYTES}. */
  public static LocalOnlineStore open(Path root, Clock clock) {
    return open(root, clock, COMPACT_ABOVE_BYTES);
  }

  /**
   * Opens the store of that directory, which is made if it is absent.
   *
   * @param clock says how old rows are, and that none comes from the future
   * @param compactAboveBytes the size from which on the log is written anew, once it also doubled
   *     since the last time
   * @throws StoreException {@code store-in-use} if it is open elsewhere, {@code damaged-file} if
   *     its files cannot be trusted
   */
  public static LocalOnlineStore open(Path root, Clock clock, long compactAboveBytes) {
    Require.atLeast("compactAboveBytes", compactAboveBytes, 1);
    try {
      DurableFiles.createDirectories(root);
      DirectoryLock held = DirectoryLock.hold(root);
      boolean done = false;
      try {
        LocalOnlineStore store = new LocalOnlineStore(root, clock, compactAboveBytes, held);
        done = true;
        return store;
      } finally {
        if (!done) {
          held.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What opening found. */
  public Recovery recovery() {
    return recovery;
  }

  @Override
  public ServedState get(String entity, OnlineRow into) {
    if (closed) {
      throw isClosed();
    }
    FeatureView view = into.view();
    LiveView live = views.get(view.name());
    if (live != null && !into.isCheckedAgainst(live)) {
      live.check(view);
      into.checkedAgainst(live);
    }
    RowBuffer buffer = into.begin();
    StoredRow row = live == null ? null : live.row(entity);
    if (live == null || row == null) {
      return ServedState.ABSENT;
    }
    long age = Math.max(0, EpochNanos.of(clock.instant()) - row.event());
    ServedState state = into.stateAt(age);
    if (state.hasValues()) {
      row.copyTo(buffer, live.types());
    }
    return into.finish(state, age);
  }

  @Override
  public void put(FeatureView view, Table rows) {
    view.check(rows);
    LiveView.checkTimes(view, rows, EpochNanos.of(clock.instant()));
    if (rows.rowCount() > 0) {
      write(view, Payloads.rows(view.name(), rows), (live, sequence) -> live.apply(rows, sequence));
    }
  }

  @Override
  public void mark(FeatureView view, Watermark watermark) {
    write(
        view, Payloads.mark(view.name(), watermark), (live, sequence) -> live.watermark(watermark));
  }

  private interface Change {
    void apply(LiveView live, long sequence);
  }

  /** Log, disk, memory, in this order; the read lock, since only compaction needs to be alone. */
  private void write(FeatureView view, ByteBuffer payload, Change change) {
    boolean grown;
    Lock shared = lock.readLock();
    shared.lock();
    try {
      if (closed) {
        throw isClosed();
      }
      LiveView live = defined(view);
      live.check(view);
      long sequence = log.append(payload);
      log.force(sequence);
      change.apply(live, sequence);
      grown = isGrown();
    } finally {
      shared.unlock();
    }
    if (grown) {
      compactIfGrown();
    }
  }

  private LiveView defined(FeatureView view) {
    LiveView live = views.get(view.name());
    if (live != null) {
      return live;
    }
    synchronized (views) {
      LiveView meanwhile = views.get(view.name());
      if (meanwhile != null) {
        return meanwhile;
      }
      LiveView fresh = new LiveView(view.name(), view.schema(), view.knownTime());
      log.append(Payloads.define(fresh));
      views.put(view.name(), fresh);
      return fresh;
    }
  }

  private boolean isGrown() {
    return log.size() > compactAbove && log.size() > GROWTH * compactedSize;
  }

  private void compactIfGrown() {
    lock.writeLock().lock();
    try {
      if (!closed && isGrown()) {
        rewrite();
      }
    } catch (IOException | RuntimeException e) {
      // The write that brought it here is safe; the next one is told.
      log.fail(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Writes the log anew with the live rows only. Writers wait meanwhile, readers do not.
   *
   * @throws StoreException {@code store-failed} if it cannot be written; reads go on
   */
  public void compact() {
    lock.writeLock().lock();
    try {
      if (closed) {
        throw isClosed();
      }
      rewrite();
    } catch (IOException e) {
      throw log.fail(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void rewrite() throws IOException {
    WriteAheadLog old = log;
    log = files.replace(old.sequence(), this::writeLive);
    compactedSize = log.size();
    old.close();
    files.removeOthers();
  }

  private void writeLive(WriteAheadLog to) {
    for (LiveView live : views.values()) {
      to.append(Payloads.define(live));
      live.forEachBatch(BATCH, batch -> appendRows(to, live, batch));
      Watermark watermark = live.watermark();
      if (watermark != null) {
        to.append(Payloads.mark(live.name(), watermark));
      }
    }
  }

  /** In halves where rows are so wide that they do not fit into one record together. */
  private static void appendRows(WriteAheadLog to, LiveView live, Table batch) {
    ByteBuffer payload;
    try {
      payload = Payloads.rows(live.name(), batch);
    } catch (StoreException e) {
      if (!e.code().equals("too-large") || batch.rowCount() == 1) {
        throw e;
      }
      int half = batch.rowCount() / 2;
      appendRows(to, live, batch.take(IntStream.range(0, half).toArray()));
      appendRows(to, live, batch.take(IntStream.range(half, batch.rowCount()).toArray()));
      return;
    }
    to.append(payload);
  }

  @Override
  public Optional<Watermark> watermark(FeatureView view) {
    return Optional.ofNullable(live(view)).map(LiveView::watermark);
  }

  private @Nullable LiveView live(FeatureView view) {
    if (closed) {
      throw isClosed();
    }
    LiveView live = views.get(view.name());
    if (live != null) {
      live.check(view);
    }
    return live;
  }

  @Override
  public ViewFreshness freshness(FeatureView view) {
    return FreshnessScan.of(view, live(view), clock.instant());
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try (held) {
        seal();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** A last record that says that all before it was forced. */
  private void seal() throws IOException {
    try {
      if (!log.isFailed()) {
        log.force(log.sequence());
        log.force(log.append(Payloads.checkpoint()));
      }
    } finally {
      log.close();
    }
  }

  private static StoreException isClosed() {
    return new StoreException(
        "store-closed", "Online store must be open; was closed. Open it anew.");
  }
}
