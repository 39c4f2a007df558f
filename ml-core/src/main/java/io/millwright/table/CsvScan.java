package io.millwright.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drives the parser over a source once and passes its cells on without making strings of them. */
final class CsvScan extends AbstractBaseCsvCallbackHandler<Object> {

  /** Takes what is read. */
  interface Sink {

    /** The columns, before any cell. */
    void header(List<String> names);

    /** A cell of a row, in the order of the columns. */
    void cell(int column, char[] text, int offset, int length, boolean quoted, long line);

    /** The end of a row that has all its cells. */
    void endRow();

    /** A blank line of a file with one column. */
    void blankLine(long line);
  }

  /** A quote character that no text has: the last code unit, a noncharacter. */
  private static final char NO_QUOTE = '\uFFFF';

  private final CsvSource source;
  private final CsvOptions options;
  private final Sink sink;
  private final FaultLog faults;
  private final int maxCell;
  private final List<String> names = new ArrayList<>();
  private final char separator;
  private int width;
  private int cells;
  private int rows;
  private long line = 1;
  private boolean blank;

  private CsvScan(CsvSource source, CsvOptions options, Sink sink, FaultLog faults)
      throws IOException {
    this.source = source;
    this.options = options;
    this.sink = sink;
    this.faults = faults;
    this.maxCell = options.limits().cellLength();
    String sample = source.sample();
    if (sample.isBlank()) {
      throw TableReadException.of(
          "File "
              + source.name()
              + " must have "
              + (options.header().isEmpty() ? "a header line" : "rows")
              + "; is empty. Check that it was written to its end.");
    }
    this.separator =
        options
            .separator()
            .orElseGet(
                () -> SeparatorSniffer.find(sample, quote(), sample.length() < CsvSource.SAMPLE));
    if (!options.header().isEmpty()) {
      names.addAll(options.header());
      begin();
    }
  }

  /** Reads all rows; returns the separator. */
  static char run(CsvSource source, CsvOptions options, Sink sink, FaultLog faults)
      throws IOException {
    CsvScan scan = new CsvScan(source, options, sink, faults);
    try (CsvReader<Object> reader = scan.reader();
        CloseableIterator<Object> all = reader.iterator()) {
      if (all.hasNext()) {
        throw new IllegalStateException("The scan takes every record itself.");
      }
    } catch (CsvParseException e) {
      throw scan.translated(e);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    if (scan.width == 0) {
      throw TableReadException.of(
          "File " + source.name() + " must have a header line; has blank lines only.");
    }
    return scan.separator;
  }

  private CsvReader<Object> reader() {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote())
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(maxCell + (1 << 16))
        .build(this, source.characters());
  }

  private char quote() {
    return options.quote().orElse(NO_QUOTE);
  }

  /** The parser's own message may hold a character of the data, so it goes no further. */
  private RuntimeException translated(CsvParseException e) {
    if (e.getCause() instanceof RuntimeException ours) {
      return ours;
    }
    return TableReadException.of(
        "Cells of "
            + source.name()
            + " must have at most "
            + maxCell
            + " characters, and a quote that opens a cell must close it; the row on line "
            + line
            + " is otherwise. Correct the quotes, or set quote, withoutQuotes or limits in the options.");
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    cells = 0;
    blank = false;
  }

  @Override
  protected void handleEmpty() {
    blank = true;
  }

  @Override
  protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
    cells = index + 1;
    if (width == 0) {
      headerCell(new String(text, offset, length), quoted);
    } else if (index < width) {
      if (length > maxCell) {
        faults.add(
            line, names.get(index), "must have at most " + maxCell + " characters; had more");
      } else {
        sink.cell(index, text, offset, length, quoted, line);
      }
    }
  }

  @Override
  protected @Nullable Object buildRecord() {
    if (blank) {
      if (width == 1) {
        sink.blankLine(line);
      }
    } else if (width == 0) {
      begin();
    } else if (cells != width) {
      faults.add(line, "", "must have " + width + " cells like the header; had " + cells);
    } else {
      if (++rows > options.limits().rows()) {
        throw TableReadException.of(
            "File "
                + source.name()
                + " must have at most "
                + options.limits().rows()
                + " rows; has more. Raise the limit of rows in the options if it is meant.");
      }
      sink.endRow();
    }
    return null;
  }

  private void headerCell(String name, boolean quoted) {
    String shown = quoted ? name : name.strip();
    names.add(shown.isBlank() ? "column_" + cells : shown);
    if (names.size() > options.limits().columns()) {
      // The rest of the line is only counted, so that the message can say how many there are.
      names.remove(names.size() - 1);
    }
  }

  private void begin() {
    int found = Math.max(cells, names.size());
    if (found > options.limits().columns()) {
      throw TableReadException.of(
          "File "
              + source.name()
              + " must have at most "
              + options.limits().columns()
              + " columns; has "
              + found
              + ". Raise the limit of columns in the options if it is meant.");
    }
    Set<String> seen = new LinkedHashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    if (!twice.isEmpty()) {
      throw TableReadException.of(
          "Columns of "
              + source.name()
              + " must have different names; "
              + twice.size()
              + (twice.size() == 1 ? " name is" : " names are")
              + " there more than once: "
              + String.join(", ", twice.stream().limit(20).toList())
              + ". Rename them, or give all names with header in the options.");
    }
    width = names.size();
    sink.header(List.copyOf(names));
  }
}
