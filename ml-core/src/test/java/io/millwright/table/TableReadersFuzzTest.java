package io.millwright.table;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.millwright.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Whatever the bytes are, a reader gives a table or one of its documented exceptions. Run as a
 * regression over the seed corpus; set {@code JAZZER_FUZZ=1} to search.
 */
class TableReadersFuzzTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("n")
          .integer("i")
          .bool("b")
          .categorical("c")
          .date("d")
          .timestamp("s", ZoneId.of("Europe/Madrid"))
          .optional("n", "i", "b", "c", "d", "s")
          .build();
  private static final CsvOptions.Limits SMALL = new CsvOptions.Limits(50, 1_000, 1_000, 1 << 16);

  @FuzzTest
  void read_anyBytes_givesATableOrATableReadException(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".csv");
    try {
      Files.write(file, bytes);
      CsvOptions options = CsvOptions.builder().limits(SMALL).build();
      CsvInference found = Csv.infer(file, options);
      Table table = Csv.read(file, found.schema(), found.options());
      if (table.rowCount() != found.rows()) {
        throw new AssertionError("Inference counted " + found.rows() + " rows.");
      }
      for (int i = 0; i < found.columns().size(); i++) {
        if (table.columns().get(i).missingCount() != found.columns().get(i).missing()) {
          throw new AssertionError("Inference counted other missing values in column " + i + ".");
        }
      }
    } catch (TableReadException expected) {
      if (!expected.toString().contains(" must ")) {
        throw new AssertionError("A message must say what is wrong.", expected);
      }
    } finally {
      Files.delete(file);
    }
  }

  @FuzzTest
  void read_anyCells_giveATableOrATableReadException(FuzzedDataProvider data) {
    CsvOptions options =
        CsvOptions.builder()
            .limits(SMALL)
            .separator(',')
            .header(java.util.List.of("n", "i", "b", "c", "d", "s"))
            .build();
    try {
      Csv.read(new StringReader(data.consumeRemainingAsString()), "fuzz", SCHEMA, options);
    } catch (TableReadException expected) {
      if (!expected.toString().contains(" must ")) {
        throw new AssertionError("A message must say what is wrong.", expected);
      }
    }
  }

  @FuzzTest
  void readJsonLines_anyBytes_givesATableOrATableReadException(byte[] bytes) {
    StrictReader text =
        new StrictReader(
            new ByteArrayInputStream(bytes), "fuzz", StandardCharsets.UTF_8, 0, 1 << 20, at -> 1);
    try {
      JsonLines.read(text, "fuzz", SCHEMA);
    } catch (TableReadException expected) {
      if (!expected.toString().contains(" must ")) {
        throw new AssertionError("A message must say what is wrong.", expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
