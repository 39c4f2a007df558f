package io.millwright.features.text;

import static io.millwright.features.Transforms.tfIdf;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.model.SparseMatrix;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/text-features.md}, compiled and run. */
class TextFeaturesSnippetsTest {

  private static final Schema TICKETS =
      Schema.builder().text("message").optional("message").build();

  private static final Table TABLE =
      Table.of(
          TICKETS,
          List.of(
              TextColumn.of(
                  Arrays.asList("Card lost!", "My card is lost", null, "Lost card", "Refund"))));

  @Test
  void terms_ofTheDocument_areCounted() {
    Schema tickets = TICKETS;
    Table table = TABLE;
    TrainingSet train = TrainingSet.ofAll(table);
    // snippet: terms
    FeatureSpec terms =
        FeatureSpec.over(tickets)
            .add(
                tfIdf("message").words(1, 2).minCount(2).mostFrequent(20_000).missingIndicator(),
                tfIdf("message").charactersInWords(3, 4).minCount(2).sublinear().named("spelling"))
            .build();
    FittedFeatures fitted = terms.fit(train, Seed.of(42));
    SparseMatrix matrix = fitted.sparse(table);
    // end
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .contains("tfidf(message)=card", "message=<missing>", "spelling(message)= car");
    assertThat(matrix.stored(2)).isEqualTo(1);
  }

  @Test
  void lsa_ofTheDocument_hasItsComponents() {
    Schema tickets = TICKETS;
    // snippet: lsa
    FeatureSpec topics =
        FeatureSpec.over(tickets).add(tfIdf("message").minCount(2).lsa(50)).build();
    // end
    assertThat(topics.fit(TrainingSet.ofAll(TABLE), Seed.of(1)).features()).hasSize(50);
  }

  @Test
  void models_ofTheDocument_widenTableAndRow() {
    Schema tickets = TICKETS;
    Table table = TABLE;
    Row row = TABLE.cursor();
    TextEmbedder embedder = new Sizes();
    FieldExtractor extractor = new Topics();
    ResultCache cache = MemoryResultCache.of(1 << 20);
    // snippet: embed
    TextFields fields =
        TextFields.over(tickets)
            .embed("message", embedder)
            .extract("message", extractor)
            .cache(cache)
            .onFailure(OnFailure.MISSING)
            .build();
    Widened<Table> wide = fields.widen(table);
    Widened<Row> live = fields.widen(row);
    FeatureSpec spec = FeatureSpec.forTrees(fields.schema());
    // end
    assertThat(live.rows().number(1))
        .isEqualTo(wide.rows().column("message.embedding.0").number(0));
    assertThat(live.rows().string(2)).isEqualTo("card");
    assertThat(wide.failures()).isEmpty();
    assertThat(spec.fit(TrainingSet.ofAll(wide.rows()), Seed.of(1)).features()).isNotEmpty();
  }

  private static final class Sizes implements TextEmbedder {
    @Override
    public String id() {
      return "sizes@1";
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public List<Outcome<float[]>> embed(List<String> texts) {
      return texts.stream().map(t -> Outcome.of(new float[] {t.length()})).toList();
    }
  }

  private static final class Topics implements FieldExtractor {
    @Override
    public String id() {
      return "topics@1";
    }

    @Override
    public String promptHash() {
      return "0".repeat(64);
    }

    @Override
    public Schema fields() {
      return Schema.builder().categorical("topic").build();
    }

    @Override
    public List<Outcome<Map<String, Object>>> extract(List<String> texts) {
      return texts.stream()
          .map(
              t ->
                  Outcome.of(Map.<String, Object>of("topic", t.contains("ard") ? "card" : "other")))
          .toList();
    }
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document = Files.readString(module.resolveSibling("docs/concepts/text-features.md"));
    String code =
        Files.readString(
            module.resolve(
                "src/test/java/io/millwright/features/text/TextFeaturesSnippetsTest.java"));
    List<String> checked = new ArrayList<>();
    Matcher blocks =
        Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(document);
    while (blocks.find()) {
      String marker = "// snippet: " + blocks.group(1) + "\n";
      int start = code.indexOf(marker) + marker.length();
      assertThat(start).as(blocks.group(1)).isGreaterThanOrEqualTo(marker.length());
      String compiled = code.substring(start, code.indexOf("// end", start));
      assertThat(plain(blocks.group(2))).isEqualTo(plain(compiled));
      checked.add(blocks.group(1));
    }
    assertThat(checked).containsExactlyInAnyOrder("terms", "lsa", "embed");
    assertThat(Pattern.compile("```java").matcher(document).results().count())
        .as("every Java block is checked")
        .isEqualTo(checked.size());
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
