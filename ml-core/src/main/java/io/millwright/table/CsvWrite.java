package io.millwright.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.millwright.schema.FieldType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes tables as CSV. */
final class CsvWrite {

  /** Quotes what could be taken for something else: white space at an end, another separator. */
  private static final class Quotes implements QuoteStrategy {

    @Override
    public boolean quoteEmpty(int line, int field) {
      return true;
    }

    @Override
    public boolean quoteValue(int line, int field, String value) {
      char first = value.charAt(0);
      char last = value.charAt(value.length() - 1);
      if (Character.isWhitespace(first) || Character.isWhitespace(last) || first == '\uFEFF') {
        return true;
      }
      for (int i = 0; i < value.length(); i++) {
        if (SeparatorSniffer.CANDIDATES.indexOf(value.charAt(i)) >= 0) {
          return true;
        }
      }
      return false;
    }
  }

  private CsvWrite() {}

  static void write(Table table, Path file) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Folder of " + file + " must exist; does not. Make it first.");
    }
    try {
      // Not a temporary file, which only its owner could read.
      Path draft =
          folder.resolve(
              "."
                  + target.getFileName()
                  + "."
                  + ProcessHandle.current().pid()
                  + "-"
                  + Long.toHexString(System.nanoTime())
                  + ".part");
      try {
        fill(table, draft);
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      forceFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("File " + file + " cannot be written.", e);
    }
  }

  private static void fill(Table table, Path draft) throws IOException {
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Writer writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  Channels.newOutputStream(channel),
                  StandardCharsets.UTF_8
                      .newEncoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)),
              1 << 16);
      CsvWriter csv =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .quoteStrategy(new Quotes())
              .build(writer);
      rows(table, csv);
      csv.flush();
      writer.flush();
      channel.force(true);
    }
  }

  private static void rows(Table table, CsvWriter csv) {
    csv.writeRecord(table.schema().fields().stream().map(f -> f.name()).toList());
    int width = table.columns().size();
    Column[] columns = table.columns().toArray(Column[]::new);
    for (int row = 0; row < table.rowCount(); row++) {
      CsvWriter.CsvWriterRecord record = csv.writeRecord();
      for (int i = 0; i < width; i++) {
        record.writeField(text(columns[i], row));
      }
      record.endRecord();
    }
  }

  private static @Nullable String text(Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    FieldType type = column.type();
    return switch (type) {
      case NUMERIC -> Double.toString(column.number(row));
      case INTEGER -> Long.toString(column.integer(row));
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case CATEGORICAL, TEXT -> column.string(row);
      case DATE -> LocalDate.ofEpochDay(column.integer(row)).toString();
      case TIMESTAMP -> instant(column.integer(row)).toString();
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, ComponentReader.NANOS), Math.floorMod(nanos, ComponentReader.NANOS));
  }

  /** Makes the move last through a power failure; some systems cannot open a folder. */
  private static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
