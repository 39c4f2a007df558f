package io.millwright.train;

import java.util.function.IntFunction;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Training data as a Tribuo data set; feature {@code i} is called by its number. */
final class TribuoData {

  /**
   * What stands for a missing value: below every number there may be. A power of two, so that
   * Tribuo's sums over it are exact and its mean is not below its minimum.
   */
  static final double MISSING = -0x1p300;

  private TribuoData() {}

  /** A name whose order among names is the order of the numbers. */
  static String name(int feature) {
    return String.format(java.util.Locale.ROOT, "f%09d", feature);
  }

  static int feature(String name) {
    return Integer.parseInt(name.substring(1));
  }

  static String[] names(int count) {
    String[] names = new String[count];
    java.util.Arrays.setAll(names, TribuoData::name);
    return names;
  }

  static <T extends Output<T>> MutableDataset<T> of(
      TrainingData data, OutputFactory<T> factory, IntFunction<T> output) {
    MutableDataset<T> set =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("millwright", java.time.OffsetDateTime.MIN, factory),
            factory);
    String[] names = names(data.features().size());
    for (int i = 0; i < data.rows(); i++) {
      double[] values = new double[names.length];
      for (int j = 0; j < names.length; j++) {
        double x = data.value(i, j);
        values[j] = Double.isNaN(x) ? MISSING : checked(x, data, i, j);
      }
      ArrayExample<T> example = new ArrayExample<>(output.apply(i), names, values);
      example.setWeight((float) data.weight(i));
      set.add(example);
    }
    return set;
  }

  /** Splits lie halfway between values: the one above the missing must be above its half. */
  private static double checked(double x, TrainingData data, int row, int feature) {
    if (!(x > MISSING / 4)) {
      throw new TrainingException(
          "Feature '"
              + data.features().get(feature)
              + "' must be above -2^298 for a random forest; was not in row "
              + row
              + ". Scale it in the feature plan.");
    }
    return x;
  }
}
