package io.millwright.features;

import io.millwright.features.TermWeights.Length;
import java.util.Arrays;

/**
 * From a text to the numbers of its terms. Immutable and thread-safe; room to count in is kept for
 * each thread, so that nothing is allocated once it has grown.
 */
final class TermWeigher {

  private static final TermTable NO_TERMS = new TermTable(0);

  private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

  /** Takes the terms of a text that are in the vocabulary, in the order of their first places. */
  interface Sink {
    void term(int term, double weight);
  }

  private final GramReader reader;
  private final TermTable terms;
  private final TermWeights weights;
  private final double[] idf;

  /**
   * @param idf a number for each term
   */
  TermWeigher(GramReader reader, TermTable terms, TermWeights weights, double[] idf) {
    this.reader = reader;
    this.terms = terms;
    this.weights = weights;
    this.idf = idf;
  }

  GramReader reader() {
    return reader;
  }

  TermTable terms() {
    return terms;
  }

  TermWeights weights() {
    return weights;
  }

  double idf(int term) {
    return idf[term];
  }

  /** Writes the numbers of the terms from that position; those of other terms stay. */
  void weigh(String text, double[] out, int at) {
    Room room = count(text);
    for (int i = 0; i < room.size; i++) {
      out[at + room.found[i]] = room.values[i];
    }
  }

  void weigh(String text, Sink sink) {
    Room room = count(text);
    for (int i = 0; i < room.size; i++) {
      sink.term(room.found[i], room.values[i]);
    }
  }

  /** Adds each term's number times its row of the matrix, rows of this width. */
  void project(String text, double[] matrix, int width, double[] out, int at) {
    Room room = count(text);
    for (int i = 0; i < room.size; i++) {
      double value = room.values[i];
      int row = room.found[i] * width;
      for (int c = 0; c < width; c++) {
        out[at + c] += value * matrix[row + c];
      }
    }
  }

  private Room count(String text) {
    Room room = ROOM.get();
    room.start(terms);
    try {
      reader.read(text, room.buffer, room);
      value(room);
    } finally {
      room.end();
    }
    return room;
  }

  private void value(Room room) {
    double length = 0;
    for (int i = 0; i < room.size; i++) {
      int term = room.found[i];
      double value = weights.frequency(room.counts[term]) * idf[term];
      room.values[i] = value;
      length += weights.length() == Length.L2 ? value * value : value;
    }
    if (weights.length() == Length.NONE || length == 0) {
      return;
    }
    double divisor = weights.length() == Length.L2 ? Math.sqrt(length) : length;
    for (int i = 0; i < room.size; i++) {
      room.values[i] /= divisor;
    }
  }

  /** Counts of one text; between two texts all counts are 0. */
  private static final class Room implements GramReader.Sink {

    private final GramReader.Buffer buffer = new GramReader.Buffer();
    private TermTable terms = NO_TERMS;
    private int[] counts = new int[0];
    private int[] found = new int[64];
    private double[] values = new double[64];
    private int size;

    void start(TermTable vocabulary) {
      terms = vocabulary;
      size = 0;
      if (counts.length < vocabulary.size()) {
        counts = new int[vocabulary.size()];
      }
    }

    @Override
    public void gram(int[] points, int from, int to) {
      int term = terms.find(points, from, to);
      if (term >= 0 && counts[term]++ == 0) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
          values = Arrays.copyOf(values, 2 * size);
        }
        found[size++] = term;
      }
    }

    void end() {
      for (int i = 0; i < size; i++) {
        counts[found[i]] = 0;
      }
      terms = NO_TERMS;
    }
  }
}
