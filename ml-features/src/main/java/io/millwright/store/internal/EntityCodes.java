package io.millwright.store.internal;

import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The distinct keys of a column as numbers from 0 in the order of their first row, and those
 * numbers for the keys of other columns. Keys are strings or whole numbers; none is missing.
 */
public final class EntityCodes {

  /** The code of a key that the first column has not. */
  public static final int UNSEEN = -1;

  private final Map<Object, Integer> known = new HashMap<>();
  private final int[] codes;

  private EntityCodes(Column keys) {
    codes = coded(keys, true);
  }

  /** The codes of the column's keys. */
  public static EntityCodes of(Column keys) {
    return new EntityCodes(keys);
  }

  /** The code of each row of the first column; not a copy. */
  public int[] codes() {
    return codes;
  }

  /** How many distinct keys. */
  public int count() {
    return known.size();
  }

  /** The code of each row of another column, {@link #UNSEEN} where there is none. */
  public int[] codesOf(Column other) {
    return coded(other, false);
  }

  private int[] coded(Column keys, boolean add) {
    return keys instanceof CategoricalColumn words ? codedWords(words, add) : codedRows(keys, add);
  }

  private int[] codedRows(Column keys, boolean add) {
    int[] result = new int[keys.size()];
    boolean strings = keys.type().isString();
    for (int i = 0; i < result.length; i++) {
      result[i] = code(strings ? keys.string(i) : (Object) keys.integer(i), add);
    }
    return result;
  }

  private int[] codedWords(CategoricalColumn words, boolean add) {
    int notYet = -2;
    int[] ofWord = new int[words.dictionary().size()];
    Arrays.fill(ofWord, notYet);
    int[] result = new int[words.size()];
    for (int i = 0; i < result.length; i++) {
      int word = words.code(i);
      if (ofWord[word] == notYet) {
        ofWord[word] = code(words.dictionary().get(word), add);
      }
      result[i] = ofWord[word];
    }
    return result;
  }

  private int code(Object key, boolean add) {
    Integer code = known.get(key);
    if (code != null) {
      return code;
    }
    if (!add) {
      return UNSEEN;
    }
    known.put(key, known.size());
    return known.size() - 1;
  }
}
