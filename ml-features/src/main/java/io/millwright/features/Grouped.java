package io.millwright.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Categories of the training rows that are kept and those that are rare, each in order. */
record Grouped<T>(List<T> kept, List<T> rare) {

  /**
   * What makes a category rare.
   *
   * @param share below this share of the rows with a value, 0 for none
   * @param count below this many rows, 0 for none
   * @param atMost beyond this many, the most frequent first and then by order; 0 for none
   */
  record Rule(double share, int count, int atMost) {
    static final Rule NONE = new Rule(0, 0, 0);

    boolean groups() {
      return share > 0 || count > 0 || atMost > 0;
    }

    String describe() {
      return (atMost > 0 ? ", at most the " + atMost + " most frequent" : "")
          + (share > 0 ? ", those below a share of " + share + " together" : "")
          + (count > 0 ? ", those of fewer than " + count + " rows together" : "");
    }
  }

  static <T> Grouped<T> of(Map<T, Integer> counts, Rule rule, Comparator<? super T> order) {
    long present = counts.values().stream().mapToLong(Integer::longValue).sum();
    List<Map.Entry<T, Integer>> byCount = new ArrayList<>(counts.entrySet());
    byCount.sort(
        Map.Entry.<T, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey(order)));
    int most = rule.atMost > 0 ? rule.atMost : Integer.MAX_VALUE;
    List<T> kept = new ArrayList<>();
    List<T> rare = new ArrayList<>();
    for (int i = 0; i < byCount.size(); i++) {
      int count = byCount.get(i).getValue();
      boolean isRare = i >= most || count < rule.count || count < rule.share * present;
      (isRare ? rare : kept).add(byCount.get(i).getKey());
    }
    kept.sort(order);
    rare.sort(order);
    return new Grouped<>(List.copyOf(kept), List.copyOf(rare));
  }
}
