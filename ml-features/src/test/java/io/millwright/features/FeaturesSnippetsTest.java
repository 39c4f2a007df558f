package io.millwright.features;

import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.Transforms.cross;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.frequency;
import static io.millwright.features.Transforms.hashedWords;
import static io.millwright.features.Transforms.knnImpute;
import static io.millwright.features.Transforms.l2Norm;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.minHash;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.polynomial;
import static io.millwright.features.Transforms.ratio;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.quality.DataQuality;
import io.millwright.quality.QualityReport;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/features.md}, compiled and run. */
class FeaturesSnippetsTest {

  record Loan(
      @Nullable Double income,
      String region,
      String grade,
      LocalDate openedOn,
      Instant decidedAt,
      boolean defaulted) {}

  private static final Schema SCHEMA =
      Schema.builder()
          .numeric("income", "EUR/year")
          .categorical("region")
          .categorical("grade")
          .date("openedOn")
          .eventTime("decidedAt", ZoneId.of("Europe/Madrid"))
          .binaryLabel("defaulted")
          .optional("income")
          .build();

  @Test
  void plan_ofTheDocument_fitsAndReads() {
    Schema schema = SCHEMA;
    Table loans = loans();
    TrainingSet train = TrainingSet.ofAll(loans);
    // snippet: plan
    FeatureSpec spec =
        FeatureSpec.over(schema)
            .add(
                log1p("income").imputeMedian().standardize().missingIndicator(),
                oneHot("region").rareBelow(0.01),
                ordinal("grade").order("low", "mid", "high"),
                cyclical("decidedAt", HOUR_OF_DAY),
                daysBetween("openedOn", "decidedAt"))
            .build();
    FittedFeatures features = spec.fit(train, Seed.of(42));
    // end
    // snippet: store
    String json = features.stored().json();
    FittedFeatures same = FittedFeatures.fromJson(json, schema);
    // end
    assertThat(same.transform(loans)).isEqualTo(features.transform(loans));
    assertThat(features.features())
        .extracting(f -> f.name())
        .contains("log1p(income)", "income=<missing>", "region=<rare>", "grade");
  }

  @Test
  void text_ofTheDocument_makesItsBuckets() {
    Schema tickets = Schema.builder().text("message").optional("message").build();
    // snippet: text
    FeatureSpec words =
        FeatureSpec.over(tickets)
            .add(hashedWords("message", 1024).bigrams().alternateSign().normalized())
            .build();
    // end
    Table table = Table.of(tickets, List.of(TextColumn.of(Arrays.asList("Card lost.", null, "!"))));
    FittedFeatures fitted = words.fit(TrainingSet.ofAll(table), Seed.of(1));
    assertThat(fitted.features()).hasSize(1025);
    double[] rows = fitted.transform(table);
    assertThat(Arrays.stream(rows, 0, 1025).filter(x -> x != 0)).hasSize(3);
    assertThat(rows[1025 + 1024]).isEqualTo(1);
    assertThat(Arrays.stream(rows, 2 * 1025, 3 * 1025)).containsOnly(0.0);
  }

  record Home(
      double price,
      double area,
      @Nullable Double rooms,
      @Nullable Double age,
      String district,
      String kind,
      String street) {}

  @Test
  void moreTransforms_ofTheDocument_fitAndReadBack() {
    Schema homes =
        Schema.builder()
            .numeric("price", "EUR")
            .numeric("area", "m2")
            .numeric("rooms")
            .numeric("age", "year")
            .categorical("district")
            .categorical("kind")
            .text("street")
            .optional("rooms", "age")
            .build();
    // snippet: more
    FeatureSpec more =
        FeatureSpec.over(homes)
            .add(
                ratio("price", "area").invalidAsMissing().log().imputeMedian().standardize(),
                raw("price").yeoJohnson().standardize(),
                cross("district", "kind").atMost(50).unseenAsRare(),
                frequency("district").log1p(),
                minHash("street", 30),
                polynomial(2, standardize("area"), standardize("rooms").imputeMedian()),
                knnImpute(standardize("age"), standardize("rooms"), standardize("area")),
                l2Norm(raw("area"), raw("price")))
            .build();
    // end
    List<Home> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(
          new Home(
              100_000 + 999 * i % 777,
              i == 7 ? 0 : 50 + i,
              i % 5 == 0 ? null : 2.0 + i % 4,
              i % 3 == 0 ? null : 10.0 + i,
              i % 2 == 0 ? "north" : "south",
              i % 3 == 0 ? "flat" : "house",
              "Street " + i));
    }
    Table table = Table.ofRecords(rows, homes, Home.class);
    FittedFeatures fitted = more.fit(TrainingSet.ofAll(table), Seed.of(1));
    double[] vectors = fitted.transform(table);
    assertThat(Arrays.stream(vectors).allMatch(Double::isFinite)).isTrue();
    assertThat(FittedFeatures.fromJson(fitted.stored().json(), homes).transform(table))
        .isEqualTo(vectors);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .contains("log(ratio(price,area))", "product(area,rooms)", "knn(age)", "l2Norm(price)");
  }

  @Test
  void quality_ofTheDocument_givesTheTable() {
    Table loans = loans();
    // snippet: quality
    QualityReport quality = DataQuality.assess(loans, o -> o.minimum(10));
    Table usable = quality.orThrow();
    // end
    assertThat(usable).isSameAs(loans);
    assertThat(quality.describe()).contains("of 30");
  }

  @Test
  void document_everySnippet_isTheCodeAbove() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path module =
        Files.isDirectory(root.resolve("ml-features")) ? root.resolve("ml-features") : root;
    String document = Files.readString(module.resolveSibling("docs/concepts/features.md"));
    String code =
        Files.readString(
            module.resolve("src/test/java/io/millwright/features/FeaturesSnippetsTest.java"));
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
    assertThat(checked).containsExactlyInAnyOrder("plan", "more", "text", "store", "quality");
    assertThat(Pattern.compile("```java").matcher(document).results().count())
        .as("every Java block is checked")
        .isEqualTo(checked.size());
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  private static Table loans() {
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      loans.add(
          new Loan(
              i % 7 == 0 ? null : 20_000.0 + 137 * i,
              i % 3 == 0 ? "north" : "south",
              List.of("low", "mid", "high").get(i % 3),
              LocalDate.of(2020, 1, 1).plusDays(i),
              Instant.parse("2025-01-01T00:00:00Z").plusSeconds(7_000L * i),
              i % 5 == 0));
    }
    return Table.ofRecords(loans, SCHEMA, Loan.class);
  }
}
