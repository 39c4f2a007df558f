package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/** Strings of a CATEGORICAL field, as codes into a dictionary. */
public final class CategoricalColumn extends Column {

  /** The code of a row without a value. */
  public static final int MISSING = -1;

  private final int[] codes;
  private final List<String> dictionary;

  private CategoricalColumn(int[] codes, List<String> dictionary, Validity validity) {
    super(FieldType.CATEGORICAL, codes.length, validity);
    this.codes = codes;
    this.dictionary = dictionary;
  }

  /**
   * A column of a copy of the codes.
   *
   * @param codes positions in the dictionary, or {@link #MISSING}
   * @param dictionary distinct strings; may hold strings that no row has
   */
  public static CategoricalColumn of(int[] codes, List<String> dictionary) {
    return wrap(codes.clone(), dictionary);
  }

  static CategoricalColumn wrap(int[] codes, List<String> dictionary) {
    List<String> words = List.copyOf(dictionary);
    if (new HashSet<>(words).size() != words.size()) {
      throw new IllegalArgumentException(
          "Dictionary must hold distinct strings; had "
              + words.size()
              + " of which some are equal.");
    }
    BitSet missing = new BitSet(codes.length);
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == MISSING) {
        missing.set(i);
      } else if (codes[i] < 0 || codes[i] >= words.size()) {
        throw new IllegalArgumentException(
            "Code must be from -1 to "
                + (words.size() - 1)
                + "; was "
                + codes[i]
                + " (row "
                + i
                + ").");
      }
    }
    return new CategoricalColumn(codes, words, Validity.missing(missing));
  }

  /** Position of the row's value in {@link #dictionary()}, or {@link #MISSING}. */
  public int code(int row) {
    return codes[row];
  }

  /** Distinct strings; those that no row has may be among them. */
  public List<String> dictionary() {
    return dictionary;
  }

  @Override
  public String string(int row) {
    int code = codes[row];
    return code == MISSING ? "" : dictionary.get(code);
  }

  @Override
  public CategoricalColumn take(int[] rows) {
    int[] taken = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = codes[rows[i]];
    }
    return new CategoricalColumn(taken, dictionary, validity().take(rows));
  }

  @Override
  boolean sameValue(int row, Column other, int otherRow) {
    return string(row).equals(other.string(otherRow));
  }
}
