package io.millwright.features;

import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.targetEncode;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.model.FeatureMatrix;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/learning-from-labels.md}, compiled and run. */
class LabelSnippetsTest {

  record Customer(String city, double income, boolean churned) {}

  private static Table customers() {
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      customers.add(new Customer("city-" + i % 9, 1_000.0 + i, i % 9 < 3 && i % 4 > 0));
    }
    Schema schema = Schema.from(Customer.class).binaryLabel("churned").build();
    return Table.ofRecords(customers, schema, Customer.class);
  }

  @Test
  void encode_ofTheDocument_givesOutOfFoldVectors() {
    Table customers = customers();
    Schema schema = customers.schema();
    Split split = Splitter.random(0.2).split(customers, Seed.of(1));
    // snippet: encode
    FeatureSpec spec =
        FeatureSpec.over(schema)
            .add(targetEncode("city").folds(5), log1p("income"))
            .select(Selection.bestByMutualInformation(2))
            .build();
    TrainingFeatures training = spec.fitTransform(split.train(), Seed.of(42));
    FeatureMatrix vectors = training.matrix();
    // end
    assertThat(vectors.rows()).isEqualTo(240);
    assertThat(vectors.features()).extracting(f -> f.name()).contains("target(city)");
  }

  @Test
  void counts_ofTheDocument_tellOfUnseenCities() {
    Table customers = customers();
    FittedFeatures features =
        Rows.fit(targetEncode("city"), customers.take(new int[] {0, 1, 2, 3, 9, 10, 11, 12}));
    List<Row> requests = List.of(customers.cursor().moveTo(0), customers.cursor().moveTo(8));
    // snippet: counts
    FeatureCounts counts = features.counts();
    for (Row row : requests) {
      counts.observe(row);
    }
    String report = counts.describe();
    long unseen = counts.count("city", FeatureEvent.UNSEEN);
    // end
    assertThat(unseen).isEqualTo(1);
    assertThat(report).contains("UNSEEN in 1");
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document =
        Files.readString(module.resolveSibling("docs/concepts/learning-from-labels.md"));
    String code =
        Files.readString(
            module.resolve("src/test/java/io/millwright/features/LabelSnippetsTest.java"));
    Matcher blocks =
        Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(document);
    List<String> checked = new ArrayList<>();
    while (blocks.find()) {
      String marker = "// snippet: " + blocks.group(1) + "\n";
      int start = code.indexOf(marker) + marker.length();
      assertThat(start).as(blocks.group(1)).isGreaterThanOrEqualTo(marker.length());
      String compiled = code.substring(start, code.indexOf("// end", start));
      assertThat(plain(blocks.group(2))).isEqualTo(plain(compiled));
      checked.add(blocks.group(1));
    }
    assertThat(checked).containsExactly("encode", "counts");
    assertThat(Pattern.compile("```java").matcher(document).results().count()).isEqualTo(2);
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
