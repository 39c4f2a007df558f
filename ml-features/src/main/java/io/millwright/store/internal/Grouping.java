package io.millwright.store.internal;

/**
 * Rows grouped by entity, within an entity in the order of rows: a counting sort, O(rows).
 *
 * <p>Rows of entity {@code e} are {@code rows[starts[e]] .. rows[starts[e + 1] - 1]}. Rows with a
 * code below 0 are left out.
 */
public final class Grouping {

  private final int[] starts;
  private final int[] rows;

  private Grouping(int[] starts, int[] rows) {
    this.starts = starts;
    this.rows = rows;
  }

  /** The groups of these codes, each below {@code count}. */
  public static Grouping of(int[] codes, int count) {
    int[] starts = new int[count + 1];
    for (int code : codes) {
      if (code >= 0) {
        starts[code + 1]++;
      }
    }
    for (int e = 0; e < count; e++) {
      starts[e + 1] += starts[e];
    }
    int[] next = starts.clone();
    int[] rows = new int[starts[count]];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= 0) {
        rows[next[codes[i]]++] = i;
      }
    }
    return new Grouping(starts, rows);
  }

  /** Position of the first row of the entity. */
  public int start(int entity) {
    return starts[entity];
  }

  /** Position behind the last row of the entity. */
  public int end(int entity) {
    return starts[entity + 1];
  }

  /** All rows by position; not a copy. */
  public int[] rows() {
    return rows;
  }
}
