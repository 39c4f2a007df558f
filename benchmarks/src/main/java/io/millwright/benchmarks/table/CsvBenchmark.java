package io.millwright.benchmarks.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.millwright.benchmarks.data.Adult;
import io.millwright.benchmarks.data.LabelledAdult;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.Csv;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a checked, typed, columnar table cost over the bare parser that it is read with?
 *
 * <p>The rows of {@link Adult}, 15 columns, written to a file four times over. The rivals are
 * fastcsv, which looks at every cell and keeps none, and fastcsv with the whole numbers parsed and
 * the other cells kept as strings.
 *
 * <p>{@code benchmarks/run CsvBenchmark -prof gc}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 8)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class CsvBenchmark {

  private static final int TIMES = 4;

  private Path file;
  private Schema schema;
  private boolean[] whole;

  /** Writes the file. */
  @Setup
  public void prepare() throws IOException {
    List<LabelledAdult> once = Adult.load().rows();
    List<LabelledAdult> rows = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      rows.addAll(once);
    }
    schema = Schema.from(LabelledAdult.class).binaryLabel("income", ">50K").build();
    List<Field> fields = schema.fields();
    whole = new boolean[fields.size()];
    for (int j = 0; j < whole.length; j++) {
      whole[j] = fields.get(j).type() == FieldType.INTEGER;
    }
    file = Files.createTempFile("table", ".csv");
    Csv.write(Table.ofRecords(rows, schema, LabelledAdult.class), file);
  }

  /** Deletes the file. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  /** Our table. */
  @Benchmark
  public Table millwright() {
    return Csv.read(file, schema);
  }

  /** fastcsv, every cell looked at. */
  @Benchmark
  public long fastcsvAlone() throws IOException {
    long characters = 0;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord row : csv) {
        for (int j = 0; j < row.getFieldCount(); j++) {
          characters += row.getField(j).length();
        }
      }
    }
    return characters;
  }

  /** fastcsv, numbers parsed and strings kept. */
  @Benchmark
  public List<Object[]> fastcsvParsed() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    boolean header = true;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord row : csv) {
        if (!header) {
          Object[] cells = new Object[whole.length];
          for (int j = 0; j < whole.length; j++) {
            cells[j] = whole[j] ? Long.valueOf(row.getField(j)) : row.getField(j);
          }
          rows.add(cells);
        }
        header = false;
      }
    }
    return rows;
  }
}
