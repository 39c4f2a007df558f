package io.millwright.benchmarks.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of "Adult", from {@code adult/adult.csv.gz} in the folder {@code -Dmillwright.data}, or
 * generated rows of the same columns and about the same numbers of categories where there is no
 * such file. Which of both is logged. Immutable and thread-safe.
 */
public final class Adult {

  private static final System.Logger LOG = System.getLogger(Adult.class.getName());
  private static final int GENERATED_ROWS = 32_561;

  private final List<LabelledAdult> rows;

  private Adult(List<LabelledAdult> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The training part of the file, or as many generated rows. */
  public static Adult load() {
    Path file = Path.of(System.getProperty("millwright.data", ""), "adult", "adult.csv.gz");
    boolean real = Files.isRegularFile(file);
    Adult adult = new Adult(real ? read(file) : generate());
    LOG.log(
        System.Logger.Level.INFO,
        "Data: {0} {1} rows of Adult",
        adult.rows.size(),
        real ? "real" : "generated");
    return adult;
  }

  /** The labelled rows in their order. */
  public List<LabelledAdult> rows() {
    return rows;
  }

  /** The first rows as a service would be asked. */
  public AdultRecord[] asked(int count) {
    return rows.stream().limit(count).map(LabelledAdult::asked).toArray(AdultRecord[]::new);
  }

  /** All rows to train on; {@code >50K} is positive. */
  public TrainingSet trainingSet() {
    Schema schema = Schema.from(LabelledAdult.class).binaryLabel("income", ">50K").build();
    return TrainingSet.ofAll(Table.ofRecords(rows, schema, LabelledAdult.class));
  }

  private static List<LabelledAdult> read(Path file) {
    List<LabelledAdult> rows = new ArrayList<>();
    try (BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord cells : csv) {
        if (cells.getField("split").equals("train")) {
          rows.add(row(cells));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Adult cannot be read.", e);
    }
    return rows;
  }

  private static LabelledAdult row(NamedCsvRecord cells) {
    return new LabelledAdult(
        number(cells, "age"),
        known(cells.getField("workclass")),
        number(cells, "fnlwgt"),
        cells.getField("education"),
        number(cells, "education-num"),
        cells.getField("marital-status"),
        known(cells.getField("occupation")),
        cells.getField("relationship"),
        cells.getField("race"),
        cells.getField("sex"),
        number(cells, "capital-gain"),
        number(cells, "capital-loss"),
        number(cells, "hours-per-week"),
        known(cells.getField("native-country")),
        cells.getField("income"));
  }

  private static int number(NamedCsvRecord cells, String name) {
    return Integer.parseInt(cells.getField(name));
  }

  private static @Nullable String known(String cell) {
    return cell.equals("?") ? null : cell;
  }

  private static List<LabelledAdult> generate() {
    RandomGenerator random = Seed.of(1).random();
    List<LabelledAdult> rows = new ArrayList<>();
    for (int i = 0; i < GENERATED_ROWS; i++) {
      int age = 17 + random.nextInt(74);
      int school = 1 + random.nextInt(16);
      int hours = 1 + random.nextInt(99);
      double z = 0.04 * (age - 45) + 0.4 * (school - 10) + 0.02 * (hours - 40) - 1.2;
      boolean rich = random.nextDouble() * (1 + StrictMath.exp(-z)) < 1;
      rows.add(
          new LabelledAdult(
              age,
              random.nextInt(18) == 0 ? null : word(random, "work", 8),
              12_285 + random.nextInt(1_472_420),
              "school-" + school,
              school,
              word(random, "marital", 7),
              random.nextInt(18) == 0 ? null : word(random, "job", 14),
              word(random, "relation", 6),
              word(random, "race", 5),
              word(random, "sex", 2),
              random.nextInt(12) == 0 ? random.nextInt(100_000) : 0,
              random.nextInt(20) == 0 ? random.nextInt(4_000) : 0,
              hours,
              random.nextInt(55) == 0 ? null : word(random, "country", 41),
              rich ? ">50K" : "<=50K"));
    }
    return rows;
  }

  private static String word(RandomGenerator random, String prefix, int different) {
    return prefix + "-" + random.nextInt(different);
  }
}
