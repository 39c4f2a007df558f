package io.millwright.train;

import io.millwright.Seed;
import io.millwright.model.FeaturePlan;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Column;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numeric features as they are, or standardized on the training rows but for one-hot ones, which
 * have a name with "="; for tests.
 */
record RawNumbers(boolean standardize) implements FeaturePlan {

  @Override
  public Featurizer fit(TrainingSet train, Seed seed) {
    Schema schema = train.table().schema();
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      Field field = schema.fields().get(i);
      if (field.role() == Role.FEATURE && field.type().isNumber()) {
        fields.add(i);
      }
    }
    double[] mean = new double[fields.size()];
    double[] scale = new double[fields.size()];
    java.util.Arrays.fill(scale, 1);
    for (int j = 0; standardize && j < scale.length; j++) {
      if (schema.fields().get(fields.get(j)).name().contains("=")) {
        continue;
      }
      moments(train.table(), fields.get(j), j, mean, scale);
    }
    return new Fitted(schema, fields, mean, scale);
  }

  private static void moments(Table table, int field, int j, double[] mean, double[] scale) {
    Column column = table.columns().get(field);
    int n = column.size();
    for (int i = 0; i < n; i++) {
      mean[j] += column.number(i) / n;
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double d = column.number(i) - mean[j];
      variance += d * d / n;
    }
    scale[j] = variance > 0 ? Math.sqrt(variance) : 1;
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(java.util.Map.of("standardize", String.valueOf(standardize)));
  }

  private static final class Fitted implements Featurizer {

    private final Schema schema;
    private final List<Integer> fields;
    private final double[] mean;
    private final double[] scale;

    Fitted(Schema schema, List<Integer> fields, double[] mean, double[] scale) {
      this.schema = schema;
      this.fields = fields;
      this.mean = mean;
      this.scale = scale;
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public List<String> inputs() {
      return fields.stream().map(f -> schema.fields().get(f).name()).toList();
    }

    @Override
    public List<Feature> features() {
      return inputs().stream().map(n -> new Feature(n, List.of(n))).toList();
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      for (int j = 0; j < mean.length; j++) {
        int field = fields.get(j);
        out[offset + j] =
            row.isMissing(field) ? Double.NaN : (row.number(field) - mean[j]) / scale[j];
      }
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("test-numbers", "[]");
    }
  }
}
