package io.millwright.table;

import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables from and to CSV files (RFC 4180: quotes, line feeds in quotes, any line end).
 *
 * <p>Files packed with gzip are told by their first bytes. Reading is strict: bytes that are not in
 * the character set, rows with too few or too many cells and cells that do not fit their column are
 * errors. All bad cells of a file are reported together in one {@link TableReadException}, by line,
 * column and reason, never by value. Columns that the schema does not name are ignored; blank lines
 * are skipped, except that in a file of one optional column they are rows without a value. What
 * means missing: {@link CsvOptions}.
 *
 * <p>{@link #infer} proposes a schema for a file that has none. {@link #write} and reading with the
 * same schema give an equal table back. Thread-safe.
 */
public final class Csv {

  private Csv() {}

  /** As {@link #read(Path, Schema, CsvOptions)} with default options. */
  public static Table read(Path file, Schema schema) {
    return read(file, schema, CsvOptions.ofDefaults());
  }

  /**
   * The file as a table of the schema.
   *
   * @throws TableReadException if there is no such file, it is broken as a whole or has bad cells
   * @throws SchemaMismatchException if fields of the schema are not in the file; lists all of them
   * @throws UncheckedIOException if the file system fails
   */
  public static Table read(Path file, Schema schema, CsvOptions options) {
    try (CsvSource source = open(file, options)) {
      return read(source, schema, options);
    } catch (IOException e) {
      throw new UncheckedIOException("File " + file + " cannot be read.", e);
    }
  }

  /**
   * The characters as a table of the schema; the reader is closed. Charset and progress of the
   * options have no effect.
   *
   * @param name what messages call the source
   * @throws TableReadException as for a file
   * @throws SchemaMismatchException as for a file
   */
  public static Table read(Reader characters, String name, Schema schema, CsvOptions options) {
    try (CsvSource source = CsvSource.of(characters, name)) {
      return read(source, schema, options);
    } catch (IOException e) {
      throw new UncheckedIOException("Source " + name + " cannot be read.", e);
    }
  }

  /** As {@link #infer(Path, CsvOptions)} with default options. */
  public static CsvInference infer(Path file) {
    return infer(file, CsvOptions.ofDefaults());
  }

  /**
   * Proposes a schema after looking at the whole file, with the reasons for each type.
   *
   * @throws TableReadException if the file is broken as a whole, has rows with a wrong number of
   *     cells, or has no rows
   */
  public static CsvInference infer(Path file, CsvOptions options) {
    try (CsvSource source = open(file, options)) {
      return CsvInference.of(source, options);
    } catch (IOException e) {
      throw new UncheckedIOException("File " + file + " cannot be read.", e);
    }
  }

  /** As {@link #infer(Path, CsvOptions)}, for characters; the reader is closed. */
  public static CsvInference infer(Reader characters, String name, CsvOptions options) {
    try (CsvSource source = CsvSource.of(characters, name)) {
      return CsvInference.of(source, options);
    } catch (IOException e) {
      throw new UncheckedIOException("Source " + name + " cannot be read.", e);
    }
  }

  /**
   * Writes the table: UTF-8, commas, line feeds, a header; a missing value is an empty cell, the
   * empty string a quoted one; doubles and times so that they read back to the same bits (a NaN to
   * the canonical one). The file is made beside the target, forced to disk and moved into place, so
   * that a crash leaves the old file or the new one.
   *
   * @throws UncheckedIOException if it cannot be written, also when a string is not Unicode (half a
   *     surrogate pair)
   */
  public static void write(Table table, Path file) {
    CsvWrite.write(table, file);
  }

  private static CsvSource open(Path file, CsvOptions options) throws IOException {
    return CsvSource.of(file, options.charset(), options.limits().bytes(), options.progress());
  }

  private static Table read(CsvSource source, Schema schema, CsvOptions options)
      throws IOException {
    FaultLog faults = new FaultLog(source.name());
    TableSink sink = new TableSink(source.name(), schema, options, faults);
    CsvScan.run(source, options, sink, faults);
    faults.throwIfAny();
    return sink.table();
  }

  /** Puts cells into the columns of a schema. */
  private static final class TableSink implements CsvScan.Sink {

    private final String name;
    private final Schema schema;
    private final FaultLog faults;
    private final TableBuilder builder;
    private final CellReader[] fields;
    private @Nullable CellReader[] readers = {};
    private List<String> names = List.of();

    TableSink(String name, Schema schema, CsvOptions options, FaultLog faults) {
      this.name = name;
      this.schema = schema;
      this.faults = faults;
      this.builder = Table.builder(schema);
      this.fields = new CellReader[schema.fields().size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = new CellReader(schema.fields().get(i), options, builder.column(i));
      }
    }

    @Override
    public void header(List<String> columns) {
      names = columns;
      readers = new CellReader[columns.size()];
      for (int i = 0; i < readers.length; i++) {
        int field = schema.find(columns.get(i)).orElse(-1);
        readers[i] = field < 0 ? null : fields[field];
      }
      List<String> absent = new ArrayList<>();
      for (Field field : schema.fields()) {
        if (!columns.contains(field.name())) {
          absent.add("Field '" + field.name() + "' must have a column; the file has none.");
        }
      }
      if (!absent.isEmpty()) {
        throw new SchemaMismatchException("File " + name, absent);
      }
    }

    @Override
    public void cell(int column, char[] text, int offset, int length, boolean quoted, long line) {
      CellReader reader = readers[column];
      if (reader != null) {
        String fault = reader.read(text, offset, length, quoted);
        if (fault != null) {
          faults.add(line, names.get(column), fault);
        }
      }
    }

    @Override
    public void endRow() {}

    @Override
    public void blankLine(long line) {
      CellReader reader = readers[0];
      if (reader != null && schema.fields().get(0).optional()) {
        reader.missing();
      }
    }

    Table table() {
      return builder.build();
    }
  }
}
