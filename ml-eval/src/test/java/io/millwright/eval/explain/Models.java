package io.millwright.eval.explain;

import io.millwright.Seed;
import io.millwright.model.Featurizer;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.tree.DecisionTree;
import io.millwright.tree.TreeEnsembleScorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Pipelines with known features and scorers, tables with known columns. */
final class Models {

  private Models() {}

  /** One position of a vector. */
  record Encoded(Featurizer.Feature feature, ToDoubleFunction<Row> value) {}

  static Encoded number(Schema schema, String field) {
    int at = schema.indexOf(field);
    return new Encoded(
        new Featurizer.Feature(field, List.of(field)),
        row -> row.isMissing(at) ? Double.NaN : row.number(at));
  }

  static Encoded oneHot(Schema schema, String field, String value) {
    int at = schema.indexOf(field);
    return new Encoded(
        new Featurizer.Feature(field + "=" + value, List.of(field)),
        row -> !row.isMissing(at) && row.string(at).equals(value) ? 1 : 0);
  }

  static Encoded difference(Schema schema, String a, String b) {
    Encoded first = number(schema, a);
    Encoded second = number(schema, b);
    return new Encoded(
        new Featurizer.Feature(a + "-" + b, List.of(a, b)),
        row -> first.value.applyAsDouble(row) - second.value.applyAsDouble(row));
  }

  static List<Encoded> numbers(Schema schema, String... fields) {
    return java.util.Arrays.stream(fields).map(f -> number(schema, f)).toList();
  }

  static <P extends Prediction> TrainedPipeline<P> pipeline(
      Task<P> task, Table train, List<String> classes, List<Encoded> features, Scorer scorer) {
    TabularModel<P> model =
        TabularModel.of(task, new Encoding(train.schema(), features), scorer, classes);
    return TrainedPipeline.fitted(
        model,
        TrainingSet.ofAll(train),
        new TrainingRecord("fixed", new TreeMap<>(), 0, Instant.EPOCH));
  }

  static Scorer function(
      int inputs, int outputs, boolean missing, BiConsumer<double[], double[]> function) {
    return new Function(inputs, outputs, missing, function);
  }

  static Scorer function(int inputs, ToDoubleFunction<double[]> function) {
    return new Function(inputs, 1, true, (x, out) -> out[0] = function.applyAsDouble(x));
  }

  static NumericColumn numbers(double... values) {
    BitSet missing = new BitSet();
    for (int i = 0; i < values.length; i++) {
      missing.set(i, Double.isNaN(values[i]));
    }
    return NumericColumn.of(values, missing);
  }

  /** An empty string is missing. */
  static CategoricalColumn words(String... values) {
    List<String> dictionary = new ArrayList<>();
    int[] codes = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i].isEmpty()) {
        codes[i] = CategoricalColumn.MISSING;
      } else {
        if (!dictionary.contains(values[i])) {
          dictionary.add(values[i]);
        }
        codes[i] = dictionary.indexOf(values[i]);
      }
    }
    return CategoricalColumn.of(codes, dictionary);
  }

  static Table table(Schema schema, Column... columns) {
    return Table.of(schema, List.of(columns));
  }

  /** Numbers k/4 from -2 to 2, one in ten missing if asked. */
  static NumericColumn random(int rows, boolean missing, Seed seed) {
    RandomGenerator random = seed.random();
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      double value = (random.nextInt(17) - 8) / 4.0;
      values[i] = missing && random.nextInt(10) == 0 ? Double.NaN : value;
    }
    return numbers(values);
  }

  /** A random tree of at most that depth whose leaf values are multiples of 1/8. */
  static DecisionTree tree(int features, int depth, int width, RandomGenerator random) {
    List<int[]> nodes = new ArrayList<>();
    List<double[]> content = new ArrayList<>();
    grow(features, depth, width, random, nodes, content);
    int n = nodes.size();
    int[] feature = new int[n];
    int[] left = new int[n];
    int[] right = new int[n];
    double[] threshold = new double[n];
    boolean[] missingLeft = new boolean[n];
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      feature[i] = nodes.get(i)[0];
      left[i] = nodes.get(i)[1];
      right[i] = nodes.get(i)[2];
      missingLeft[i] = nodes.get(i)[3] == 1;
      if (feature[i] < 0) {
        for (double value : content.get(i)) {
          values.add(value);
        }
      } else {
        threshold[i] = content.get(i)[0];
      }
    }
    return DecisionTree.of(
        feature,
        threshold,
        left,
        right,
        missingLeft,
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static int grow(
      int features,
      int depth,
      int width,
      RandomGenerator random,
      List<int[]> nodes,
      List<double[]> content) {
    int at = nodes.size();
    boolean leaf = depth == 0 || random.nextInt(8) == 0;
    int[] node = {leaf ? -1 : random.nextInt(features), 0, 0, random.nextInt(2)};
    nodes.add(node);
    double[] numbers = new double[leaf ? width : 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = leaf ? (random.nextInt(33) - 16) / 8.0 : (random.nextInt(9) - 4) / 4.0;
    }
    content.add(numbers);
    if (!leaf) {
      node[1] = grow(features, depth - 1, width, random, nodes, content);
      node[2] = grow(features, depth - 1, width, random, nodes, content);
    }
    return at;
  }

  static TreeEnsembleScorer.Builder trees(
      int inputs, int count, TreeEnsembleScorer.Comparison comparison, Seed seed) {
    TreeEnsembleScorer.Builder builder = TreeEnsembleScorer.builder(inputs, 1, comparison);
    RandomGenerator random = seed.random();
    for (int t = 0; t < count; t++) {
      builder.tree(tree(inputs, 4, 1, random), 0);
    }
    return builder;
  }

  private record Encoding(Schema schema, List<Encoded> encoded) implements Featurizer {

    @Override
    public List<String> inputs() {
      Set<String> inputs = new LinkedHashSet<>();
      encoded.forEach(e -> inputs.addAll(e.feature().inputs()));
      return List.copyOf(inputs);
    }

    @Override
    public List<Feature> features() {
      return encoded.stream().map(Encoded::feature).toList();
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      for (int i = 0; i < encoded.size(); i++) {
        out[offset + i] = encoded.get(i).value().applyAsDouble(row);
      }
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("encoding", features().toString());
    }
  }

  private record Function(
      int inputs, int outputs, boolean acceptsMissing, BiConsumer<double[], double[]> function)
      implements Scorer {

    @Override
    public void score(double[] features, int offset, double[] out) {
      double[] own = java.util.Arrays.copyOfRange(features, offset, offset + inputs);
      function.accept(own, out);
    }

    @Override
    public Stored stored() {
      return new Stored("function", "{}");
    }
  }
}
