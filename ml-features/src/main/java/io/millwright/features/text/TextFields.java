package io.millwright.features.text;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Widens tables and live rows by what text models make of their texts: the numbers of an embedding
 * ({@code note.embedding.0}, …, NUMERIC), or the fields of an extractor.
 *
 * <p>Learns nothing, so it may stand before a split. Both ways run the same code: a text gets the
 * same bits in a table and in a live row as far as its model gives them, and with a cache the first
 * result stands. The added fields name their model as their unit, so that the wide schema, and
 * features fitted over it, refuse the results of another model or prompt. A missing text makes the
 * fields missing; an empty one is a text.
 *
 * <p>Each distinct text of a call is asked for once, in batches. Results go to the cache, failures
 * never do. Immutable; thread-safe if its models and cache are.
 */
public final class TextFields {

  private final Schema source;
  private final Schema wide;
  private final List<Producer> producers;
  private final List<String> added;
  private final Optional<ResultCache> cache;
  private final OnFailure onFailure;
  private final int batchSize;

  private TextFields(Builder builder, List<Field> added) {
    source = builder.schema;
    producers = List.copyOf(builder.producers);
    cache = Optional.ofNullable(builder.cache);
    onFailure = builder.policy();
    batchSize = builder.batchSize == 0 ? Builder.BATCH : builder.batchSize;
    Schema.Builder widened = source.edit();
    added.forEach(widened::add);
    wide = widened.build();
    this.added = added.stream().map(Field::name).toList();
  }

  /** A builder without models. */
  public static Builder over(Schema schema) {
    return new Builder(schema);
  }

  /** The fields of widened rows: those there were, then those that were added. */
  public Schema schema() {
    return wide;
  }

  /** The names of the added fields, in order. */
  public List<String> added() {
    return added;
  }

  /** One line for each model. */
  public String describe() {
    StringBuilder text = new StringBuilder("Fields of texts (" + added.size() + ")");
    producers.forEach(p -> text.append("\n  ").append(p.describe()));
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }

  /**
   * The table with the added fields, rows in their order.
   *
   * @throws IllegalArgumentException if it is of another schema
   * @throws IllegalStateException if a model gives another number of outcomes, or a vector of
   *     another dimension, than it promised
   * @throws TextFailureException if a text has no result and that is refused; lists all rows
   */
  public Widened<Table> widen(Table table) {
    check(table.schema());
    int rows = table.rowCount();
    List<List<Optional<Outcome<byte[]>>>> results = new ArrayList<>();
    for (Producer producer : producers) {
      results.add(results(producer, texts(table, producer.field())));
    }
    List<TextFailure> failures = new ArrayList<>();
    TableBuilder builder = Table.builder(wide);
    if (rows > 0) {
      TableCursor cursor = table.cursor();
      RowBuffer buffer = new RowBuffer(wide);
      for (int i = 0; i < rows; i++) {
        int row = i;
        List<Optional<Outcome<byte[]>>> own = results.stream().map(r -> r.get(row)).toList();
        if (fill(cursor.moveTo(i), own, i, failures, buffer)) {
          builder.add(buffer);
        }
      }
    }
    refuse(failures);
    return new Widened<>(builder.build(), failures);
  }

  /**
   * The row with the added fields; a copy that the caller may keep.
   *
   * @throws IllegalArgumentException if it is of another schema
   * @throws IllegalStateException as for a table
   * @throws TextFailureException if a text has no result and that is refused
   */
  public Widened<Row> widen(Row row) {
    check(row.schema());
    List<Optional<Outcome<byte[]>>> own = new ArrayList<>();
    for (Producer producer : producers) {
      int position = source.indexOf(producer.field());
      String text = row.isMissing(position) ? null : row.string(position);
      own.add(results(producer, Collections.singletonList(text)).get(0));
    }
    List<TextFailure> failures = new ArrayList<>();
    RowBuffer wideRow = new RowBuffer(wide);
    fill(row, own, 0, failures, wideRow);
    refuse(failures);
    return new Widened<>(wideRow, failures);
  }

  private void check(Schema rows) {
    if (!rows.equals(source)) {
      throw new IllegalArgumentException(
          "Rows must be of the schema "
              + source.fingerprint()
              + " that text fields were defined over; were of "
              + rows.fingerprint()
              + ".");
    }
  }

  private void refuse(List<TextFailure> failures) {
    if (onFailure == OnFailure.REFUSE && !failures.isEmpty()) {
      throw new TextFailureException(failures);
    }
  }

  private static List<@Nullable String> texts(Table table, String field) {
    var column = table.column(field);
    List<@Nullable String> texts = new ArrayList<>(column.size());
    for (int i = 0; i < column.size(); i++) {
      texts.add(column.isMissing(i) ? null : column.string(i));
    }
    return texts;
  }

  private List<Optional<Outcome<byte[]>>> results(Producer producer, List<@Nullable String> texts) {
    return new TextResults(producer, cache, batchSize).of(texts);
  }

  /** Whether the row is one to keep. */
  private boolean fill(
      Row row,
      List<Optional<Outcome<byte[]>>> results,
      int position,
      List<TextFailure> failures,
      RowBuffer wideRow) {
    wideRow.clear();
    copy(row, wideRow);
    int at = source.fields().size();
    boolean failed = false;
    for (int p = 0; p < producers.size(); p++) {
      Producer producer = producers.get(p);
      Optional<Outcome<byte[]>> result = results.get(p);
      // Fields of a cleared buffer are missing already.
      if (result.isPresent() && result.get() instanceof Outcome.Value<byte[]> made) {
        producer.fill(made.value(), wideRow, at);
      } else if (result.isPresent() && result.get() instanceof Outcome.Failure<byte[]> failure) {
        failures.add(new TextFailure(position, producer.field(), producer.id(), failure.reason()));
        failed = true;
      }
      at += producer.width();
    }
    return !failed || onFailure == OnFailure.MISSING;
  }

  private void copy(Row row, RowBuffer into) {
    List<Field> fields = source.fields();
    for (int f = 0; f < fields.size(); f++) {
      if (row.isMissing(f)) {
        continue;
      }
      switch (fields.get(f).type()) {
        case NUMERIC -> into.setNumber(f, row.number(f));
        case CATEGORICAL, TEXT -> into.setString(f, row.string(f));
        case INTEGER, BOOLEAN, DATE, TIMESTAMP -> into.setInteger(f, row.integer(f));
      }
    }
  }

  /** Collects models and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private static final int BATCH = 32;
    private static final int MOST_BATCH = 65_536;

    private final Schema schema;
    private final List<Producer> producers = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable ResultCache cache;
    private @Nullable OnFailure onFailure;
    private int batchSize;

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /** The vector of a TEXT field. */
    public Builder embed(String field, TextEmbedder embedder) {
      producers.add(new Embedding(field, embedder));
      return this;
    }

    /** The values that are read out of a TEXT field. */
    public Builder extract(String field, FieldExtractor extractor) {
      producers.add(new Extraction(field, extractor));
      return this;
    }

    /** Where results are kept; without one, each call asks the models anew. */
    public Builder cache(ResultCache results) {
      once(cache != null, "Cache");
      cache = results;
      return this;
    }

    /** What becomes of a row without a result; without this, {@link OnFailure#REFUSE}. */
    public Builder onFailure(OnFailure policy) {
      once(onFailure != null, "Policy on failure");
      onFailure = policy;
      return this;
    }

    /** The most texts in one call of a model, from 1 to 65,536; without this, 32. */
    public Builder batchSize(int texts) {
      once(batchSize > 0, "Batch size");
      if (texts < 1 || texts > MOST_BATCH) {
        throw Require.violated("Batch size", "from 1 to " + MOST_BATCH, texts);
      }
      batchSize = texts;
      return this;
    }

    private void once(boolean set, String setting) {
      if (set) {
        faults.add(setting + " must be set once; was set twice.");
      }
    }

    private OnFailure policy() {
      return onFailure == null ? OnFailure.REFUSE : onFailure;
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException if there is no model, a field is unknown, not TEXT or not a
     *     FEATURE, or an added field has the name of another; lists all faults
     */
    public TextFields build() {
      List<String> all = new ArrayList<>(faults);
      if (producers.isEmpty()) {
        all.add("Text fields must have at least one model; had none.");
      }
      Set<String> names = new HashSet<>();
      schema.fields().forEach(f -> names.add(f.name()));
      List<Field> added = new ArrayList<>();
      for (Producer producer : producers) {
        if (!checkText(producer.field(), all)) {
          continue;
        }
        boolean optional =
            schema.field(producer.field()).optional() || policy() == OnFailure.MISSING;
        for (Field field : producer.fields(optional)) {
          if (!names.add(field.name())) {
            all.add("Field '" + field.name() + "' must be made once; there is another.");
          }
          added.add(field);
        }
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Text fields cannot be built (" + all.size() + "):\n  " + String.join("\n  ", all));
      }
      return new TextFields(this, added);
    }

    private boolean checkText(String name, List<String> all) {
      if (schema.find(name).isEmpty()) {
        all.add("Field '" + name + "' must be in the schema; it is not.");
        return false;
      }
      Field field = schema.field(name);
      if (field.type() != FieldType.TEXT || field.role() != Role.FEATURE) {
        all.add(
            "Field '"
                + name
                + "' must be a TEXT FEATURE to be read by a text model; was "
                + field.type()
                + " "
                + field.role()
                + ".");
        return false;
      }
      return true;
    }
  }
}
