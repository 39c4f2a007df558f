package io.millwright.eval.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The associations of all pairs of some fields. */
final class AssociatedFields {

  private static final int MOST_WARNINGS = 20;

  private final List<Pair> pairs;
  private final List<String> fields;

  private record Pair(int a, int b, double association) {}

  private AssociatedFields(List<String> fields, List<Pair> pairs) {
    this.fields = fields;
    this.pairs = pairs;
  }

  static AssociatedFields of(Association association, List<String> fields) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < fields.size(); a++) {
      for (int b = a + 1; b < fields.size(); b++) {
        pairs.add(new Pair(a, b, association.between(fields.get(a), fields.get(b))));
      }
    }
    return new AssociatedFields(fields, pairs);
  }

  /** The named groups, then fields joined by associations of at least that. */
  List<List<String>> grouped(double least, List<List<String>> named) {
    Set<String> taken = new HashSet<>();
    named.forEach(taken::addAll);
    int[] root = new int[fields.size()];
    Arrays.setAll(root, i -> i);
    for (Pair pair : pairs) {
      boolean free = !taken.contains(fields.get(pair.a)) && !taken.contains(fields.get(pair.b));
      if (free && pair.association >= least) {
        int low = Math.min(root[pair.a], root[pair.b]);
        int high = Math.max(root[pair.a], root[pair.b]);
        for (int i = 0; i < root.length; i++) {
          root[i] = root[i] == high ? low : root[i];
        }
      }
    }
    Map<Integer, List<String>> joined = new LinkedHashMap<>();
    for (int i = 0; i < root.length; i++) {
      joined.computeIfAbsent(root[i], k -> new ArrayList<>()).add(fields.get(i));
    }
    List<List<String>> all = new ArrayList<>(named);
    joined.values().stream().filter(group -> group.size() > 1).forEach(all::add);
    return all;
  }

  /** Pairs of different players, the closest first. */
  List<String> warnings(double least, Players players) {
    List<Pair> close =
        pairs.stream()
            .filter(p -> p.association >= least && apart(p, players))
            .sorted((p, q) -> Double.compare(q.association, p.association))
            .toList();
    List<String> warnings = new ArrayList<>();
    for (Pair pair : close.subList(0, Math.min(close.size(), MOST_WARNINGS))) {
      warnings.add(
          "Fields '%s' and '%s' go together (association %s): they share their importance, and each looks less needed than it is. Group them."
              .formatted(
                  fields.get(pair.a),
                  fields.get(pair.b),
                  String.format(Locale.ROOT, "%.2f", pair.association)));
    }
    if (close.size() > MOST_WARNINGS) {
      warnings.add((close.size() - MOST_WARNINGS) + " more pairs of fields go together.");
    }
    return warnings;
  }

  private boolean apart(Pair pair, Players players) {
    for (int p = 0; p < players.count(); p++) {
      if (players.fields(p).contains(fields.get(pair.a))) {
        return !players.fields(p).contains(fields.get(pair.b));
      }
    }
    return true;
  }
}
