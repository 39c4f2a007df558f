package io.millwright.eval.robustness;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The perturbations of tables.
 *
 * <p>Standard deviations are those of the field's finite values in the judged rows. Shares are of
 * the rows, each row being touched or not by its own draw.
 */
public final class Perturbations {

  private Perturbations() {}

  /**
   * Gaussian noise on NUMERIC and INTEGER fields, in standard deviations; whole numbers stay whole.
   * Values that are not finite stay as they are.
   */
  public static Perturbation noise() {
    return new Named(
        "noise",
        "standard deviations",
        (field, column) -> Numbers.areIn(column),
        (field, column, strength, seed) -> {
          double sd = Numbers.deviation(column);
          RandomGenerator random = seed.random();
          return Numbers.map(
              column, x -> x + strength * sd * random.nextGaussian(), random::nextGaussian);
        });
  }

  /**
   * Rounding of NUMERIC fields to multiples of a step, in standard deviations: coarser instruments
   * and forms.
   */
  public static Perturbation rounded() {
    return new Named(
        "rounded",
        "standard deviations",
        (field, column) -> column.type() == FieldType.NUMERIC && Numbers.areIn(column),
        (field, column, strength, seed) -> {
          double step = strength * Numbers.deviation(column);
          return Numbers.map(column, x -> Math.rint(x / step) * step, () -> {});
        });
  }

  /** Values removed from a share of the rows; only of optional fields. */
  public static Perturbation missing() {
    return new Named(
        "missing",
        "share of rows",
        (field, column) -> field.optional() && column.type() != FieldType.TEXT,
        (field, column, strength, seed) ->
            Gaps.in(column, touched(column, Require.share("Share", strength), seed.random())));
  }

  /**
   * Values of a CATEGORICAL field swapped for another value of the column, truth values flipped, in
   * a share of the rows.
   */
  public static Perturbation swapped() {
    return new Named(
        "swapped",
        "share of rows",
        (field, column) ->
            column.type() == FieldType.BOOLEAN
                || (column instanceof CategoricalColumn words && used(words).size() > 1),
        (field, column, strength, seed) -> {
          RandomGenerator random = seed.random();
          BitSet rows = touched(column, Require.share("Share", strength), random);
          RandomGenerator others = seed.derive("value").random();
          return column instanceof CategoricalColumn words
              ? swap(words, rows, others)
              : flip(column, rows);
        });
  }

  /** Values of a CATEGORICAL field that no row has had, in a share of the rows. */
  public static Perturbation unseen() {
    return new Named(
        "unseen",
        "share of rows",
        (field, column) -> column instanceof CategoricalColumn,
        (field, column, strength, seed) -> {
          BitSet rows = touched(column, Require.share("Share", strength), seed.random());
          CategoricalColumn words = (CategoricalColumn) column;
          List<String> dictionary = new ArrayList<>(words.dictionary());
          StringBuilder fresh = new StringBuilder("unseen");
          while (dictionary.contains(fresh.toString())) {
            fresh.append('\'');
          }
          dictionary.add(fresh.toString());
          int[] codes = codes(words);
          rows.stream().forEach(row -> codes[row] = dictionary.size() - 1);
          return CategoricalColumn.of(codes, dictionary);
        });
  }

  /** Present rows whose draw is below the share: more of the same rows for a larger share. */
  private static BitSet touched(Column column, double share, RandomGenerator random) {
    BitSet rows = new BitSet();
    for (int i = 0; i < column.size(); i++) {
      boolean drawn = random.nextDouble() < share;
      if (drawn && !column.isMissing(i)) {
        rows.set(i);
      }
    }
    return rows;
  }

  private static int[] codes(CategoricalColumn words) {
    int[] codes = new int[words.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = words.code(i);
    }
    return codes;
  }

  private static List<Integer> used(CategoricalColumn words) {
    BitSet used = new BitSet();
    for (int i = 0; i < words.size(); i++) {
      if (!words.isMissing(i)) {
        used.set(words.code(i));
      }
    }
    return used.stream().boxed().toList();
  }

  /** One draw for every row, touched or not, so that a row's new value is the same at any share. */
  private static Column swap(CategoricalColumn words, BitSet rows, RandomGenerator random) {
    List<Integer> used = used(words);
    int[] codes = codes(words);
    for (int i = 0; i < codes.length; i++) {
      int drawn = used.get(random.nextInt(used.size() - 1));
      if (rows.get(i)) {
        codes[i] = drawn == codes[i] ? used.get(used.size() - 1) : drawn;
      }
    }
    return CategoricalColumn.of(codes, words.dictionary());
  }

  private static Column flip(Column column, BitSet rows) {
    BitSet trues = new BitSet();
    BitSet missing = new BitSet();
    for (int i = 0; i < column.size(); i++) {
      missing.set(i, column.isMissing(i));
      trues.set(i, (column.integer(i) == 1) != rows.get(i));
    }
    return BooleanColumn.of(column.size(), trues, missing);
  }

  private interface Suits {
    boolean test(Field field, Column column);
  }

  private interface Change {
    Column apply(Field field, Column column, double strength, Seed seed);
  }

  private record Named(String name, String unit, Suits when, Change change)
      implements Perturbation {

    @Override
    public boolean suits(Field field, Column column) {
      return when.test(field, column);
    }

    @Override
    public Column apply(Field field, Column column, double strength, Seed seed) {
      Require.positive("Strength of " + name, strength);
      return change.apply(field, column, strength, seed);
    }
  }
}
