package io.millwright.table;

/**
 * Finds the separator from the start of a file: of comma, semicolon, tab and bar, the one that
 * occurs in the first row and whose count is the same in the largest share of the sampled rows;
 * among equals the more frequent one, then in the order above. Separators in quotes do not count.
 */
final class SeparatorSniffer {

  static final String CANDIDATES = ",;\t|";

  private SeparatorSniffer() {}

  /** The separator; a comma if the first row has none of the candidates. */
  static char find(String sample, char quote, boolean wholeFile) {
    char best = ',';
    double bestShare = 0;
    int bestCount = 0;
    for (int i = 0; i < CANDIDATES.length(); i++) {
      char candidate = CANDIDATES.charAt(i);
      int[] counts = counts(sample, candidate, quote, wholeFile);
      if (counts.length == 0 || counts[0] == 0) {
        continue;
      }
      int same = 0;
      for (int count : counts) {
        same += count == counts[0] ? 1 : 0;
      }
      double share = (double) same / counts.length;
      if (share > bestShare || (share == bestShare && counts[0] > bestCount)) {
        best = candidate;
        bestShare = share;
        bestCount = counts[0];
      }
    }
    return best;
  }

  /** How often the candidate occurs outside quotes in each whole row that is not blank. */
  private static int[] counts(String sample, char candidate, char quote, boolean wholeFile) {
    int[] counts = new int[sample.length() + 1];
    int rows = 0;
    int count = 0;
    boolean quoted = false;
    boolean cellStart = true;
    boolean blank = true;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (quoted) {
        quoted = c != quote;
        continue;
      }
      if (c == '\n' || c == '\r') {
        if (!blank) {
          counts[rows++] = count;
        }
        count = 0;
        blank = true;
        cellStart = true;
        continue;
      }
      blank = false;
      if (c == quote && (cellStart || sample.charAt(i - 1) == quote)) {
        quoted = true;
      }
      cellStart = c == candidate;
      count += c == candidate ? 1 : 0;
    }
    if (!blank && !quoted && (wholeFile || rows == 0)) {
      counts[rows++] = count;
    }
    return java.util.Arrays.copyOf(counts, rows);
  }
}
