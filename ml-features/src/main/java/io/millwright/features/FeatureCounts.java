package io.millwright.features;

import io.millwright.model.PredictionObserver;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each transform of fitted features met a {@link FeatureEvent}, over the rows it was
 * shown: for telling at serving time that inputs have changed, before any metric can.
 *
 * <p>Looks at a row once more, beside the features themselves, which stay free of counting; a
 * service may show it every row or a sample. Made by {@link FittedFeatures#counts()}. Thread-safe;
 * allocates nothing for a row that can be used.
 */
public final class FeatureCounts {

  /**
   * How often a transform met an event.
   *
   * @param transform name of its first feature
   * @param inputs the fields it reads
   * @param rows how many rows
   */
  public record Count(String transform, List<String> inputs, FeatureEvent event, long rows) {
    public Count {
      inputs = List.copyOf(inputs);
    }
  }

  private static final FeatureEvent[] EVENTS = FeatureEvent.values();

  private final List<Watched> watched;
  private final LongAdder rows = new LongAdder();

  FeatureCounts(Schema schema, Op[] ops) {
    watched = new ArrayList<>();
    for (Op op : ops) {
      if (!op.features().isEmpty()) {
        watched.add(new Watched(schema, op));
      }
    }
  }

  /** Counts the events of a row of the features' schema. Does not throw for a row of bad values. */
  public void observe(Row row) {
    rows.increment();
    for (int i = 0; i < watched.size(); i++) {
      watched.get(i).observe(row);
    }
  }

  /** An observer for a predictor that shows every predicted row. */
  public <P> PredictionObserver<P> observer() {
    return (row, prediction) -> observe(row);
  }

  /** How many rows it was shown. */
  public long rows() {
    return rows.sum();
  }

  /** Every event that occurred, by transform in the order of the plan. */
  public List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    for (Watched w : watched) {
      for (FeatureEvent event : EVENTS) {
        long met = w.counter(event).sum();
        if (met > 0) {
          counts.add(new Count(w.name, w.inputs, event, met));
        }
      }
    }
    return counts;
  }

  /** How many rows had that event in a transform that reads the field; 0 if there is none. */
  public long count(String field, FeatureEvent event) {
    return counts().stream()
        .filter(c -> c.event() == event && c.inputs().contains(field))
        .mapToLong(Count::rows)
        .max()
        .orElse(0);
  }

  /** A line for each event that occurred. */
  public String describe() {
    long shown = rows();
    StringBuilder text = new StringBuilder(shown + " rows");
    for (Count c : counts()) {
      text.append("\n  ")
          .append(c.transform())
          .append(": ")
          .append(c.event())
          .append(" in ")
          .append(c.rows());
    }
    return text.toString();
  }

  private static final class Watched {

    private final Op op;
    private final String name;
    private final List<String> inputs;
    private final int[] positions;
    private final Map<FeatureEvent, LongAdder> counters = new EnumMap<>(FeatureEvent.class);

    Watched(Schema schema, Op op) {
      this.op = op;
      name = op.features().get(0).name();
      inputs = op.features().stream().flatMap(f -> f.inputs().stream()).distinct().toList();
      positions = inputs.stream().mapToInt(schema::indexOf).toArray();
      for (FeatureEvent event : EVENTS) {
        counters.put(event, new LongAdder());
      }
    }

    LongAdder counter(FeatureEvent event) {
      return Objects.requireNonNull(counters.get(event));
    }

    void observe(Row row) {
      boolean missing = false;
      for (int position : positions) {
        missing |= row.isMissing(position);
      }
      if (missing) {
        counter(FeatureEvent.MISSING).increment();
      }
      int met;
      try {
        met = op.events(row);
      } catch (InvalidRowException e) {
        met = FeatureEvent.REFUSED.bit();
      }
      for (FeatureEvent event : EVENTS) {
        if ((met & event.bit()) != 0) {
          counter(event).increment();
        }
      }
    }
  }
}
