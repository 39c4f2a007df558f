package io.millwright.eval.ranking;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a system retrieved: for each query its documents, the best score first. Immutable and
 * thread-safe.
 */
public final class Run {

  private final SortedMap<String, List<Retrieved>> lists;

  private Run(SortedMap<String, List<Retrieved>> lists) {
    this.lists = Collections.unmodifiableSortedMap(lists);
  }

  /**
   * Lists with scores; documents of equal score keep the order given, and the evaluator decides
   * what such a tie means.
   *
   * @param lists by query id; a list may be empty
   * @throws IllegalArgumentException if a list has a document twice; counts the lists
   */
  public static Run of(Map<String, List<Retrieved>> lists) {
    SortedMap<String, List<Retrieved>> sorted = new TreeMap<>();
    int repeated = 0;
    for (Map.Entry<String, List<Retrieved>> entry : lists.entrySet()) {
      List<Retrieved> list = new ArrayList<>(entry.getValue());
      list.sort(Comparator.comparingDouble(Retrieved::score).reversed());
      repeated += hasRepeated(list) ? 1 : 0;
      sorted.put(Require.notBlank("Query", entry.getKey()), List.copyOf(list));
    }
    if (repeated > 0) {
      throw Require.violated(
          "Documents of a query", "distinct", "repeated in " + repeated + " lists");
    }
    return new Run(sorted);
  }

  /** Lists without scores, the best first: no two documents tie. */
  public static Run ranked(Map<String, List<String>> lists) {
    SortedMap<String, List<Retrieved>> scored = new TreeMap<>();
    lists.forEach(
        (query, documents) -> {
          List<Retrieved> list = new ArrayList<>();
          documents.forEach(d -> list.add(new Retrieved(d, -list.size())));
          scored.put(query, list);
        });
    return of(scored);
  }

  private static boolean hasRepeated(List<Retrieved> list) {
    Set<String> seen = new HashSet<>();
    return !list.stream().allMatch(r -> seen.add(r.document()));
  }

  /** Query ids, ascending. */
  public Set<String> queries() {
    return lists.keySet();
  }

  /**
   * The documents of a query by falling score, equal scores in the order given; none if unknown.
   */
  public List<Retrieved> list(String query) {
    return lists.getOrDefault(query, List.of());
  }

  /** The ids of the first documents of a query. */
  List<String> first(String query, int k) {
    return list(query).stream().limit(k).map(Retrieved::document).toList();
  }
}
