package io.millwright.features;

import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.hashedWords;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.InvalidRowException;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of the transforms there are so far. The folder is given by {@code
 * -Dmillwright.goldens}; its README defines each operation. NaN of a case is a missing value; the
 * slots for missing, unseen and rare, which the reference has not, are left out of the comparison
 * after they were seen to be there.
 */
class TransformsGoldenTest {

  private static final Set<String> COVERED =
      Set.of(
          "standard_scaler",
          "minmax_scaler",
          "maxabs_scaler",
          "robust_scaler",
          "winsorize",
          "kbins",
          "log1p",
          "one_hot",
          "ordinal",
          "simple_imputer",
          "cyclical",
          "murmur3_32",
          "feature_hasher");

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  static Stream<Case> cases() throws IOException {
    return cases(COVERED);
  }

  /** The cases of these operations, of which there must be some each. */
  static Stream<Case> cases(Set<String> ops) throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("transforms.json").toFile());
    List<Case> covered =
        StreamSupport.stream(all.spliterator(), false)
            .filter(c -> ops.contains(c.path("op").textValue()))
            .map(Case::new)
            .toList();
    assertThat(covered).extracting(Case::op).containsAll(ops);
    return covered.stream();
  }

  record Case(JsonNode json) {
    String op() {
      return json.path("op").textValue();
    }

    JsonNode param(String name) {
      return json.path("params").path(name);
    }

    JsonNode input(String name) {
      return json.path("input").path(name);
    }

    JsonNode expected() {
      return json.path("expected");
    }

    void matches(double actual, JsonNode expected, String where) {
      double e = number(expected);
      double rel = json.path("tolerance").path("rel").doubleValue();
      double abs = json.path("tolerance").path("abs").doubleValue();
      boolean ok =
          Double.isNaN(e)
              ? Double.isNaN(actual)
              : actual == e
                  || (Double.isFinite(e) && Math.abs(actual - e) <= abs + rel * Math.abs(e));
      assertThat(ok).as("%s %s: expected %s, was %s", this, where, e, actual).isTrue();
    }

    @Override
    public String toString() {
      return json.path("id").textValue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void transform_referenceCase_matches(Case c) throws IOException {
    assumeTrue(COVERED.contains(c.op()));
    switch (c.op()) {
      case "standard_scaler" -> numeric(c, TransformsGoldenTest::standard);
      case "minmax_scaler" -> numeric(c, TransformsGoldenTest::minMax);
      case "maxabs_scaler" -> numeric(c, x -> raw("x").maxAbs());
      case "robust_scaler" -> numeric(c, TransformsGoldenTest::robust);
      case "winsorize" ->
          numeric(
              c,
              x ->
                  raw("x")
                      .winsorize(c.param("lower").doubleValue(), c.param("upper").doubleValue()));
      case "kbins" -> numeric(c, TransformsGoldenTest::bins);
      case "simple_imputer" -> imputer(c);
      case "log1p" -> log1p(c);
      case "one_hot" -> oneHotCase(c);
      case "ordinal" -> ordinalCase(c);
      case "cyclical" -> cyclicalCase(c);
      case "murmur3_32" -> murmurCase(c);
      case "feature_hasher" -> hasherCase(c);
      default -> throw new AssertionError(c.op());
    }
  }

  private static NumericTransform standard(Case c) {
    boolean mean = c.param("with_mean").booleanValue();
    boolean std = c.param("with_std").booleanValue();
    NumericTransform x = raw("x");
    NumericTransform scaled =
        mean && std ? x.standardize() : mean ? x.center() : std ? x.divideByDeviation() : x;
    return c.input("sample_weight").isMissingNode() ? scaled : scaled.weighted();
  }

  private static NumericTransform minMax(Case c) {
    NumericTransform x =
        raw("x")
            .minMax(
                c.param("feature_range").get(0).doubleValue(),
                c.param("feature_range").get(1).doubleValue());
    return c.param("clip").booleanValue() ? x.clamped() : x;
  }

  private static NumericTransform robust(Case c) {
    JsonNode range = c.param("quantile_range");
    return raw("x").robust(range.get(0).doubleValue() / 100, range.get(1).doubleValue() / 100);
  }

  /**
   * What the reference multiplies by if it brings the quantiles of a normal distribution to unit
   * variance, which is not offered here: twice the normal quantile of 0.9.
   */
  private static double unitVariance(Case c) {
    boolean asked = c.param("unit_variance").booleanValue();
    assertThat(!asked || c.param("quantile_range").toString().equals("[10.0,90.0]")).isTrue();
    return asked ? 2 * 1.2815515655446004 : 1;
  }

  private static NumericTransform bins(Case c) {
    int count = c.param("n_bins").intValue();
    return switch (c.param("strategy").textValue()) {
      case "uniform" -> raw("x").bins(count);
      case "quantile" -> raw("x").quantileBins(count);
      case "kmeans" -> raw("x").kMeansBins(count);
      default -> throw new AssertionError(c);
    };
  }

  static void numeric(Case c, Function<Case, NumericTransform> transform) throws IOException {
    List<double[]> fit = fitColumns(c);
    List<double[]> apply = columns(c.input("apply"));
    double[] weights = null;
    if (!c.input("sample_weight").isMissingNode()) {
      weights = vector(c.input("sample_weight"));
    }
    for (int j = 0; j < fit.size(); j++) {
      FittedFeatures fitted = fit(transform.apply(c), table(fit.get(j), weights));
      double[] w = new double[apply.get(j).length];
      Arrays.fill(w, 1);
      double[] got = fitted.transform(table(apply.get(j), weights == null ? null : w));
      for (int i = 0; i < got.length; i++) {
        JsonNode rows = c.expected().isArray() ? c.expected() : c.expected().path("output");
        c.matches(got[i] * unitVariance(c), rows.get(i).get(j), "row " + i + " column " + j);
      }
    }
  }

  private static void imputer(Case c) throws IOException {
    List<double[]> fit = fitColumns(c);
    List<double[]> apply = columns(c.input("apply"));
    String strategy = c.param("strategy").textValue();
    NumericTransform x = raw("x");
    NumericTransform imputed =
        switch (strategy) {
          case "mean" -> x.imputeMean();
          case "median" -> x.imputeMedian();
          case "most_frequent" -> x.imputeMode();
          default -> x.imputeConstant(c.param("fill_value").doubleValue());
        };
    int column = 0;
    for (int j = 0; j < fit.size(); j++) {
      Table train = table(fit.get(j), null);
      if (!strategy.equals("constant") && Arrays.stream(fit.get(j)).allMatch(Double::isNaN)) {
        // The reference drops such a column in silence; here it is an error.
        assertThatThrownBy(() -> fit(imputed, train)).isInstanceOf(FeatureFitException.class);
        continue;
      }
      double[] got = fit(imputed, train).transform(table(apply.get(j), null));
      for (int i = 0; i < got.length; i++) {
        c.matches(got[i], c.expected().path("output").get(i).get(column), "row " + i);
      }
      column++;
    }
    assertThat(column).isEqualTo(c.expected().path("output").get(0).size());
  }

  private static void log1p(Case c) {
    double[] x = vector(c.input("x"));
    FittedFeatures fitted = fit(Transforms.log1p("x"), table(new double[] {0, 1}, null));
    for (int i = 0; i < x.length; i++) {
      c.matches(Curve.log1p(x[i]), c.expected().get(i), "value " + i);
      Table one = table(new double[] {x[i]}, null);
      if (x[i] <= -1) { // a result that is not finite never reaches a vector
        assertThatThrownBy(() -> fitted.transform(one)).isInstanceOf(InvalidRowException.class);
      } else {
        c.matches(fitted.transform(one)[0], c.expected().get(i), "value " + i);
      }
    }
  }

  private static void cyclicalCase(Case c) {
    double[] x = vector(c.input("x"));
    Table table = table(x, null);
    double[] got = fit(cyclical("x", c.param("period").doubleValue()), table).transform(table);
    for (int i = 0; i < x.length; i++) {
      c.matches(got[2 * i], c.expected().path("sin").get(i), "sin " + i);
      c.matches(got[2 * i + 1], c.expected().path("cos").get(i), "cos " + i);
    }
  }

  private static void murmurCase(Case c) {
    int got = new Murmur3(c.param("seed").intValue(), false).hash(c.input("text").textValue());
    assertThat(got).as("%s", c).isEqualTo(c.expected().intValue());
  }

  /** Rows of tokens as texts of these words; rows of names and numbers by the op's own sum. */
  private static void hasherCase(Case c) {
    int buckets = c.param("n_features").intValue();
    HashedWordsTransform words = hashedWords("t", buckets);
    words = c.param("alternate_sign").booleanValue() ? words.alternateSign() : words;
    Schema schema = Schema.builder().text("t").build();
    FittedFeatures fitted = fit(words, Table.of(schema, List.of(TextColumn.of(List.of("a")))));
    HashedWordsOp op = HashedWordsOp.read(onlyOp(fitted), schema);
    JsonNode rows = c.input("rows");
    for (int i = 0; i < rows.size(); i++) {
      double[] got = new double[buckets];
      if (rows.get(i).isArray()) {
        List<String> tokens = new ArrayList<>();
        rows.get(i).forEach(t -> tokens.add(t.textValue()));
        String text = String.join(" ", tokens);
        got = fitted.transform(Table.of(schema, List.of(TextColumn.of(List.of(text)))));
      } else {
        for (Map.Entry<String, JsonNode> e : rows.get(i).properties()) {
          boolean name = e.getValue().isTextual();
          String token = name ? e.getKey() + "=" + e.getValue().textValue() : e.getKey();
          double value = name ? 1 : e.getValue().doubleValue();
          op.add(new Murmur3(0, false).hash(token), value, got, 0);
        }
      }
      for (int k = 0; k < buckets; k++) {
        c.matches(got[k], c.expected().get(i).get(k), "row " + i + " bucket " + k);
      }
    }
  }

  static JsonPart onlyOp(FittedFeatures fitted) {
    return JsonPart.parse(fitted.stored().json()).objects("ops").get(0);
  }

  private static void oneHotCase(Case c) {
    boolean undefined = c.expected().has("undefined");
    int rareBelow = c.param("min_frequency").asInt(0);
    String unknown = c.param("handle_unknown").textValue();
    List<List<String>> fit = words(c.input("fit"));
    List<List<String>> apply = words(c.input("apply"));
    List<List<Double>> got = new ArrayList<>();
    apply.get(0).forEach(v -> got.add(new ArrayList<>()));
    boolean refused = false;
    for (int j = 0; j < fit.size(); j++) {
      OneHotTransform t = oneHot("c");
      boolean groups = rareBelow > 0;
      t = groups ? t.rareBelowCount(rareBelow) : t;
      t = unknown.equals("error") ? t.unseenRefused() : t;
      t = unknown.equals("infrequent_if_exist") && groups ? t.unseenAsRare() : t;
      t =
          switch (c.param("drop").asText("")) {
            case "first" -> t.dropFirst();
            case "if_binary" -> t.dropIfBinary();
            default -> t;
          };
      FittedFeatures fitted = fit(t, categories(fit.get(j)));
      List<String> names = fitted.features().stream().map(f -> f.name()).toList();
      List<String> column = fit.get(j);
      boolean rareSeen =
          groups
              && column.stream()
                  .anyMatch(v -> column.stream().filter(v::equals).count() < rareBelow);
      assertThat(names.contains("c=<rare>")).isEqualTo(groups);
      for (int i = 0; i < apply.get(j).size(); i++) {
        double[] row;
        try {
          row = fitted.transform(categories(List.of(apply.get(j).get(i))));
        } catch (InvalidRowException e) {
          refused = true;
          continue;
        }
        for (int k = 0; k < row.length; k++) {
          boolean ours =
              names.get(k).equals("c=<unseen>") || (names.get(k).equals("c=<rare>") && !rareSeen);
          if (!ours) {
            got.get(i).add(row[k]);
          }
        }
      }
    }
    assertThat(refused).as("%s refused", c).isEqualTo(undefined);
    for (int i = 0; i < got.size() && !undefined; i++) {
      JsonNode row = c.expected().path("output").get(i);
      assertThat(got.get(i)).as("%s row %d", c, i).hasSize(row.size());
      for (int k = 0; k < row.size(); k++) {
        c.matches(got.get(i).get(k), row.get(k), "row " + i + " column " + k);
      }
    }
  }

  private static void ordinalCase(Case c) {
    boolean error = c.param("handle_unknown").textValue().equals("error");
    List<List<String>> fit = words(c.input("fit"));
    List<List<String>> apply = words(c.input("apply"));
    boolean refused = false;
    for (int j = 0; j < fit.size(); j++) {
      OrdinalTransform t = error ? ordinal("c").unseenRefused() : ordinal("c");
      FittedFeatures fitted = fit(t, categories(fit.get(j)));
      for (int i = 0; i < apply.get(j).size(); i++) {
        try {
          double got = fitted.transform(categories(List.of(apply.get(j).get(i))))[0];
          if (!c.expected().has("undefined")) {
            assertThat(got)
                .as("%s row %d", c, i)
                .isEqualTo(c.expected().path("output").get(i).get(j).doubleValue());
          }
        } catch (InvalidRowException e) {
          refused = true;
        }
      }
    }
    assertThat(refused).as("%s refused", c).isEqualTo(c.expected().has("undefined"));
  }

  private static FittedFeatures fit(Transform transform, Table table) {
    return FeatureSpec.over(table.schema())
        .add(transform)
        .build()
        .fit(TrainingSet.ofAll(table), Seed.of(1));
  }

  static Table table(double[] values, double @org.jspecify.annotations.Nullable [] weights) {
    Schema.Builder builder = Schema.builder().numeric("x").optional("x");
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, Double.isNaN(values[i]));
    }
    List<Column> columns = new ArrayList<>(List.of(NumericColumn.of(values, missing)));
    if (weights != null) {
      builder.weight("w");
      columns.add(NumericColumn.of(weights));
    }
    return Table.of(builder.build(), columns);
  }

  private static Table categories(List<String> values) {
    Schema schema = Schema.builder().categorical("c").build();
    List<String> dictionary = values.stream().distinct().toList();
    int[] codes = values.stream().mapToInt(dictionary::indexOf).toArray();
    return Table.of(schema, List.of(CategoricalColumn.of(codes, dictionary)));
  }

  private static double number(JsonNode node) {
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw new AssertionError(node);
      };
    }
    assertThat(node.isNumber()).isTrue();
    return node.doubleValue();
  }

  static double[] vector(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(TransformsGoldenTest::number)
        .toArray();
  }

  static List<double[]> fitColumns(Case c) throws IOException {
    if (!c.input("fit").isMissingNode()) {
      return columns(c.input("fit"));
    }
    List<double[]> columns = new ArrayList<>();
    for (JsonNode column : c.input("fit_columns")) {
      columns.add(csv(column.path("$csv").textValue(), column.path("column").textValue()));
    }
    return columns;
  }

  private static double[] csv(String file, String column) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file))),
                StandardCharsets.UTF_8))) {
      int at = List.of(reader.readLine().split(",")).indexOf(column);
      return reader.lines().mapToDouble(l -> Double.parseDouble(l.split(",", -1)[at])).toArray();
    }
  }

  static List<double[]> columns(JsonNode rows) {
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < rows.get(0).size(); j++) {
      double[] column = new double[rows.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = number(rows.get(i).get(j));
      }
      columns.add(column);
    }
    return columns;
  }

  private static List<List<String>> words(JsonNode rows) {
    List<List<String>> columns = new ArrayList<>();
    for (int j = 0; j < rows.get(0).size(); j++) {
      List<String> column = new ArrayList<>();
      for (JsonNode row : rows) {
        column.add(row.get(j).textValue());
      }
      columns.add(column);
    }
    return columns;
  }
}
