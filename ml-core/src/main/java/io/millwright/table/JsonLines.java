package io.millwright.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables from JSON Lines: one object a line, strict UTF-8, packed with gzip or not.
 *
 * <p>A member that is absent or null is missing. NUMERIC takes numbers and the strings {@code NaN},
 * {@code Infinity} and {@code -Infinity}; INTEGER whole numbers without a point; BOOLEAN true and
 * false; CATEGORICAL and TEXT strings, the empty one being a value; DATE and TIMESTAMP strings in
 * ISO form, a timestamp without an offset being read in the field's zone. Members that the schema
 * does not name are ignored, blank lines skipped. All bad members are reported together, as by
 * {@link Csv}. A line has at most 2^24 characters. Thread-safe.
 */
public final class JsonLines {

  private static final int MAX_LINE = 1 << 24;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Schema schema;
  private final FaultLog faults;
  private final TableBuilder table;
  private final TimeReader[] times;
  private final boolean[] seen;
  private long line;

  private JsonLines(String source, Schema schema) {
    this.schema = schema;
    this.faults = new FaultLog(source);
    this.table = Table.builder(schema);
    this.times =
        schema.fields().stream()
            .map(f -> new TimeReader(f.zone().orElse(ZoneOffset.UTC), false, null))
            .toArray(TimeReader[]::new);
    this.seen = new boolean[times.length];
  }

  /**
   * The file as a table of the schema.
   *
   * @throws TableReadException if there is no such file, it is broken as a whole or has bad lines
   *     or members
   * @throws UncheckedIOException if the file system fails
   */
  public static Table read(Path file, Schema schema) {
    long most = CsvOptions.Limits.DEFAULT.bytes();
    try (CsvSource source =
        CsvSource.of(file, Optional.empty(), most, io.millwright.Progress.SILENT)) {
      return read(source.characters(), source.name(), schema);
    } catch (IOException e) {
      throw new UncheckedIOException("File " + file + " cannot be read.", e);
    }
  }

  /**
   * The characters as a table of the schema. The reader is not closed.
   *
   * @param name what messages call the source
   * @throws TableReadException as for a file
   */
  public static Table read(Reader characters, String name, Schema schema) throws IOException {
    JsonLines lines = new JsonLines(name, schema);
    Lines reader = new Lines(characters, name);
    while (reader.next()) {
      lines.line++;
      if (!reader.isBlank()) {
        lines.readLine(reader);
      }
    }
    lines.faults.throwIfAny();
    return lines.table.build();
  }

  private void readLine(Lines text) throws IOException {
    Arrays.fill(seen, false);
    try (JsonParser parser = FACTORY.createParser(text.characters, 0, text.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        faults.add(line, "", "must be one JSON object; was something else");
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        int field = schema.find(name).orElse(-1);
        if (field < 0) {
          parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
          seen[field] = true;
          String fault = value(parser, token, field);
          if (fault != null) {
            faults.add(line, name, fault);
            parser.skipChildren();
          }
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        faults.add(line, "", "must be one JSON object; has more behind it");
      }
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the text, so only the place is told.
      JsonLocation place = e.getLocation();
      faults.add(
          line,
          "",
          "must be one JSON object with different member names, of sensible depth and length; is not"
              + (place == null ? "" : ", at column " + place.getColumnNr()));
      return;
    }
    missing();
  }

  private void missing() {
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        Field field = schema.fields().get(i);
        if (field.optional()) {
          table.column(i).addMissing();
        } else {
          faults.add(line, field.name(), CellReader.REQUIRED);
        }
      }
    }
  }

  private @Nullable String value(JsonParser parser, JsonToken token, int field) throws IOException {
    ColumnBuilder into = table.column(field);
    FieldType type = schema.fields().get(field).type();
    return switch (type) {
      case NUMERIC -> number(parser, token, into);
      case INTEGER -> {
        if (token != JsonToken.VALUE_NUMBER_INT
            || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          yield "must be a whole number of 64 bits; was not";
        }
        into.addInteger(parser.getLongValue());
        yield null;
      }
      case BOOLEAN -> {
        if (!token.isBoolean()) {
          yield "must be true or false; was neither";
        }
        into.addInteger(token == JsonToken.VALUE_TRUE ? 1 : 0);
        yield null;
      }
      case CATEGORICAL, TEXT -> {
        if (token != JsonToken.VALUE_STRING) {
          yield "must be a string; was not";
        }
        into.addString(parser.getText());
        yield null;
      }
      case DATE, TIMESTAMP -> time(parser, token, times[field], type, into);
    };
  }

  private static @Nullable String number(JsonParser parser, JsonToken token, ColumnBuilder into)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      switch (parser.getText()) {
        case "NaN" -> into.addNumber(Double.NaN);
        case "Infinity" -> into.addNumber(Double.POSITIVE_INFINITY);
        case "-Infinity" -> into.addNumber(Double.NEGATIVE_INFINITY);
        default -> {
          return "must be a number; was a string";
        }
      }
      return null;
    }
    if (!token.isNumeric()) {
      return "must be a number; was not";
    }
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      return "must be in the range of a double; was beyond";
    }
    into.addNumber(value);
    return null;
  }

  private static @Nullable String time(
      JsonParser parser, JsonToken token, TimeReader times, FieldType type, ColumnBuilder into)
      throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      return type == FieldType.DATE ? TimeReader.NO_DATE : TimeReader.NO_TIME;
    }
    char[] text = parser.getText().toCharArray();
    String fault =
        type == FieldType.DATE
            ? times.date(text, 0, text.length)
            : times.timestamp(text, 0, text.length);
    if (fault == null) {
      into.addInteger(times.value());
    }
    return fault;
  }

  /** Lines of bounded length. */
  private static final class Lines {

    private final Reader in;
    private final String source;
    private final char[] buffer = new char[1 << 15];
    private char[] characters = new char[1 << 10];
    private int length;
    private int from;
    private int to;

    Lines(Reader in, String source) {
      this.in = in;
      this.source = source;
    }

    boolean isBlank() {
      for (int i = 0; i < length; i++) {
        if (characters[i] > ' ') {
          return false;
        }
      }
      return true;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
      length = 0;
      boolean any = false;
      while (true) {
        if (from == to) {
          from = 0;
          to = Math.max(0, in.read(buffer, 0, buffer.length));
          if (to == 0) {
            return any;
          }
        }
        any = true;
        int end = from;
        while (end < to && buffer[end] != '\n') {
          end++;
        }
        append(end);
        boolean ended = end < to;
        from = ended ? end + 1 : end;
        if (ended) {
          return true;
        }
      }
    }

    private void append(int end) {
      int more = end - from;
      if (length + more > MAX_LINE) {
        throw TableReadException.of(
            "Lines of "
                + source
                + " must have at most "
                + MAX_LINE
                + " characters; one has more. Write one object a line.");
      }
      if (length + more > characters.length) {
        characters = Arrays.copyOf(characters, Math.max(length + more, characters.length * 2));
      }
      System.arraycopy(buffer, from, characters, length, more);
      length += more;
    }
  }
}
