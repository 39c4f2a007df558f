package io.millwright.eval.ranking;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * What the first k items of recommendation lists are like, whether or not anybody wanted them: how
 * much of the catalogue they show, how surprising and how different from each other they are. A run
 * has a list for each user.
 *
 * <p>None of these says that recommendations are good: random ones have the best coverage and
 * diversity. Read them beside a metric of relevance. Immutable and thread-safe.
 */
public final class Recommendations {

  private static final double LN2 = StrictMath.log(2);

  private final Run run;
  private final int k;

  private Recommendations(Run run, int k) {
    this.run = run;
    this.k = k;
  }

  /** The first k items of each list, at least 1. */
  public static Recommendations of(Run run, int k) {
    return new Recommendations(run, Require.atLeast("k", k, 1));
  }

  /**
   * Share of the catalogue that is in the first k of any list, 0..1; undefined for an empty
   * catalogue.
   *
   * @throws IllegalArgumentException if an item is not in the catalogue; counts them
   */
  public MetricValue catalogueCoverage(Set<String> catalogue) {
    return MetricValue.ratio(
        exposures(catalogue).size(), catalogue.size(), "the catalogue is empty");
  }

  /**
   * The Gini index of how often each item of the catalogue is shown: 0 where all are shown equally
   * often, near 1 where few items take everything. Undefined if nothing is shown.
   *
   * @throws IllegalArgumentException if an item is not in the catalogue; counts them
   */
  public MetricValue exposureGini(Set<String> catalogue) {
    Map<String, Long> exposures = exposures(catalogue);
    long[] counts = new long[catalogue.size()];
    int at = 0;
    for (long count : exposures.values()) {
      counts[at++] = count;
    }
    Arrays.sort(counts);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (2.0 * (i + 1) - counts.length - 1) * counts[i];
      total += counts[i];
    }
    return MetricValue.ratio(sum, counts.length * total, "nothing is recommended");
  }

  /**
   * Mean self-information of the items of each list, {@code -log2(users of the item / users)}, in
   * bits: 0 for an item that everybody has. A list with an item that nobody has, or without items,
   * has no value.
   *
   * @param usersOf how many users have interacted with an item, at least 0
   * @param users how many users there are, at least 1 and at least as many as any item has
   * @see <a href="https://doi.org/10.1073/pnas.1000488107">Zhou et al. (2010)</a>
   */
  public QueryValues novelty(Map<String, Long> usersOf, long users) {
    Require.atLeast("Users", users, 1);
    usersOf
        .values()
        .forEach(
            n -> {
              if (n < 0 || n > users) {
                throw Require.violated("Users of an item", "from 0 to " + users, n);
              }
            });
    return each(
        "novelty",
        items -> {
          long unknown = items.stream().filter(i -> usersOf.getOrDefault(i, 0L) == 0).count();
          if (unknown > 0) {
            return MetricValue.undefined(unknown + " items have no users");
          }
          double bits = 0;
          for (String item : items) {
            bits -= StrictMath.log((double) usersOf.getOrDefault(item, 1L) / users) / LN2;
          }
          return MetricValue.ratio(bits, items.size(), "nothing is recommended");
        });
  }

  /**
   * Mean distance of the pairs of items of each list. A list of fewer than 2 items has no value.
   *
   * @param distance of two items, symmetric; for example 1 minus the cosine of their features
   * @see <a href="https://doi.org/10.1145/1060745.1060754">Ziegler et al. (2005)</a>
   */
  public QueryValues diversity(ToDoubleBiFunction<String, String> distance) {
    return each(
        "diversity",
        items -> {
          double sum = 0;
          for (int i = 0; i < items.size(); i++) {
            for (int j = 0; j < i; j++) {
              sum += distance.applyAsDouble(items.get(i), items.get(j));
            }
          }
          double pairs = items.size() * (items.size() - 1.0) / 2;
          return MetricValue.ratio(sum, pairs, "fewer than 2 items");
        });
  }

  private interface ListValue {
    MetricValue of(List<String> items);
  }

  private QueryValues each(String name, ListValue value) {
    SortedMap<String, MetricValue> values = new TreeMap<>();
    run.queries().forEach(user -> values.put(user, value.of(run.first(user, k))));
    return new QueryValues(name + "@" + k, values, Map.of(), false);
  }

  private Map<String, Long> exposures(Set<String> catalogue) {
    Map<String, Long> exposures = new HashMap<>();
    Set<String> strangers = new HashSet<>();
    for (String user : run.queries()) {
      for (String item : run.first(user, k)) {
        exposures.merge(item, 1L, Long::sum);
        if (!catalogue.contains(item)) {
          strangers.add(item);
        }
      }
    }
    if (!strangers.isEmpty()) {
      throw Require.violated(
          "Recommended items", "in the catalogue", strangers.size() + " that are not");
    }
    return exposures;
  }
}
