package io.millwright.eval.robustness;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.InvalidRowException;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Rows of a known law and a fixed logistic model of them. */
final class TestModels {

  static final List<String> CLASSES = List.of("false", "true");

  private TestModels() {}

  /** Label true with probability 1/(1+exp(-(2 strong + weak + (kind is b ? 1 : -1)))). */
  static Table rows(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] strong = new double[n];
    double[] weak = new double[n];
    long[] count = new long[n];
    int[] kind = new int[n];
    BitSet label = new BitSet();
    for (int i = 0; i < n; i++) {
      strong[i] = random.nextGaussian();
      weak[i] = random.nextGaussian();
      count[i] = random.nextInt(20);
      kind[i] = random.nextInt(2);
      double logit = 2 * strong[i] + weak[i] + (kind[i] == 1 ? 1 : -1);
      label.set(i, random.nextDouble() < 1 / (1 + Math.exp(-logit)));
    }
    return Table.of(
        Schema.builder()
            .numeric("strong")
            .optional("strong")
            .numeric("weak")
            .integer("count")
            .categorical("kind")
            .binaryLabel("label")
            .build(),
        List.of(
            NumericColumn.of(strong),
            NumericColumn.of(weak),
            LongColumn.of(FieldType.INTEGER, count, new BitSet()),
            CategoricalColumn.of(kind, List.of("a", "b")),
            BooleanColumn.of(n, label, new BitSet())));
  }

  /**
   * The law itself, which reads {@code count} without using it.
   *
   * @param refusesBelow a row whose strong field is lower is not taken
   */
  static TrainedPipeline<Binary> law(TrainingSet train, double refusesBelow) {
    Schema schema = train.table().schema();
    TabularModel<Binary> model =
        TabularModel.of(Task.binary(), new Fields(schema, refusesBelow), new Logistic(), CLASSES);
    return TrainedPipeline.fitted(
        model, train, new TrainingRecord("fixed", new TreeMap<>(), 0, Instant.EPOCH));
  }

  static TrainedPipeline<Binary> law(Split split) {
    return law(split.train(), Double.NEGATIVE_INFINITY);
  }

  private record Fields(Schema schema, double refusesBelow) implements Featurizer {

    @Override
    public List<String> inputs() {
      return List.of("strong", "weak", "count", "kind");
    }

    @Override
    public List<Feature> features() {
      return inputs().stream().map(f -> new Feature(f, List.of(f))).toList();
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      out[offset] = row.isMissing(0) ? 0 : row.number(0);
      if (out[offset] < refusesBelow) {
        throw new InvalidRowException("strong", "must not be so low");
      }
      out[offset + 1] = row.number(1);
      out[offset + 2] = row.number(2);
      out[offset + 3] = row.string(3).equals("b") ? 1 : row.string(3).equals("a") ? -1 : 0;
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("fields", "\"" + refusesBelow + "\"");
    }
  }

  private record Logistic() implements Scorer {

    @Override
    public int inputs() {
      return 4;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public boolean acceptsMissing() {
      return false;
    }

    @Override
    public void score(double[] x, int offset, double[] out) {
      out[0] = 1 / (1 + StrictMath.exp(-(2 * x[offset] + x[offset + 1] + x[offset + 3])));
    }

    @Override
    public Stored stored() {
      return new Stored("logistic", "{}");
    }
  }
}
