package io.millwright.profile;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows and predictions into the bins of a reference profile, from any number of threads.
 *
 * <p>Counting takes no lock and allocates nothing: threads are spread over a few arrays of atomic
 * counters, which a snapshot adds up. No count is ever lost or doubled. A snapshot taken while rows
 * are being counted may hold some fields of a row that is under way and not yet the others; the
 * rest of that row is in the next one. Mutable; thread-safe.
 */
public final class ProfileRecorder {

  private static final int MAX_STRIPES = 8;

  private final Profile empty;
  private final SlotReader[] readers;
  private final int[] offsets;
  private final int rowsSlot;
  private final AtomicLongArray[] stripes;
  private volatile @Nullable Binding binding;

  private ProfileRecorder(Profile empty) {
    this.empty = empty;
    List<FieldProfile> all = empty.all();
    readers = new SlotReader[all.size()];
    offsets = new int[all.size()];
    int slots = 0;
    for (int i = 0; i < readers.length; i++) {
      FieldProfile field = all.get(i);
      readers[i] = new SlotReader(field.type(), field.bins());
      offsets[i] = slots;
      slots += field.bins().size() + Bins.SPECIALS;
    }
    rowsSlot = slots;
    int wanted = Math.min(MAX_STRIPES, Runtime.getRuntime().availableProcessors());
    stripes = new AtomicLongArray[Integer.highestOneBit(Math.max(1, 2 * wanted - 1))];
    Arrays.setAll(stripes, i -> new AtomicLongArray(rowsSlot + 1));
  }

  /** A recorder with the bins of the reference and no counts. */
  public static ProfileRecorder of(Profile reference) {
    return new ProfileRecorder(reference.emptyCopy());
  }

  /**
   * Counts one row. Fields are found by name; a row without the label counts nothing for the label.
   *
   * @throws SchemaMismatchException if the row's schema lacks a feature or has it in another type;
   *     then nothing is counted
   */
  public void observe(Row row) {
    int[] positions = positions(row.schema());
    AtomicLongArray counts = stripe();
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      if (position >= 0) {
        counts.getAndIncrement(offsets[i] + readers[i].slot(row, position));
      }
    }
    counts.getAndIncrement(rowsSlot);
  }

  /** Counts every row of a table; as {@link #observe(Row)} otherwise. */
  public void observe(Table table) {
    TableCursor cursor = table.cursor();
    for (int row = 0; row < table.rowCount(); row++) {
      observe(cursor.moveTo(row));
    }
  }

  /**
   * Counts one score or predicted value.
   *
   * @throws IllegalStateException if the reference has no numeric predictions
   */
  public void observePrediction(double value) {
    FieldProfile field = predictions();
    if (!(field.bins() instanceof NumberBins bins)) {
      throw wrongKind("categories");
    }
    stripe().getAndIncrement(offsets[offsets.length - 1] + bins.slot(value));
  }

  /**
   * Counts one predicted class.
   *
   * @throws IllegalStateException if the reference has no predicted classes
   */
  public void observePrediction(String category) {
    FieldProfile field = predictions();
    if (!(field.bins() instanceof CategoryBins bins)) {
      throw wrongKind("numbers");
    }
    stripe().getAndIncrement(offsets[offsets.length - 1] + bins.slot(category));
  }

  /** What was counted since the start or the last {@link #snapshotAndReset()}. */
  public Profile snapshot() {
    return sum(false);
  }

  /** What was counted, and starts again at 0. Every count is in exactly one such snapshot. */
  public Profile snapshotAndReset() {
    return sum(true);
  }

  private Profile sum(boolean reset) {
    long[] counts = new long[rowsSlot + 1];
    for (AtomicLongArray stripe : stripes) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += reset ? stripe.getAndSet(i, 0) : stripe.get(i);
      }
    }
    return empty.withCounts(counts[rowsSlot], counts);
  }

  private AtomicLongArray stripe() {
    long id = Thread.currentThread().getId();
    return stripes[(int) (id ^ (id >>> 3)) & (stripes.length - 1)];
  }

  private FieldProfile predictions() {
    FieldProfile field = empty.predictions().orElse(null);
    if (field == null) {
      throw new IllegalStateException(
          "Reference profile must have predictions; has none. Add them with withPredictions.");
    }
    return field;
  }

  private static IllegalStateException wrongKind(String kind) {
    return new IllegalStateException(
        "Prediction must be of the reference's kind, " + kind + "; was of the other kind.");
  }

  /** By identity: rows of one table or binding share one schema, and comparing fields is slow. */
  @SuppressWarnings("ReferenceEquality")
  private int[] positions(Schema schema) {
    Binding known = binding;
    if (known == null || known.schema != schema) {
      known = new Binding(schema, bind(schema));
      binding = known;
    }
    return known.positions;
  }

  private int[] bind(Schema schema) {
    int features = empty.features().size();
    List<FieldProfile> rowFields = new ArrayList<>(empty.features());
    empty.label().ifPresent(rowFields::add);
    int[] positions = new int[rowFields.size()];
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      FieldProfile field = rowFields.get(i);
      OptionalInt found = schema.find(field.name());
      positions[i] = found.orElse(-1);
      if (found.isEmpty() && i < features) {
        faults.add("Field '" + field.name() + "' must be in the row; is not.");
      } else if (found.isPresent()) {
        FieldType type = schema.fields().get(found.getAsInt()).type();
        if (type != field.type()) {
          faults.add(
              "Field '" + field.name() + "' must be " + field.type() + "; was " + type + ".");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Observed row", faults);
    }
    return positions;
  }

  /** Where the fields stand in rows of the schema seen last. */
  private static final class Binding {

    private final Schema schema;
    private final int[] positions;

    Binding(Schema schema, int[] positions) {
      this.schema = schema;
      this.positions = positions;
    }
  }
}
