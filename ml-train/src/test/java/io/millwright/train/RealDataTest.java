package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of scikit-learn 1.2.1 on public data, five folds in file order without shuffling. */
@Tag("real-data")
class RealDataTest {

  private static final int FOLDS = 5;

  private static Path file(String name) {
    Path path = Path.of(System.getProperty("millwright.data", "../../shared/data"), name);
    Assumptions.assumeTrue(Files.exists(path), "needs " + path);
    return path;
  }

  /** Numeric columns and the label column {@code target}. */
  private static Table numbers(String name, int classes) throws IOException {
    List<String> lines = Files.readAllLines(file(name + ".csv"));
    String[] header = lines.get(0).split(",", -1);
    int rows = lines.size() - 1;
    double[][] values = new double[header.length][rows];
    for (int i = 0; i < rows; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      for (int j = 0; j < header.length; j++) {
        values[j][i] = Double.parseDouble(cells[j]);
      }
    }
    return table(List.of(header).subList(0, header.length - 1), values, classes);
  }

  private static Table table(List<String> names, double[][] values, int classes) {
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      schema.numeric(names.get(j));
      columns.add(NumericColumn.of(values[j]));
    }
    double[] target = values[names.size()];
    if (classes == 0) {
      columns.add(NumericColumn.of(target));
      return Table.of(schema.realLabel("target").build(), columns);
    }
    long[] labels = new long[target.length];
    java.util.Arrays.setAll(labels, i -> (long) target[i]);
    columns.add(LongColumn.of(FieldType.INTEGER, labels, new BitSet()));
    Schema plain = schema.integer("target").build();
    return Table.of(
        classes == 2
            ? plain.edit().binaryLabel("target", "1").build()
            : plain.edit().multiclassLabel("target").build(),
        columns);
  }

  /** The fold of each row: classes by first appearance, rows of a class in order. */
  private static int[] stratified(Column label) {
    Map<Long, Integer> numbers = new TreeMap<>();
    int n = label.size();
    int[] coded = new int[n];
    for (int i = 0; i < n; i++) {
      Integer number = numbers.putIfAbsent(label.integer(i), numbers.size());
      coded[i] = number == null ? numbers.size() - 1 : number;
    }
    int[] sorted = coded.clone();
    java.util.Arrays.sort(sorted);
    int[][] allocation = new int[FOLDS][numbers.size()];
    for (int i = 0; i < n; i++) {
      allocation[i % FOLDS][sorted[i]]++;
    }
    int[] fold = new int[n];
    for (int i = 0; i < n; i++) {
      int f = 0;
      while (allocation[f][coded[i]] == 0) {
        f++;
      }
      allocation[f][coded[i]]--;
      fold[i] = f;
    }
    return fold;
  }

  private static int[] contiguous(int n) {
    int[] fold = new int[n];
    int start = 0;
    for (int f = 0; f < FOLDS; f++) {
      int size = n / FOLDS + (f < n % FOLDS ? 1 : 0);
      java.util.Arrays.fill(fold, start, start + size, f);
      start += size;
    }
    return fold;
  }

  private static double[] meanOverFolds(Trainer<?> trainer, Table table, boolean standardize) {
    boolean real = trainer.task().kind() == Task.Kind.REGRESSION;
    int[] fold = real ? contiguous(table.rowCount()) : stratified(table.column("target"));
    double[] mean = new double[2];
    for (int f = 0; f < FOLDS; f++) {
      int test = f;
      Table train = table.filter(i -> fold[i] != test);
      Table held = table.filter(i -> fold[i] == test);
      double[] metrics = judge(trainer, train, held, standardize);
      mean[0] += metrics[0] / FOLDS;
      mean[1] += metrics[1] / FOLDS;
    }
    return mean;
  }

  /** Macro AUC and log loss, or R² and RMSE. */
  private static double[] judge(Trainer<?> trainer, Table train, Table held, boolean standardize) {
    TrainedPipeline<?> fitted =
        Pipeline.of(new RawNumbers(standardize), trainer).fit(TrainingSet.ofAll(train), Seed.of(0));
    double[] scores = fitted.model().scores(held);
    int n = held.rowCount();
    double[] y = new double[n];
    java.util.Arrays.setAll(y, i -> held.column("target").number(i));
    if (trainer.task().kind() == Task.Kind.REGRESSION) {
      return regression(y, scores);
    }
    int outputs = scores.length / n;
    double auc = 0;
    double loss = 0;
    for (int k = 0; k < outputs; k++) {
      double[] p = new double[n];
      boolean[] positive = new boolean[n];
      for (int i = 0; i < n; i++) {
        p[i] = scores[i * outputs + k];
        positive[i] = y[i] == (outputs == 1 ? 1 : k);
        if (outputs == 1 || positive[i]) {
          double own = positive[i] ? p[i] : 1 - p[i];
          loss -= Math.log(Math.max(own, 1e-15)) / n;
        }
      }
      auc += auc(p, positive) / outputs;
    }
    return new double[] {auc, loss};
  }

  private static double[] regression(double[] y, double[] p) {
    double mean = java.util.Arrays.stream(y).average().orElseThrow();
    double residual = 0;
    double total = 0;
    for (int i = 0; i < y.length; i++) {
      residual += (y[i] - p[i]) * (y[i] - p[i]);
      total += (y[i] - mean) * (y[i] - mean);
    }
    return new double[] {1 - residual / total, Math.sqrt(residual / y.length)};
  }

  /** Mann–Whitney with mid-ranks. */
  private static double auc(double[] p, boolean[] positive) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ranks = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int j = i;
      while (j < order.length && p[order[j]] == p[order[i]]) {
        j++;
      }
      for (int k = i; k < j; k++) {
        if (positive[order[k]]) {
          ranks += (i + j + 1) / 2.0;
          positives++;
        }
      }
      i = j;
    }
    long negatives = p.length - positives;
    return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  @ParameterizedTest
  @CsvSource({
    "breast_cancer, 2, 0.995187, 0.081150",
    "wine, 3, 0.999784, 0.073410",
    "iris, 3, 0.997333, 0.150315",
    "digits, 10, 0.995988, 0.246063"
  })
  void logistic_fiveFolds_equalsTheReference(String name, int classes, double auc, double loss)
      throws IOException {
    double[] mean =
        meanOverFolds(
            classes == 2 ? LogisticRegression.binary() : LogisticRegression.multiclass(),
            numbers(name, classes),
            true);
    assertThat(mean[0]).isCloseTo(auc, within(1e-3));
    assertThat(mean[1]).isCloseTo(loss, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.482316, 54.691791", "1, 0.410175, 58.449228"})
  void linear_diabetes_equalsTheReference(double l2, double r2, double rmse) throws IOException {
    double[] mean =
        meanOverFolds(LinearRegression.regression(o -> o.l2(l2)), numbers("diabetes", 0), false);
    assertThat(mean[0]).isCloseTo(r2, within(1e-5));
    assertThat(mean[1]).isCloseTo(rmse, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "breast_cancer, 2, 0.989983, 0.009748",
    "wine, 3, 0.999744, 0.002",
    "iris, 3, 0.992000, 0.011205",
    "diabetes, 0, 0.424499, 0.055712"
  })
  void forest_fiveFolds_isNearTheReference(String name, int classes, double mean, double sd)
      throws IOException {
    Trainer<?> trainer =
        switch (classes) {
          case 0 -> RandomForest.regression(o -> o.trees(200));
          case 2 -> RandomForest.binary(o -> o.trees(200));
          default -> RandomForest.multiclass(o -> o.trees(200));
        };
    assertThat(meanOverFolds(trainer, numbers(name, classes), false)[0])
        .isCloseTo(mean, within(2 * sd));
  }

  @ParameterizedTest
  @CsvSource({
    "breast_cancer, 2, 0.991044, 0.006741",
    "wine, 3, 0.991082, 0.016323",
    "iris, 3, 0.991333, 0.017575",
    "diabetes, 0, 0.407967, 0.078115"
  })
  void boosting_fiveFolds_isNearTheReference(String name, int classes, double mean, double sd)
      throws IOException {
    Trainer<?> trainer =
        switch (classes) {
          case 0 -> XGBoost.regression(o -> o.trees(100).depth(3));
          case 2 -> XGBoost.binary(o -> o.trees(100).depth(3));
          default -> XGBoost.multiclass(o -> o.trees(100).depth(3));
        };
    assertThat(meanOverFolds(trainer, numbers(name, classes), false)[0])
        .isCloseTo(mean, within(2 * sd));
  }

  @Test
  void adult_officialSplit_equalsTheReference() throws IOException {
    Table[] halves = adult();
    double[] logistic = judge(LogisticRegression.binary(), halves[0], halves[1], true);
    assertThat(logistic[0]).isCloseTo(0.9054, within(5e-4));
    assertThat(logistic[1]).isCloseTo(0.3176, within(1e-3));
    double[] boosted = judge(XGBoost.binary(o -> o.trees(300)), halves[0], halves[1], false);
    assertThat(boosted[0]).isCloseTo(0.9270, within(5e-3));
  }

  /** Columns 0, 2, 4, 10, 11 and 12 are numbers; the rest is one-hot by the training rows. */
  private static Table[] adult() throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file("adult/adult.csv.gz"))),
                StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(line -> rows.add(line.split(",", -1)));
    }
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < 14; c++) {
      int column = c;
      if (List.of(0, 2, 4, 10, 11, 12).contains(c)) {
        names.add("number " + c);
        columns.add(rows.stream().mapToDouble(r -> Double.parseDouble(r[column])).toArray());
      } else {
        TreeSet<String> levels = new TreeSet<>();
        rows.stream().filter(r -> r[15].equals("train")).forEach(r -> levels.add(r[column]));
        for (String level : levels) {
          names.add(c + "=" + level);
          columns.add(rows.stream().mapToDouble(r -> r[column].equals(level) ? 1 : 0).toArray());
        }
      }
    }
    columns.add(rows.stream().mapToDouble(r -> r[14].equals(">50K") ? 1 : 0).toArray());
    Table all = table(names, columns.toArray(double[][]::new), 2);
    assertThat(all.rowCount()).isEqualTo(48_842);
    return new Table[] {
      all.filter(i -> rows.get(i)[15].equals("train")),
      all.filter(i -> rows.get(i)[15].equals("test"))
    };
  }
}
