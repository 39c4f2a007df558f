package io.millwright.features;

import io.millwright.table.Column;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The terms of the training rows: how often each occurs, and in how many rows. */
final class TermCounts implements GramReader.Sink {

  /** Terms held while counting; more is a plan that cannot end well. */
  private static final int MOST_SEEN = 1 << 24;

  private static final int MOST_CHARACTERS = 1 << 28;

  private final boolean binary;
  private final int mostSeen;
  private final TermTable terms = new TermTable(1_024);
  private long[] counts = new long[1_024];
  private int[] rows = new int[1_024];
  private int[] lastRow = new int[1_024];
  private int texts;
  private boolean overflow;

  private TermCounts(boolean binary, int mostSeen) {
    this.binary = binary;
    this.mostSeen = mostSeen;
  }

  static TermCounts of(Column column, GramReader reader, boolean binary) {
    return of(column, reader, binary, MOST_SEEN);
  }

  static TermCounts of(Column column, GramReader reader, boolean binary, int mostSeen) {
    TermCounts counted = new TermCounts(binary, mostSeen);
    GramReader.Buffer buffer = new GramReader.Buffer();
    for (int i = 0; i < column.size() && !counted.overflow; i++) {
      if (!column.isMissing(i)) {
        counted.texts++;
        reader.read(column.string(i), buffer, counted);
      }
    }
    return counted;
  }

  @Override
  public void gram(int[] points, int from, int to) {
    if (terms.size() >= mostSeen || terms.characters() >= MOST_CHARACTERS - (to - from)) {
      overflow = true;
      return;
    }
    int term = terms.findOrAdd(points, from, to);
    if (term == counts.length) {
      counts = Arrays.copyOf(counts, 2 * term);
      rows = Arrays.copyOf(rows, 2 * term);
      lastRow = Arrays.copyOf(lastRow, 2 * term);
    }
    counts[term]++;
    if (lastRow[term] != texts) {
      lastRow[term] = texts;
      rows[term]++;
    }
  }

  /** Rows that have a text, empty ones too. */
  int texts() {
    return texts;
  }

  /** Whether there were more terms than can be held; then no other figure counts. */
  boolean overflow() {
    return overflow;
  }

  int distinct() {
    return terms.size();
  }

  TermTable terms() {
    return terms;
  }

  int rows(int term) {
    return rows[term];
  }

  /** The terms that are left by the bounds, by code point. */
  int[] kept(TermBounds bounds) {
    double least = bounds.leastRows(texts);
    double most = bounds.mostRows(texts);
    Stream<Integer> found =
        IntStream.range(0, terms.size()).filter(t -> rows[t] >= least && rows[t] <= most).boxed();
    if (bounds.mostFrequent() > 0) {
      found = found.sorted(this::byCount).limit(bounds.mostFrequent());
    }
    return found.sorted(terms::compare).mapToInt(Integer::intValue).toArray();
  }

  private int byCount(int a, int b) {
    int order = Long.compare(total(b), total(a));
    return order != 0 ? order : terms.compare(a, b);
  }

  private long total(int term) {
    return binary ? rows[term] : counts[term];
  }
}
