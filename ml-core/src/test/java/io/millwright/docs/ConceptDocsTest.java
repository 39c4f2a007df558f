package io.millwright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.split.CrossValidation;
import io.millwright.split.Folds;
import io.millwright.split.HoldoutSet;
import io.millwright.split.NestedSplit;
import io.millwright.split.Split;
import io.millwright.split.SplitRows;
import io.millwright.split.Splitter;
import io.millwright.split.ThreeWaySplit;
import io.millwright.split.TrainingSet;
import io.millwright.table.CellFault;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.CsvOptions;
import io.millwright.table.JsonLines;
import io.millwright.table.ResultSets;
import io.millwright.table.Table;
import io.millwright.table.TableReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code of the pages on schema, table and split: compiled and run here, word for word. */
class ConceptDocsTest {

  private static final Path ROOT = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");
  private static final Path SOURCE =
      ROOT.resolve("ml-core/src/test/java/io/millwright/docs/ConceptDocsTest.java");

  private final Path folder;

  ConceptDocsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  record Reading(String sensor, double value) {}

  @ParameterizedTest
  @CsvSource({"schema, 3", "table, 3", "split, 6"})
  void page_everyJavaBlock_isCompiledHere(String page, int blocks) throws IOException {
    Path file = ROOT.resolve("docs/concepts/" + page + ".md");
    assertThat(DocSnippets.blocks(file)).hasSize(blocks);
    assertThat(DocSnippets.missing(file, SOURCE)).isEmpty();
  }

  @Test
  void snippets_blockThatIsNotInTheSource_isFound() throws IOException {
    Path page =
        Files.writeString(folder.resolve("p.md"), "```java\nint notCompiled = 1;" + "2\n```\n");
    assertThat(DocSnippets.missing(page, SOURCE)).hasSize(1);
  }

  @Test
  void schema_fromBuilder() {
    Schema schema =
        Schema.builder()
            .key("customerId")
            .numeric("income", "EUR/year")
            .optional("income")
            .categorical("region")
            .date("openedOn")
            .eventTime("decidedAt", ZoneId.of("Europe/Madrid"))
            .binaryLabel("defaulted")
            .build();
    assertThat(schema.features()).hasSize(3);
  }

  @Test
  void schema_fromRecord() {
    record Loan(
        String customerId,
        @Nullable Double income,
        String region,
        Instant decidedAt,
        boolean bad) {}

    Schema schema = Schema.from(Loan.class).key("customerId").binaryLabel("bad").build();
    assertThat(schema.features()).hasSize(3);
  }

  @Test
  void schema_fromCsv() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "id,zip,churn\n1,11,Yes\n2,12,No\n");
    CsvInference found = Csv.infer(file, CsvOptions.builder().type("zip", FieldType.TEXT).build());
    System.Logger log = System.getLogger("journey");
    log.log(System.Logger.Level.INFO, found.describe());
    Schema schema = found.schema().edit().key("id").binaryLabel("churn", "Yes").build();
    Table table = Csv.read(file, schema, found.options());
    assertThat(table.column("zip").type()).isEqualTo(FieldType.TEXT);
  }

  @Test
  void table_reading() throws IOException, SQLException {
    Schema schema = Schema.builder().integer("a").build();
    Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
    Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":1}\n");
    try (ResultSet resultSet =
        DriverManager.getConnection("jdbc:h2:mem:").createStatement().executeQuery("SELECT 1 a")) {
      Table loans = Csv.read(file, schema);
      Table events = JsonLines.read(lines, schema);
      Table rows = ResultSets.read(resultSet, schema);
      Table live = Table.ofRecords(List.of(new Reading("a", 1.5)), Reading.class);
      assertThat(List.of(loans, events, rows)).allMatch(loans::equals);
      assertThat(live.rowCount()).isEqualTo(1);
    }
    assertThat(faults(file, schema)).isEqualTo("1 rows");
    Files.writeString(file, "a\nx\ny\n");
    assertThat(faults(file, schema)).isEqualTo("2 bad cells, the first on line 2 in a");
  }

  private static String faults(Path file, Schema schema) {
    try {
      return Csv.read(file, schema).rowCount() + " rows";
    } catch (TableReadException e) {
      CellFault first = e.faults().get(0);
      return e.count() + " bad cells, the first on line " + first.line() + " in " + first.column();
    }
  }

  @Test
  void table_writing() {
    Table loans = Table.ofRecords(List.of(new Reading("", 0.1)), Reading.class);
    Path file = folder.resolve("out.csv");
    Csv.write(loans, file);
    assertThat(Csv.read(file, loans.schema())).isEqualTo(loans);
  }

  private Table loans() throws IOException {
    StringBuilder text = new StringBuilder("customerId,decidedAt,settledAt,bad\n");
    for (int i = 0; i < 300; i++) {
      text.append("c").append(i % 20).append(',');
      Instant decided = Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(i));
      text.append(decided).append(',').append(decided.plus(Duration.ofDays(10)));
      text.append(i % 3 == 0 ? ",true\n" : ",false\n");
    }
    Path file = Files.writeString(folder.resolve("loans.csv"), text);
    Schema.Builder schema = Csv.infer(file).schema().edit();
    schema.eventTime("decidedAt", ZoneOffset.UTC).binaryLabel("bad");
    return Csv.read(file, schema.build());
  }

  @Test
  void split_inFolds() throws IOException {
    Table loans = loans();
    List<Split> later = CrossValidation.timeSeries(5).gap(7).maxTrain(100).split(loans);
    List<Split> fixed = CrossValidation.grouped("customerId", 5).split(loans);
    List<Split> drawn = CrossValidation.stratified(5).split(loans, Seed.of(42));
    assertThat(later).extracting(s -> s.train().rows().size()).containsOnly(43, 93, 100);
    assertThat(fixed).extracting(s -> s.test().rows().size()).containsOnly(60).hasSize(5);
    assertThat(drawn).extracting(s -> s.test().rows().size()).containsOnly(60).hasSize(5);
  }

  @Test
  void split_inThree() throws IOException {
    Table loans = loans();
    ThreeWaySplit parts =
        ThreeWaySplit.of(
            loans, Splitter.latest("decidedAt", 0.2), Splitter.latest("decidedAt", 0.25));
    assertThat(parts.train().rows().size()).isEqualTo(180);
    assertThat(parts.validation().rows().size()).isEqualTo(60);
    assertThat(parts.test().rows().size()).isEqualTo(60);
  }

  @Test
  void split_foldsByCalendarAndPurged() throws IOException {
    Table loans = loans();
    Folds monthly =
        CrossValidation.calendar(Period.ofMonths(1), 6)
            .gap(Period.ofDays(30))
            .until(LocalDate.of(2024, 10, 1));
    Folds purged = CrossValidation.purged("decidedAt", "settledAt", 5).embargo(Duration.ofDays(7));
    List<Split> splits = purged.split(loans);
    assertThat(splits).extracting(s -> s.train().rows().size()).contains(300 - 60 - 10 - 10 - 7);
    Folds policy = CrossValidation.grouped("customerId", 5).seeded(Seed.of(42));
    List<SplitRows> positions = policy.rows(loans);
    Folds often = CrossValidation.stratified(5).repeated(10, Seed.of(42));
    List<NestedSplit> nested = monthly.nested(loans, CrossValidation.timeSeries(3));
    assertThat(positions).hasSize(5);
    assertThat(often.rows(loans)).hasSize(50);
    assertThat(nested).extracting(n -> n.outer().test().rows().size()).contains(30, 31);
    assertThat(nested.get(0).inner()).hasSize(3);
  }

  @Test
  void split_byTimeGroupAndLabel() throws IOException {
    Table loans = loans();
    Split split =
        Splitter.before("decidedAt", Instant.parse("2024-06-01T00:00:00Z"))
            .embargo(Duration.ofDays(7))
            .gap(Duration.ofDays(30))
            .split(loans);
    TrainingSet train = split.train();
    HoldoutSet test = split.test();
    assertThat(train.rows().size()).isEqualTo(152 - 30);
    assertThat(test.rows().size()).isEqualTo(300 - 152 - 7);
    assertThat(split.left()).isEqualTo(37);
    Split byCustomer = Splitter.grouped("customerId", 0.2).split(loans, Seed.of(42));
    Split byLabel = Splitter.stratified(0.2).split(loans, Seed.of(42));
    assertThat(byCustomer.test().rows().size()).isEqualTo(60);
    assertThat(byLabel.test().rows().size()).isEqualTo(60);
  }
}
