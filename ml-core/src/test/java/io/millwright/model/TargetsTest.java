package io.millwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.table.Csv;
import io.millwright.table.CsvOptions;
import io.millwright.table.Table;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static Table table(Schema schema, String... cells) {
    return Csv.read(
        new StringReader("y\n" + String.join("\n", cells) + "\n"),
        "y",
        schema,
        CsvOptions.ofDefaults());
  }

  @Test
  void of_booleanLabel_isOneForTrue() {
    Targets targets = Targets.of(table(Schema.builder().binaryLabel("y").build(), "true", "false"));
    assertThat(targets.toArray()).containsExactly(1, 0);
    assertThat(targets.classes()).containsExactly("false", "true");
    assertThat(targets.task()).isEqualTo(Task.binary());
  }

  @Test
  void of_binaryLabelWithSeveralOthers_namesThemNotPositive() {
    Schema schema = Schema.builder().binaryLabel("y", "b").build();
    Targets targets = Targets.of(table(schema, "a", "b", "c"));
    assertThat(targets.toArray()).containsExactly(0, 1, 0);
    assertThat(targets.classes()).containsExactly("not b", "b");
  }

  @Test
  void of_integerClasses_areInNumericOrder() {
    Schema schema = Schema.builder().integer("y").build().edit().multiclassLabel("y").build();
    Targets targets = Targets.of(table(schema, "10", "2", "-1", "2"));
    assertThat(targets.classes()).containsExactly("-1", "2", "10");
    assertThat(targets.toArray()).containsExactly(2, 1, 0, 1);
  }

  @Test
  void of_stringClasses_areInOrderOfCodePoints() {
    Schema schema = Schema.builder().multiclassLabel("y").build();
    assertThat(Targets.of(table(schema, "b", "😀", "\uFF5E", "a", "B")).classes())
        .containsExactly("B", "a", "b", "\uFF5E", "😀");
  }

  @Test
  void with_classNotAmongThem_isUnknown() {
    Schema schema = Schema.builder().multiclassLabel("y").build();
    assertThat(Targets.with(table(schema, "a", "z"), List.of("a", "b")).toArray())
        .containsExactly(0, Targets.UNKNOWN_CLASS);
  }

  @Test
  void of_realLabel_mustBeFinite() {
    Schema schema = Schema.builder().realLabel("y").build();
    assertThat(Targets.of(table(schema, "1.5", "-2")).toArray()).containsExactly(1.5, -2);
    assertThatThrownBy(() -> Targets.of(table(schema, "1.5", "NaN")))
        .hasMessageContaining("was not in row 1");
  }

  @Test
  void of_missingLabels_saysHowManyAndTheFirst() {
    Schema schema = Schema.builder().realLabel("y").optional("y").build();
    assertThatThrownBy(() -> Targets.of(table(schema, "1", "", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 are missing (first: row 1)");
    assertThatThrownBy(() -> Targets.of(table(Schema.builder().integer("y").build(), "1")))
        .hasMessageContaining("must have a label");
  }
}
