package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  private static Formats of(String... values) {
    return Formats.of("f", TextColumn.of(Arrays.asList(values)), row -> row);
  }

  @Test
  void formats_numbersAmongWords_areMixed() {
    Formats found = of("low", "high", "12", "low", "", "3.5 %", "1,000", "medium", "12a");
    assertThat(found.cells()).isEqualTo(8);
    assertThat(found.odd()).isEqualTo(3);
    assertThat(found.faults())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.kind()).isEqualTo(Kind.MIXED_TYPES);
              assertThat(f.rows()).containsExactly(2L, 5L, 6L);
              assertThat(f.text()).contains("3 of 8").doesNotContain("1,000");
            });
  }

  @Test
  void formats_severalDateFormats_areFound() {
    Formats found = of("2024-01-31", "2024-02-01", "31/01/2024", "2024-03-01T10:00", "1.2.2024");
    assertThat(found.odd()).isEqualTo(2);
    assertThat(found.faults())
        .extracting(QualityFault::kind)
        .containsExactly(Kind.MIXED_DATE_FORMATS);
    assertThat(found.faults().get(0).rows()).containsExactly(2L, 4L);
  }

  @Test
  void formats_shapeOfNearlyAll_makesTheRestOdd() {
    List<String> codes = new ArrayList<>(IntStream.range(0, 39).mapToObj(i -> "AB-" + i).toList());
    codes.add("39-AB");
    Formats found = of(codes.toArray(new String[0]));
    assertThat(found.odd()).isEqualTo(1);
    assertThat(found.faults()).extracting(QualityFault::kind).containsExactly(Kind.ODD_FORMATS);
    codes.addAll(List.of("x", "y", "z"));
    assertThat(of(codes.toArray(new String[0])).odd()).as("4 of 43 are too many").isZero();
  }

  @Test
  void formats_wordsOnly_areNotOdd() {
    assertThat(of("a", "b c", "don't know", "<=50K", ">50K").faults()).isEmpty();
    assertThat(of("", " ").cells()).isZero();
    Formats categories =
        Formats.of(
            "f", CategoricalColumn.of(new int[] {0, 0, 1, -1}, List.of("a", "7")), row -> row);
    assertThat(categories.odd()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"AB-12, A-9", "a1b22, A9A9", "'Grüße  an 3', A A 9", "1_000, 9_9"})
  void shape_runs_becomeOneCharacter(String text, String shape) {
    assertThat(Formats.shape(text)).isEqualTo(shape);
  }
}
