package io.millwright.features.window;

import io.millwright.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a stream's history as bytes. Single use. */
final class SnapshotWriter {

  static final String MAGIC = "MWWINDOW";
  static final int VERSION = 1;

  private final WindowStream stream;
  private final WindowPlan plan;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  SnapshotWriter(WindowStream stream) {
    this.stream = stream;
    this.plan = stream.spec().plan();
  }

  byte[] write() {
    try {
      out.writeBytes(MAGIC);
      out.writeInt(VERSION);
      out.writeBytes(stream.spec().fingerprint());
      out.writeLong(stream.lateCount);
      out.writeLong(stream.evictedCount);
      entities();
      out.write(Sha256.digest().digest(bytes.toByteArray()));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory can always be written.", e);
    }
  }

  private void entities() throws IOException {
    List<Map.Entry<Object, Entity>> sorted = new ArrayList<>(stream.entities.entrySet());
    if (plan.hasNumberedEntities()) {
      sorted.sort((a, b) -> Long.compare((Long) a.getKey(), (Long) b.getKey()));
    } else {
      sorted.sort((a, b) -> ((String) a.getKey()).compareTo((String) b.getKey()));
    }
    out.writeInt(sorted.size());
    for (Map.Entry<Object, Entity> entry : sorted) {
      if (plan.hasNumberedEntities()) {
        out.writeLong((Long) entry.getKey());
      } else {
        text((String) entry.getKey());
      }
      out.writeLong(entry.getValue().newest);
      for (int i = 0; i < plan.series().size(); i++) {
        series(plan.series().get(i), entry.getValue().series[i]);
      }
    }
  }

  private void series(SeriesPlan series, Series state) throws IOException {
    out.writeLong(state.newest);
    ring(series, state.ring);
    out.writeInt(state.pending.size());
    Cells cells = new Cells(plan.lanes().size());
    for (int row = 0; row < state.pending.size(); row++) {
      state.pending.read(row, cells);
      out.writeLong(cells.time);
      for (int lane : series.numberLanes()) {
        out.writeDouble(cells.numbers[lane]);
      }
      for (int lane : series.textLanes()) {
        text(cells.texts[lane]);
      }
    }
    double[] total = new double[Moments.SIZE];
    for (Moments moments : state.totals) {
      moments.store(total, 0);
      doubles(total);
    }
    doubles(state.numbers);
    for (long time : state.times) {
      out.writeLong(time);
    }
    for (String text : state.texts) {
      text(text);
    }
  }

  private void ring(SeriesPlan series, Ring ring) throws IOException {
    out.writeLong(ring.first());
    out.writeInt((int) (ring.next() - ring.first()));
    for (long at = ring.first(); at < ring.next(); at++) {
      out.writeLong(ring.time(at));
      for (int lane = 0; lane < series.ringNumbers(); lane++) {
        out.writeDouble(ring.numbers(lane).value(at));
      }
      for (int lane = 0; lane < series.ringTexts(); lane++) {
        text(ring.text(lane, at));
      }
    }
  }

  private void doubles(double[] values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  // Two bytes a character, so that a lone surrogate survives.
  private void text(@Nullable String text) throws IOException {
    out.writeInt(text == null ? -1 : text.length());
    if (text != null) {
      out.writeChars(text);
    }
  }
}
