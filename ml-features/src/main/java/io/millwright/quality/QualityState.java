package io.millwright.quality;

import io.millwright.quality.expect.ExpectationState;
import io.millwright.quality.internal.CellDigest;
import io.millwright.quality.internal.Repeats;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An assessment under way: one pass over any number of tables of one schema.
 *
 * <p>Over all rows it counts completeness, non-finite numbers, duplicates, constants, classes and
 * values of the label, event times, volume and expectations. What needs all rows at once (outliers,
 * spellings, formats, fields that name rows, relevance) it takes from a sample of rows drawn by
 * their hashes, {@code sampleRows} of them. Up to that many rows the report is the same as that of
 * {@link DataQuality#assess} on one table of all; with more, {@link QualityReport#sampledRows()}
 * says so.
 *
 * <p>States of adjoining stretches of rows merge, in any grouping that keeps their order, to what
 * one pass gives. Duplicates are found by 128-bit hashes: n different rows collide with a
 * probability below {@code n² / 2^129}. Memory: the sample and about 40 bytes for each distinct
 * row. Mutable, not thread-safe: one for each thread, then merge.
 */
public final class QualityState {

  private final Schema schema;
  private final QualitySettings settings;
  private final List<Field> judged;
  private final List<FeatureCounts> features = new ArrayList<>();
  private final Repeats repeats = new Repeats();
  private final LabelCounts label;
  private final RowSample sample;
  private final @Nullable ExpectationState expectations;
  private Timeliness times;
  private long rows;
  private long missing;

  QualityState(Schema schema, QualitySettings settings) {
    this.schema = schema;
    this.settings = settings;
    this.judged = QualityFacts.judged(schema);
    schema.features().forEach(f -> features.add(new FeatureCounts(f.type())));
    this.label = new LabelCounts(schema);
    this.sample = new RowSample(schema, settings.sampleRows());
    this.times = Timeliness.none(schema);
    this.expectations = settings.expectations().map(e -> e.start()).orElse(null);
  }

  /** How many rows were seen. */
  public long rows() {
    return rows;
  }

  /**
   * Assesses the next rows.
   *
   * @throws SchemaMismatchException if the chunk is of another schema, or does not fit the
   *     expectations; then nothing is counted
   */
  public void add(Table chunk) {
    if (!chunk.schema().equals(schema)) {
      throw new SchemaMismatchException(
          "Assessed table", List.of("Its schema must be the one of the start; was another."));
    }
    if (expectations != null) {
      expectations.add(chunk);
    }
    for (Field field : judged) {
      missing += chunk.column(field.name()).missingCount();
    }
    for (int i = 0; i < features.size(); i++) {
      features.get(i).add(chunk.column(schema.features().get(i).name()));
    }
    label.add(chunk);
    times = times.plus(Timeliness.of(chunk, settings.now()));
    rowsOf(chunk);
    rows += chunk.rowCount();
  }

  private void rowsOf(Table chunk) {
    List<Column> compared = QualityFacts.compared(chunk);
    CellDigest digest = new CellDigest();
    long[] high = new long[chunk.rowCount()];
    long[] low = new long[chunk.rowCount()];
    for (int row = 0; row < high.length; row++) {
      digest.of(compared, row);
      high[row] = digest.high();
      low[row] = digest.low();
      if (!compared.isEmpty()) {
        repeats.see(high[row], low[row], rows + row);
      }
    }
    sample.add(chunk, high, low, rows);
  }

  /**
   * Adds what another state counted in the rows that follow these; the other one stays as it is.
   *
   * @throws IllegalArgumentException if it is this one, or of another schema, other options or
   *     another time
   */
  @SuppressWarnings("ReferenceEquality")
  public void merge(QualityState next) {
    if (next == this || !schema.equals(next.schema) || !settings.equals(next.settings)) {
      throw new IllegalArgumentException(
          "Merged state must be another one of equal schema, options and time; was not. Start all"
              + " states with one fixed clock.");
    }
    if (expectations != null && next.expectations != null) {
      expectations.merge(next.expectations);
    }
    missing += next.missing;
    for (int i = 0; i < features.size(); i++) {
      features.get(i).merge(next.features.get(i));
    }
    label.merge(next.label);
    times = times.plus(next.times);
    repeats.merge(next.repeats, rows);
    sample.merge(next.sample, rows);
    rows += next.rows;
  }

  /**
   * The report on the rows so far; more may be added afterwards. It has no table to give back: call
   * {@link QualityReport#requirePasses()}.
   */
  public QualityReport report() {
    RowSample.Drawn drawn = sample.draw();
    List<ColumnFacts> columns = QualityFacts.features(drawn.table());
    for (int i = 0; i < columns.size(); i++) {
      columns.set(i, columns.get(i).within(features.get(i).totals(rows)));
    }
    QualityFacts facts =
        new QualityFacts(
            new QualityFacts.Totals(rows, missing, repeats.count(), repeats.firstRows()),
            columns,
            label.facts(drawn.table(), rows),
            times,
            java.util.Optional.ofNullable(expectations).map(ExpectationState::result),
            row -> drawn.positions().get(row));
    int sampled = drawn.table().rowCount();
    return facts.report(
        schema, settings, null, sampled < rows ? OptionalLong.of(sampled) : OptionalLong.empty());
  }
}
