package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.report.Report;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/eda.md}, compiled and run. */
class EdaSnippetsTest {

  private static Table loans() {
    int[] region = IntStream.range(0, 60).map(i -> i % 2).toArray();
    return Table.of(
        Schema.builder().numeric("income").categorical("region").build(),
        List.of(
            NumericColumn.of(IntStream.range(0, 60).mapToDouble(i -> i).toArray()),
            CategoricalColumn.of(region, List.of("north", "south"))));
  }

  @Test
  void report_ofTheDocument_isMade() {
    Table loans = loans();
    Report report = Eda.report(loans, o -> o.title("Loans"));
    assertThat(report.title()).isEqualTo("Loans");
  }

  @Test
  void associations_ofTheDocument_areRead() {
    Table loans = loans();
    Associations all = Associations.of(loans);
    Association pair = all.between("income", "region");
    AssociationValue ratio = pair.value(AssociationMeasure.CORRELATION_RATIO);
    String text = ratio.match(m -> "η = " + m.value(), u -> "undefined: " + u.reason());
    List<Association> strongest = all.strongest();
    assertThat(text).startsWith("η = 0.0");
    assertThat(strongest).containsExactly(pair);
  }

  @Test
  void document_everyJavaBlock_isTheCodeAbove() throws IOException {
    Path root = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");
    String page = Files.readString(root.resolve("docs/concepts/eda.md"));
    String code =
        squeezed(
            Files.readString(
                root.resolve("ml-features/src/test/java/io/millwright/eda/EdaSnippetsTest.java")));
    List<String> blocks =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(m -> squeezed(m.group(1)))
            .toList();
    assertThat(blocks).hasSize(2).allMatch(code::contains);
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
