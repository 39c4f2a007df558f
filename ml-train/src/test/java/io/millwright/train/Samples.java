package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.Targets;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Made-up tables whose label depends on the features; for tests. */
final class Samples {

  static final int WIDTH = 6;

  private Samples() {}

  /** Features f0..f5 and the label y: a class below {@code classes}, or real for 0. */
  static Table table(long seed, int rows, int classes, double missingShare) {
    RandomGenerator random = Seed.of(seed).random();
    double[][] x = new double[WIDTH][rows];
    BitSet[] missing = new BitSet[WIDTH];
    for (int j = 0; j < WIDTH; j++) {
      missing[j] = new BitSet();
      for (int i = 0; i < rows; i++) {
        // Features 4 and 5 have few values, so that rows often meet thresholds exactly.
        x[j][i] = j < 4 ? random.nextGaussian() : random.nextInt(5) * 0.1;
        if (random.nextDouble() < missingShare) {
          missing[j].set(i);
        }
      }
    }
    double[] signal = new double[rows];
    for (int i = 0; i < rows; i++) {
      double s = random.nextGaussian() / 2;
      for (int j = 0; j < WIDTH; j++) {
        s += missing[j].get(i) ? 0.7 : x[j][i] * (j % 3 - 1) + (x[0][i] > 0.2 ? x[j][i] : 0);
      }
      signal[i] = s;
    }
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < WIDTH; j++) {
      columns.add(NumericColumn.of(x[j], missing[j]));
    }
    columns.add(classes == 0 ? NumericColumn.of(signal) : classes(signal, classes));
    return Table.of(schema(classes, b -> b), columns);
  }

  private static Column classes(double[] signal, int classes) {
    long[] labels = new long[signal.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Math.max(0, Math.min(classes - 1, (long) Math.floor(signal[i] + classes / 2.0)));
    }
    return LongColumn.of(io.millwright.schema.FieldType.INTEGER, labels, new BitSet());
  }

  static Schema schema(int classes, UnaryOperator<Schema.Builder> more) {
    Schema.Builder builder = Schema.builder();
    for (int j = 0; j < WIDTH; j++) {
      builder.numeric("f" + j).optional("f" + j);
    }
    if (classes == 0) {
      builder.realLabel("y");
    } else {
      builder.integer("y");
      builder = more.apply(builder);
      Schema plain = builder.build();
      return classes == 2
          ? plain.edit().binaryLabel("y", "1").build()
          : plain.edit().multiclassLabel("y").build();
    }
    return more.apply(builder).build();
  }

  static TrainingData data(Table table) {
    return TrainingData.of(
        new RawNumbers(false).fitTransform(TrainingSet.ofAll(table), Seed.of(0)),
        table,
        Targets.of(table));
  }

  static <P extends Prediction> Scorer fit(Trainer<P> trainer, Table table) {
    return trainer.fit(data(table), Seed.of(5), Progress.SILENT);
  }

  static double[] score(Scorer scorer, TrainingData data, int row) {
    double[] out = new double[scorer.outputs()];
    scorer.score(data.matrix(), row * data.features().size(), out);
    return out;
  }

  static double[] scores(Scorer scorer, TrainingData data) {
    double[] all = new double[data.rows() * scorer.outputs()];
    for (int i = 0; i < data.rows(); i++) {
      System.arraycopy(score(scorer, data, i), 0, all, i * scorer.outputs(), scorer.outputs());
    }
    return all;
  }
}
