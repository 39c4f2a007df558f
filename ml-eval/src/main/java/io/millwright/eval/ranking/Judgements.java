package io.millwright.eval.ranking;

import io.millwright.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How relevant documents are to queries: for each query the grades of the documents that somebody
 * looked at. A document without a grade is unjudged, and counts as not relevant. Immutable and
 * thread-safe.
 */
public final class Judgements {

  private final SortedMap<String, Map<String, Double>> grades;

  private Judgements(SortedMap<String, Map<String, Double>> grades) {
    this.grades = Collections.unmodifiableSortedMap(grades);
  }

  /**
   * Graded judgements.
   *
   * @param grades by query id and document id, finite and at least 0; a query may have none
   * @throws IllegalArgumentException if a grade is negative or not finite; counts them. A negative
   *     gain has no ideal order to be compared with
   */
  public static Judgements of(Map<String, Map<String, Double>> grades) {
    SortedMap<String, Map<String, Double>> copy = new TreeMap<>();
    long faulty = 0;
    for (Map.Entry<String, Map<String, Double>> entry : grades.entrySet()) {
      Require.notBlank("Query", entry.getKey());
      faulty += entry.getValue().values().stream().filter(g -> !isGrade(g)).count();
      copy.put(entry.getKey(), Map.copyOf(entry.getValue()));
    }
    if (faulty > 0) {
      throw Require.violated(
          "Grade", "finite and at least 0", "not so in " + faulty + " judgements");
    }
    return new Judgements(copy);
  }

  /**
   * Judgements that say no more than what is relevant: each such document has grade 1.
   *
   * @param relevant document ids by query id; a query may have none
   */
  public static Judgements relevant(Map<String, Set<String>> relevant) {
    Map<String, Map<String, Double>> grades = new LinkedHashMap<>();
    relevant.forEach(
        (query, documents) -> {
          Map<String, Double> ones = new LinkedHashMap<>();
          documents.forEach(d -> ones.put(d, 1.0));
          grades.put(query, ones);
        });
    return of(grades);
  }

  private static boolean isGrade(double grade) {
    return grade >= 0 && grade < Double.POSITIVE_INFINITY;
  }

  /** Query ids, ascending. */
  public Set<String> queries() {
    return grades.keySet();
  }

  /** The grade of a document for a query; none if it was not judged. */
  public OptionalDouble grade(String query, String document) {
    Double grade = of(query).get(document);
    return grade == null ? OptionalDouble.empty() : OptionalDouble.of(grade);
  }

  Map<String, Double> of(String query) {
    return grades.getOrDefault(query, Map.of());
  }
}
