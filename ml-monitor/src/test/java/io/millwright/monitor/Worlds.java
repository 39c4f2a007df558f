package io.millwright.monitor;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Tables of features with many shapes, all drawn from one fixed law, or with one feature moved. */
final class Worlds {

  static final int FEATURES = 20;

  private static final List<String> WORDS =
      IntStream.range(0, 400).mapToObj(i -> "word-" + i).toList();

  private Worlds() {}

  static Table draw(Seed seed, int rows) {
    return draw(seed, rows, 0);
  }

  /** Feature f0, standard normal, is shifted by this many standard deviations. */
  static Table draw(Seed seed, int rows, double shift) {
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    for (int f = 0; f < FEATURES; f++) {
      RandomGenerator random = seed.derive("feature").derive(f).random();
      Column column = column(f, rows, random, shift);
      columns.add(column);
      schema.add(
          new Field(
              "f" + f, column.type(), Role.FEATURE, true, Optional.empty(), Optional.empty()));
    }
    return Table.of(schema.build(), columns);
  }

  private static Column column(int f, int rows, RandomGenerator random, double shift) {
    BitSet missing = new BitSet();
    for (int i = 0; i < rows && f % 3 == 1; i++) {
      missing.set(i, random.nextDouble() < 0.02 * f);
    }
    double[] values = new double[rows];
    Arrays.setAll(values, i -> value(f, random) + (f == 0 ? shift : 0));
    return switch (f % 5) {
      case 3 -> words(values, missing);
      case 4 -> f == 4 ? whole(values, missing) : truths(values, missing);
      default -> NumericColumn.of(values, missing);
    };
  }

  private static double value(int f, RandomGenerator random) {
    double u = random.nextDouble();
    return switch (f % 5) {
      case 0 -> random.nextGaussian();
      case 1 -> u < 0.4 ? 0 : u > 0.99 ? Double.NaN : -StrictMath.log(1 - random.nextDouble());
      case 2 -> StrictMath.exp(2 * random.nextGaussian());
      case 3 -> StrictMath.pow(u, f < 10 ? 1 : 4) * (f < 10 ? 6 : 400);
      default -> u * u * 12;
    };
  }

  private static Column words(double[] values, BitSet missing) {
    int[] codes = new int[values.length];
    Arrays.setAll(codes, i -> missing.get(i) ? CategoricalColumn.MISSING : (int) values[i]);
    return CategoricalColumn.of(codes, WORDS);
  }

  private static Column whole(double[] values, BitSet missing) {
    long[] longs = Arrays.stream(values).mapToLong(v -> (long) v).toArray();
    return LongColumn.of(FieldType.INTEGER, longs, missing);
  }

  private static Column truths(double[] values, BitSet missing) {
    BitSet trues = new BitSet();
    for (int i = 0; i < values.length; i++) {
      trues.set(i, values[i] > 6);
    }
    return BooleanColumn.of(values.length, trues, missing);
  }
}
