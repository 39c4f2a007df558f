package io.millwright.table;

import static io.millwright.schema.FieldType.CATEGORICAL;
import static io.millwright.schema.FieldType.DATE;
import static io.millwright.schema.FieldType.INTEGER;
import static io.millwright.schema.FieldType.NUMERIC;
import static io.millwright.schema.FieldType.TEXT;
import static io.millwright.schema.FieldType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.schema.FieldType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inference and reading of public data sets; row counts and label counts as their README says. */
@Tag("real-data")
class RealDataTest {

  private static Path file(String name) {
    Path folder = Path.of(System.getProperty("millwright.data", "../shared/data"));
    Path file = folder.resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    return file;
  }

  private static Map<FieldType, Long> types(CsvInference found) {
    return found.columns().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                CsvInference.ColumnEvidence::type, java.util.stream.Collectors.counting()));
  }

  private static Table table(Path file, CsvInference found) {
    return Csv.read(file, found.schema(), found.options());
  }

  private static long count(Table table, String field, String value) {
    Column column = table.column(field);
    return IntStream.range(0, column.size())
        .filter(i -> !column.isMissing(i) && column.string(i).equals(value))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "adult/adult.csv.gz, 48842, 16, 0, 6, 10, 0",
    "bank-marketing/bank-full.csv.gz, 45211, 17, 0, 7, 10, 0",
    "bike-sharing/hour.csv, 17379, 17, 4, 12, 0, 0",
    "ett-h1/ETTh1.csv.gz, 17420, 8, 7, 0, 0, 0",
    "elec2-first-half/elec2_first_half.csv.gz, 22656, 9, 7, 1, 1, 0",
    "noaa-weather/weather.csv.gz, 18159, 9, 8, 1, 0, 0",
    "online-retail/online_retail_2010-12_to_2011-08.csv.gz, 320705, 8, 1, 2, 4, 0",
    "skin-segmentation/skin.csv.gz, 245057, 4, 0, 4, 0, 0",
    "telco-churn/Telco-Customer-Churn.csv, 7043, 21, 2, 2, 16, 1",
    "banking77/train.csv, 10003, 2, 0, 0, 1, 1",
    "banking77/test.csv, 3080, 2, 0, 0, 1, 1",
    "scifact/claims_dev_labels.csv, 450, 4, 0, 2, 1, 1",
    "breast_cancer.csv, 569, 31, 30, 1, 0, 0",
    "wine.csv, 178, 14, 13, 1, 0, 0",
    "iris.csv, 150, 5, 4, 1, 0, 0",
    "diabetes.csv, 442, 11, 11, 0, 0, 0",
    "digits.csv, 1797, 65, 0, 65, 0, 0"
  })
  void infer_publicData_hasRowsColumnsAndTypes(
      String name, int rows, int columns, long numeric, long integer, long categorical, long text) {
    Path file = file(name);
    CsvInference found = Csv.infer(file);
    assertThat(found.rows()).isEqualTo(rows);
    assertThat(found.columns()).hasSize(columns);
    Map<FieldType, Long> types = types(found);
    assertThat(
            List.of(
                types.getOrDefault(NUMERIC, 0L),
                types.getOrDefault(INTEGER, 0L),
                types.getOrDefault(CATEGORICAL, 0L),
                types.getOrDefault(TEXT, 0L)))
        .as(found.describe())
        .containsExactly(numeric, integer, categorical, text);
    assertThat(table(file, found).rowCount()).isEqualTo(rows);
  }

  @Test
  void read_adult_hasThePublishedLabels() {
    Path file = file("adult/adult.csv.gz");
    CsvInference found = Csv.infer(file);
    assertThat(found.dialect().gzip()).isTrue();
    assertThat(found.schema().field("income").type()).isEqualTo(CATEGORICAL);
    assertThat(found.schema().fields()).noneMatch(f -> f.optional());
    Table adult = table(file, found);
    assertThat(count(adult, "income", ">50K")).isEqualTo(11_687);
    assertThat(count(adult, "split", "test")).isEqualTo(16_281);
  }

  @Test
  void read_bank_findsSemicolonAndQuotes() {
    Path file = file("bank-marketing/bank-full.csv.gz");
    CsvInference found = Csv.infer(file);
    assertThat(found.dialect().separator()).isEqualTo(';');
    assertThat(count(table(file, found), "y", "yes")).isEqualTo(5_289);
  }

  @Test
  void read_telco_takesBlankChargesAsMissing() {
    Path file = file("telco-churn/Telco-Customer-Churn.csv");
    CsvInference found = Csv.infer(file);
    assertThat(found.schema().field("TotalCharges").type()).isEqualTo(NUMERIC);
    assertThat(found.schema().field("customerID").type()).isEqualTo(TEXT);
    Table telco = table(file, found);
    assertThat(telco.column("TotalCharges").missingCount()).isEqualTo(11);
    assertThat(count(telco, "Churn", "Yes")).isEqualTo(1_869);
  }

  @Test
  void read_bike_sumsToThePublishedCount() {
    Path file = file("bike-sharing/hour.csv");
    CsvInference found = Csv.infer(file);
    assertThat(found.schema().field("dteday").type()).isEqualTo(DATE);
    LongColumn counts = (LongColumn) table(file, found).column("cnt");
    assertThat(java.util.Arrays.stream(counts.toArray()).sum()).isEqualTo(3_292_679);
    assertThat(java.util.Arrays.stream(counts.toArray()).max()).hasValue(977);
  }

  @Test
  void infer_timeColumns_areTimestamps() {
    assertThat(Csv.infer(file("ett-h1/ETTh1.csv.gz")).schema().field("date").type())
        .isEqualTo(TIMESTAMP);
    CsvInference retail = Csv.infer(file("online-retail/online_retail_2010-12_to_2011-08.csv.gz"));
    assertThat(retail.schema().field("InvoiceDate").type()).isEqualTo(TIMESTAMP);
    assertThat(retail.schema().field("CustomerID").optional()).isTrue();
  }

  @Test
  void read_banking77_keepsLineFeedsInCells() {
    Path file = file("banking77/train.csv");
    CsvInference found = Csv.infer(file);
    Table table = table(file, found);
    Column text = table.column("text");
    assertThat(IntStream.range(0, text.size()).filter(i -> text.string(i).contains("\n")).count())
        .isEqualTo(10);
    assertThat(found.columns().get(1).distinct()).isEqualTo(77);
  }

  @Test
  void read_higgsWithoutHeader_takesNamesFromOptions() {
    List<String> names = IntStream.range(0, 29).mapToObj(i -> i == 0 ? "label" : "f" + i).toList();
    CsvOptions options = CsvOptions.builder().header(names).build();
    Path file = file("higgs-sample/binary.train.tsv.gz");
    CsvInference found = Csv.infer(file, options);
    assertThat(found.dialect().separator()).isEqualTo('\t');
    assertThat(found.rows()).isEqualTo(7_000);
    assertThat(found.schema().field("label").type()).isEqualTo(INTEGER);
    assertThat(types(found)).containsEntry(NUMERIC, 28L);
    assertThat(table(file, found).rowCount()).isEqualTo(7_000);
    assertThat(Csv.infer(file("higgs-sample/binary.test.tsv.gz"), options).rows()).isEqualTo(500);
  }
}
