package io.millwright.report;

import java.util.Arrays;
import java.util.List;

/**
 * Counts of neighbouring bins, drawn as a strip below a chart with which it shares the x axis.
 *
 * <p>Thread-safe: yes, immutable.
 *
 * @param name what is counted, for example {@code Loans}
 * @param edges bin borders, finite, strictly ascending, at least two
 * @param counts one per bin, finite and not negative
 */
public record Bins(String name, List<Double> edges, List<Double> counts) {

  /** Checks edges and counts. */
  public Bins {
    Checks.filled("Name of bins", name);
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    String subject = Checks.named("Bins", name);
    checkEdges(subject, edges);
    if (counts.size() != edges.size() - 1) {
      throw new IllegalArgumentException(
          subject
              + " must have one count per bin, "
              + (edges.size() - 1)
              + "; was "
              + counts.size()
              + ". Pass one edge more than counts.");
    }
    for (double count : counts) {
      if (!(count >= 0) || Double.isInfinite(count)) {
        throw new IllegalArgumentException(
            subject + " must have counts of 0 or more; was " + count + ". Check the counts.");
      }
    }
  }

  /** Bins with these borders and counts. */
  public static Bins of(String name, double[] edges, double[] counts) {
    return new Bins(
        name, Arrays.stream(edges).boxed().toList(), Arrays.stream(counts).boxed().toList());
  }

  static void checkEdges(String subject, List<Double> edges) {
    if (edges.size() < 2) {
      throw new IllegalArgumentException(
          subject + " must have at least two edges; was " + edges.size() + ". Add edges.");
    }
    for (int i = 0; i < edges.size(); i++) {
      Checks.finite("Edge " + i + " of " + subject, edges.get(i));
      if (i > 0 && edges.get(i) <= edges.get(i - 1)) {
        throw new IllegalArgumentException(
            subject
                + " must have ascending edges; was "
                + edges.get(i - 1)
                + " before "
                + edges.get(i)
                + ". Sort them and drop equal ones.");
      }
    }
  }
}
