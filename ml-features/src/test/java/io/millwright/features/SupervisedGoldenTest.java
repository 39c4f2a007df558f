package io.millwright.features;

import static io.millwright.features.Transforms.targetEncode;
import static io.millwright.features.Transforms.weightOfEvidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.Seed;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Targets;
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
import java.util.Arrays;
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
      Set.of(
          "target_encoding_m",
          "target_encoding_eb",
          "target_encoding_loo",
          "woe",
          "variance_threshold",
          "select_f_classif",
          "select_f_regression",
          "select_chi2");

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
      case "variance_threshold" -> variance(c);
      case "select_f_classif", "select_f_regression" -> f(c);
      case "select_chi2" -> chiSquare(c);
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
      double e = expected.get(i).isTextual() ? Double.NaN : expected.get(i).doubleValue();
      if (Double.isNaN(e)) {
        assertThat(got[i]).isNaN();
        continue;
      }
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

  private static void variance(JsonNode c) {
    double threshold = c.path("params").path("threshold").doubleValue();
    Table table = numbers(c, false);
    FeatureSpec.Builder spec =
        FeatureSpec.over(table.schema()).select(Selection.varianceAbove(threshold));
    table.schema().features().forEach(f -> spec.add(Transforms.raw(f.name())));
    FeatureSpec built = spec.build();
    if (c.path("expected").has("undefined")) {
      assertThatThrownBy(() -> built.fit(TrainingSet.ofAll(table), Seed.of(1)))
          .isInstanceOf(FeatureFitException.class);
      return;
    }
    FittedFeatures fitted = built.fit(TrainingSet.ofAll(table), Seed.of(1));
    assertThat(fitted.features())
        .extracting(f -> Integer.valueOf(f.name().substring(1)))
        .containsExactlyElementsOf(positions(c));
  }

  private static void f(JsonNode c) {
    boolean classes = c.path("op").textValue().equals("select_f_classif");
    Table table = numbers(c, classes);
    FStatistic.Score[] scores = FStatistic.all(matrix(table), Targets.of(table));
    matches(
        c,
        c.path("expected").path("score"),
        Arrays.stream(scores).mapToDouble(FStatistic.Score::f).toArray());
    matches(
        c,
        c.path("expected").path("pvalue"),
        Arrays.stream(scores).mapToDouble(FStatistic.Score::pValue).toArray());
    selected(c, table, Selection.bestByF(c.path("params").path("k").intValue()));
  }

  private static void chiSquare(JsonNode c) {
    Table table = numbers(c, true);
    ChiSquare.Score[] scores = ChiSquare.all(matrix(table), Targets.of(table));
    matches(
        c,
        c.path("expected").path("score"),
        Arrays.stream(scores).mapToDouble(ChiSquare.Score::statistic).toArray());
    matches(
        c,
        c.path("expected").path("pvalue"),
        Arrays.stream(scores).mapToDouble(ChiSquare.Score::pValue).toArray());
    selected(c, table, Selection.bestByChiSquare(c.path("params").path("k").intValue()));
  }

  private static void selected(JsonNode c, Table table, Selection selection) {
    int[] kept = selection.kept(matrix(table), () -> Targets.of(table), Seed.of(1));
    assertThat(kept).containsExactly(positions(c).stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> positions(JsonNode c) {
    List<Integer> positions = new ArrayList<>();
    c.path("expected").path("selected").forEach(p -> positions.add(p.intValue()));
    assertThat(positions).isNotEmpty();
    return positions;
  }

  private static DenseMatrix matrix(Table table) {
    FeatureSpec.Builder spec = FeatureSpec.over(table.schema());
    table.schema().features().forEach(f -> spec.add(Transforms.raw(f.name())));
    return spec.build().fit(TrainingSet.ofAll(table), Seed.of(1)).matrix(table);
  }

  /** Fields x0, x1, …, NaN being missing, and the label y if there is one. */
  private static Table numbers(JsonNode c, boolean classes) {
    JsonNode x = c.path("input").path("X");
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < x.get(0).size(); j++) {
      schema.numeric("x" + j).optional("x" + j);
      double[] column = new double[x.size()];
      BitSet missing = new BitSet();
      for (int i = 0; i < column.length; i++) {
        column[i] = x.get(i).get(j).isTextual() ? Double.NaN : x.get(i).get(j).doubleValue();
        missing.set(i, Double.isNaN(column[i]));
      }
      columns.add(NumericColumn.of(column, missing));
    }
    JsonNode y = c.path("input").path("y");
    if (y.isArray()) {
      schema = classes ? schema.binaryLabel("y") : schema.realLabel("y");
      columns.add(label(y, classes));
    }
    return Table.of(schema.build(), columns);
  }

  private static Column label(JsonNode y, boolean classes) {
    double[] values = new double[y.size()];
    BitSet flags = new BitSet();
    for (int i = 0; i < values.length; i++) {
      values[i] = y.get(i).doubleValue();
      flags.set(i, values[i] == 1);
    }
    return classes
        ? BooleanColumn.of(values.length, flags, new BitSet())
        : NumericColumn.of(values, new BitSet());
  }
}
