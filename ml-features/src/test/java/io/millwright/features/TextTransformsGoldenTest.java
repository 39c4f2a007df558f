package io.millwright.features;

import static io.millwright.features.Transforms.counts;
import static io.millwright.features.Transforms.tfIdf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of terms and tf-idf. The folder is given by {@code -Dmillwright.goldens}; its
 * README defines each operation.
 */
class TextTransformsGoldenTest {

  private static final Set<String> COVERED = Set.of("count_vectorizer", "tfidf");

  private static final Set<String> KNOWN =
      Set.of(
          "ngram_range",
          "analyzer",
          "lowercase",
          "binary",
          "min_df",
          "max_df",
          "max_features",
          "stop_words",
          "sublinear_tf",
          "smooth_idf",
          "use_idf",
          "norm");

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  record Case(JsonNode json) {
    String op() {
      return json.path("op").textValue();
    }

    JsonNode param(String name) {
      return json.path("params").path(name);
    }

    List<String> texts(String input) {
      return strings(json.path("input").path(input));
    }

    JsonNode expected() {
      return json.path("expected");
    }

    void matches(double actual, JsonNode expected, String where) {
      double e = expected.doubleValue();
      double rel = json.path("tolerance").path("rel").doubleValue();
      double abs = json.path("tolerance").path("abs").doubleValue();
      assertThat(expected.isNumber()).isTrue();
      assertThat(Math.abs(actual - e) <= abs + rel * Math.abs(e))
          .as("%s %s: expected %s, was %s", this, where, e, actual)
          .isTrue();
    }

    @Override
    public String toString() {
      return json.path("id").textValue();
    }
  }

  static Stream<Case> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("transforms.json").toFile());
    List<Case> covered =
        StreamSupport.stream(all.spliterator(), false)
            .map(Case::new)
            .filter(c -> COVERED.contains(c.op()))
            .toList();
    assertThat(covered).extracting(Case::op).containsAll(COVERED);
    return covered.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void terms_referenceCase_match(Case c) throws IOException {
    FeatureSpec spec = FeatureSpec.over(schema()).add(transform(c)).build();
    TrainingSet train = TrainingSet.ofAll(table(c.texts("fit")));
    if (c.expected().has("undefined")) {
      assertThatThrownBy(() -> spec.fit(train, Seed.of(1))).isInstanceOf(FeatureFitException.class);
      return;
    }
    FittedFeatures fitted = spec.fit(train, Seed.of(1));
    JsonNode stored = new ObjectMapper().readTree(fitted.stored().json()).path("ops").path(0);
    assertThat(strings(stored.path("terms"))).isEqualTo(strings(c.expected().path("vocabulary")));
    JsonNode idf = c.expected().path("idf");
    for (int t = 0; t < idf.size(); t++) {
      c.matches(stored.path("rarities").path(t).doubleValue(), idf.get(t), "idf " + t);
    }
    double[] got = fitted.transform(table(c.texts("apply")));
    JsonNode rows = c.expected().path("output");
    int width = fitted.features().size();
    assertThat(got).hasSize(rows.size() * width);
    for (int i = 0; i < got.length; i++) {
      c.matches(
          got[i], rows.get(i / width).get(i % width), "row " + i / width + " term " + i % width);
    }
  }

  private static TermsTransform transform(Case c) {
    c.json().path("params").fieldNames().forEachRemaining(p -> assertThat(KNOWN).contains(p));
    boolean idf = c.op().equals("tfidf") && c.param("use_idf").asBoolean(true);
    TermsTransform t = idf ? tfIdf("t") : counts("t");
    int least = c.param("ngram_range").path(0).asInt(1);
    int most = c.param("ngram_range").path(1).asInt(1);
    t =
        switch (c.param("analyzer").asText("word")) {
          case "word" -> t.words(least, most);
          case "char" -> t.characters(least, most);
          case "char_wb" -> t.charactersInWords(least, most);
          default -> throw new AssertionError(c);
        };
    t = c.param("lowercase").asBoolean(true) ? t : t.caseSensitive();
    t = c.param("binary").asBoolean() ? t.binary() : t;
    t = c.param("sublinear_tf").asBoolean() ? t.sublinear() : t;
    t = idf && !c.param("smooth_idf").asBoolean(true) ? t.unsmoothed() : t;
    t = c.param("max_features").isInt() ? t.mostFrequent(c.param("max_features").intValue()) : t;
    if (c.param("stop_words").isArray()) {
      t = t.stopWords(strings(c.param("stop_words")).toArray(String[]::new));
    }
    return norm(c, rows(c, t));
  }

  private static TermsTransform rows(Case c, TermsTransform start) {
    TermsTransform t = start;
    JsonNode min = c.param("min_df");
    JsonNode max = c.param("max_df");
    if (min.isInt() && min.intValue() > 0) {
      t = t.minCount(min.intValue());
    } else if (min.isDouble() && min.doubleValue() > 0) {
      t = t.minShare(min.doubleValue());
    }
    if (max.isInt()) {
      return t.maxCount(max.intValue());
    }
    return max.isDouble() && max.doubleValue() < 1 ? t.maxShare(max.doubleValue()) : t;
  }

  private static TermsTransform norm(Case c, TermsTransform t) {
    if (!c.op().equals("tfidf")) {
      return t;
    }
    JsonNode norm = c.param("norm");
    return switch (norm.isNull() ? "none" : norm.asText("l2")) {
      case "l1" -> t.asShares();
      case "l2" -> t.normalized();
      case "none" -> t.notNormalized();
      default -> throw new AssertionError(norm);
    };
  }

  private static Schema schema() {
    return Schema.builder().text("t").build();
  }

  private static Table table(List<String> texts) {
    return Table.of(schema(), List.of(TextColumn.of(texts)));
  }

  private static List<String> strings(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.textValue()));
    return texts;
  }
}
