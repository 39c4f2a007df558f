package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvInferenceTest {

  private static CsvInference infer(String text) {
    return infer(text, CsvOptions.ofDefaults());
  }

  private static CsvInference infer(String text, CsvOptions options) {
    return Csv.infer(new StringReader(text), "test.csv", options);
  }

  private static CsvInference.ColumnEvidence column(String... cells) {
    return infer("a\tb\n" + String.join("\t1\n", cells) + "\t1\n").columns().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;2;-3                              | INTEGER",
        "0;1;1                               | INTEGER",
        "1; ;?;2                             | INTEGER",
        "1;2.0                               | NUMERIC",
        "1e3;5                               | NUMERIC",
        "1;NaN;2.5                           | NUMERIC",
        "true;FALSE                          | BOOLEAN",
        "true;1                              | CATEGORICAL",
        "yes;no                              | CATEGORICAL",
        "2024-01-01;2024-02-29               | DATE",
        "2024-01-01;2024-02-30               | CATEGORICAL",
        "2024-01-01 10:00:00;2024-01-02      | TIMESTAMP",
        "2024-01-01T10:00:00Z                | TIMESTAMP",
        "007;012                             | CATEGORICAL",
        "1234567890123456789                 | CATEGORICAL",
        "1;x                                 | CATEGORICAL",
        "?;?                                 | CATEGORICAL",
        "0x10                                | CATEGORICAL"
      })
  void infer_cells_giveTheType(String cells, FieldType type) {
    assertThat(column(cells.split(";", -1)).type()).isEqualTo(type);
  }

  @Test
  void infer_strings_areTextIfManyDifferOrLong() {
    StringBuilder fifty = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 102; i++) {
      fifty
          .append("k")
          .append(i)
          .append(",g")
          .append(i / 2)
          .append(",word")
          .append(i % 5)
          .append("x".repeat(60))
          .append('\n');
    }
    assertThat(infer(fifty.toString()).columns())
        .extracting(CsvInference.ColumnEvidence::type, CsvInference.ColumnEvidence::distinct)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FieldType.TEXT, 102),
            org.assertj.core.groups.Tuple.tuple(FieldType.CATEGORICAL, 51),
            org.assertj.core.groups.Tuple.tuple(FieldType.TEXT, 5));
  }

  @Test
  void infer_missing_isCountedByTypeAndMakesOptional() {
    CsvInference found = infer("n,c,r\n1,x,1\n ,?,2\n?,,3\n,NA,4\n5,\"\",5\n");
    assertThat(found.columns())
        .extracting(CsvInference.ColumnEvidence::missing)
        .containsExactly(3L, 1L, 0L);
    assertThat(found.schema().fields())
        .extracting(Field::optional)
        .containsExactly(true, true, false);
    assertThat(found.columns().get(1).distinct()).isEqualTo(4); // x, ?, NA and the empty string
    assertThat(found.columns().get(0).range()).contains("1 .. 5");
    assertThat(found.columns().get(1).range()).isEmpty();
    assertThat(found.rows()).isEqualTo(5);
  }

  @Test
  void infer_allMissing_isOptionalCategorical() {
    CsvInference found = infer("a,b\n,1\n,2\n");
    assertThat(found.columns().get(0))
        .isEqualTo(
            new CsvInference.ColumnEvidence(
                "a", FieldType.CATEGORICAL, "has no values", 2, 0, java.util.Optional.empty()));
  }

  @Test
  void infer_decimalComma_isProposedAndReads() {
    String text = "a;b\n1,5;x\n2;y\n-0,25;z\n";
    CsvInference found = infer(text);
    assertThat(found.options().decimalComma()).isTrue();
    assertThat(found.dialect().separator()).isEqualTo(';');
    Table table = Csv.read(new StringReader(text), "t", found.schema(), found.options());
    assertThat(((NumericColumn) table.column("a")).toArray()).containsExactly(1.5, 2, -0.25);
    assertThat(infer("a;b\n1,5;0.5\n2;1.5\n").schema().field("a").type())
        .isEqualTo(FieldType.CATEGORICAL);
  }

  @Test
  void infer_nanAmongNumbers_isReadAsMissing() {
    String text = "a,b,c\n1.5,NaN,1\nnan,x,nan\n";
    CsvInference found = infer(text);
    Table table = Csv.read(new StringReader(text), "t", found.schema(), found.options());
    for (String name : List.of("a", "b", "c")) {
      assertThat(table.column(name).missingCount()).as(name).isEqualTo(1);
    }
    assertThat(found.columns()).extracting(c -> c.missing()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void infer_options_overrideTypeZoneAndPattern() {
    CsvOptions options =
        CsvOptions.builder()
            .type("id", FieldType.TEXT)
            .pattern("d", "d/M/yyyy")
            .pattern("s", "d/M/yyyy HH:mm")
            .zone(ZoneId.of("Europe/Madrid"))
            .build();
    Schema schema = infer("id,d,s\n1,31/12/2024,1/2/2024 10:30\n", options).schema();
    assertThat(schema.fields())
        .extracting(Field::type)
        .containsExactly(FieldType.TEXT, FieldType.DATE, FieldType.TIMESTAMP);
    assertThat(schema.field("s").zone()).contains(ZoneId.of("Europe/Madrid"));
    assertThatThrownBy(() -> infer("a\n1\n", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("d, id, s");
  }

  @Test
  void infer_schema_canBeEdited() {
    Schema schema =
        infer("id,x,y\n1,2.5,no\n2,3.5,yes\n")
            .schema()
            .edit()
            .key("id")
            .binaryLabel("y", "yes")
            .build();
    assertThat(schema.features()).extracting(Field::name).containsExactly("x");
  }

  @Test
  void describe_showsReasonsAndNoStrings() {
    assertThat(infer("name,age\nAda,36\nAlan,41\nAda,\n").describe())
        .isEqualTo(
            """
            test.csv: 3 rows, 2 columns, separator ',', UTF-8
              name: CATEGORICAL (strings, 66.7 % of the values differ), 2 distinct
              age: INTEGER (all whole numbers), 2 distinct, 1 missing, 36 .. 41""");
  }

  @Test
  void infer_blankHeaderName_getsItsPosition() {
    assertThat(infer(",x\n0,1\n").schema().fields())
        .extracting(Field::name)
        .containsExactly("column_1", "x");
  }
}
