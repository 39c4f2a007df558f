package io.millwright.features;

import static io.millwright.features.Transforms.targetEncode;
import static io.millwright.features.Transforms.weightOfEvidence;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases of what learns from the label; as {@link TransformsGoldenTest} otherwise. */
class SupervisedGoldenTest {

  static final Set<String> COVERED =
      Set.of("target_encoding_m", "target_encoding_eb", "target_encoding_loo", "woe");

  static Stream<JsonNode> cases() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));
    JsonNode all = new ObjectMapper().readTree(folder.resolve("transforms.json").toFile());
    List<JsonNode> covered =
        StreamSupport.stream(all.spliterator(), false)
            .filter(c -> COVERED.contains(c.path("op").textValue()))
            .toList();
    assertThat(covered).extracting(c -> c.path("op").textValue()).containsAll(COVERED);
    return covered.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void encoding_referenceCase_matches(JsonNode c) {
    switch (c.path("op").textValue()) {
      case "target_encoding_m" ->
          applied(c, targetEncode("c").mEstimate(c.path("params").path("m").doubleValue()));
      case "target_encoding_eb" -> applied(c, targetEncode("c").empiricalBayes(0));
      case "target_encoding_loo" -> leftOut(c);
      case "woe" -> evidence(c);
      default -> throw new AssertionError(c);
    }
  }

  private static void applied(JsonNode c, Transform transform) {
    FittedFeatures fitted = Rows.fit(transform, table(c, false));
    double[] got = fitted.transform(rows(c.path("input").path("apply"), false));
    matches(c, c.path("expected"), got);
  }

  private static void leftOut(JsonNode c) {
    Table table = table(c, false);
    Transform transform =
        targetEncode("c").leaveOneOut().mEstimate(c.path("params").path("m").doubleValue());
    double[] got =
        FeatureSpec.over(table.schema())
            .add(transform)
            .build()
            .fitTransform(TrainingSet.ofAll(table), Seed.of(1))
            .matrix()
            .toDense()
            .array();
    matches(c, c.path("expected"), got);
  }

  private static void evidence(JsonNode c) {
    double alpha = c.path("params").path("alpha").doubleValue();
    FittedFeatures fitted = Rows.fit(weightOfEvidence("c", alpha), table(c, true));
    JsonNode expected = c.path("expected");
    matches(c, expected.path("woe"), fitted.transform(rows(expected.path("categories"), true)));
    double value =
        Double.parseDouble(
            fitted.describe().replaceAll("(?s).*information value ([-0-9.E]+).*", "$1"));
    assertThat(value).isCloseTo(expected.path("iv").doubleValue(), tolerance(c));
  }

  private static org.assertj.core.data.Offset<Double> tolerance(JsonNode c) {
    JsonNode t = c.path("tolerance");
    return org.assertj.core.data.Offset.offset(
        t.path("abs").doubleValue() + t.path("rel").doubleValue());
  }

  private static void matches(JsonNode c, JsonNode expected, double[] got) {
    assertThat(got).hasSize(expected.size());
    for (int i = 0; i < got.length; i++) {
      double e = expected.get(i).doubleValue();
      double rel = c.path("tolerance").path("rel").doubleValue();
      double abs = c.path("tolerance").path("abs").doubleValue();
      assertThat(got[i])
          .as("%s [%d]", c.path("id").textValue(), i)
          .isCloseTo(e, org.assertj.core.data.Offset.offset(abs + rel * Math.abs(e)));
    }
  }

  private static Table table(JsonNode c, boolean binary) {
    return of(c.path("input").path("categories"), c.path("input").path("y"), binary);
  }

  private static Table rows(JsonNode categories, boolean binary) {
    return of(categories, null, binary);
  }

  private static Table of(JsonNode categories, @Nullable JsonNode y, boolean binary) {
    List<String> dictionary = new ArrayList<>();
    int[] codes = new int[categories.size()];
    double[] labels = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      String category = categories.get(i).textValue();
      if (!dictionary.contains(category)) {
        dictionary.add(category);
      }
      codes[i] = dictionary.indexOf(category);
      labels[i] = y == null ? 0 : y.get(i).doubleValue();
    }
    Schema.Builder schema = Schema.builder().categorical("c");
    Column column = CategoricalColumn.of(codes, dictionary);
    if (!binary) {
      return Table.of(
          schema.realLabel("y").build(), List.of(column, NumericColumn.of(labels, new BitSet())));
    }
    BitSet flags = new BitSet();
    for (int i = 0; i < labels.length; i++) {
      flags.set(i, labels[i] == 1);
    }
    return Table.of(
        schema.binaryLabel("y").build(),
        List.of(column, BooleanColumn.of(labels.length, flags, new BitSet())));
  }
}
