package io.millwright.eval.text;

/**
 * Levenshtein's distance: the least number of characters to insert, delete or replace to make one
 * text of the other. Thread-safe: has no state.
 */
public final class EditDistance {

  private EditDistance() {}

  /**
   * The distance in Unicode code points, from 0 to the longer length. Takes time in proportion to
   * the product of the lengths, memory to the shorter.
   */
  public static int of(String one, String other) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    return a.length < b.length ? distance(b, a) : distance(a, b);
  }

  private static int distance(int[] longer, int[] shorter) {
    int[] row = new int[shorter.length + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= longer.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (longer[i - 1] == shorter[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[shorter.length];
  }
}
