package io.millwright.benchmarks.table;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.millwright.schema.Schema;
import io.millwright.table.Csv;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What share of the bare parser's speed is left when a public file becomes a typed table?
 *
 * <p>The file unpacked, its schema inferred beforehand. The rival is fastcsv, which looks at every
 * cell and keeps none. {@code benchmarks/run CsvFilesBenchmark}, with the folder of public data in
 * {@code MILLWRIGHT_DATA}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 20)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class CsvFilesBenchmark {

  /** The file below the folder of public data. */
  @Param({
    "adult/adult.csv.gz",
    "bike-sharing/hour.csv",
    "online-retail/online_retail_2010-12_to_2011-08.csv.gz"
  })
  public String file;

  private Path plain;
  private Schema schema;

  /** Unpacks the file and infers its schema. */
  @Setup
  public void prepare() throws IOException {
    Path source = Path.of(System.getProperty("millwright.data", "../shared/data")).resolve(file);
    plain = Files.createTempFile("plain", ".csv");
    try (InputStream raw = Files.newInputStream(source);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
    }
    schema = Csv.infer(plain).schema();
  }

  /** Deletes the file. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(plain);
  }

  /** Our table. */
  @Benchmark
  public Table millwright() {
    return Csv.read(plain, schema);
  }

  /** fastcsv, every cell looked at. */
  @Benchmark
  public long fastcsvAlone() throws IOException {
    long characters = 0;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(plain)) {
      for (CsvRecord row : csv) {
        for (int j = 0; j < row.getFieldCount(); j++) {
          characters += row.getField(j).length();
        }
      }
    }
    return characters;
  }
}
