package io.millwright.eval.explain;

import io.millwright.model.Featurizer;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who shares in a prediction: the fields a model reads, some of them together. Immutable. */
final class Players {

  private final List<List<String>> fields;

  private Players(List<List<String>> fields) {
    this.fields = fields.stream().map(List::copyOf).toList();
  }

  /**
   * Each field the featurizer reads, those of a group together at the place of its first.
   *
   * @throws IllegalArgumentException if a group has a field that is not read or is in two groups;
   *     lists all
   */
  static Players of(Featurizer featurizer, List<List<String>> groups) {
    List<String> inputs = featurizer.inputs();
    Map<String, List<String>> groupOf = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (List<String> group : groups) {
      for (String field : group) {
        if (!inputs.contains(field)) {
          faults.add("Field '" + field + "' of a group must be read by the model; is not.");
        }
        if (groupOf.put(field, group) != null) {
          faults.add("Field '" + field + "' must be in one group; was in several.");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    List<List<String>> players = new ArrayList<>();
    for (String field : inputs) {
      List<String> player = groupOf.getOrDefault(field, List.of(field));
      if (!players.contains(player)) {
        players.add(player);
      }
    }
    return new Players(players);
  }

  /** The same, with players together whose fields meet in one feature. */
  Players joined(Featurizer featurizer) {
    int[] root = new int[fields.size()];
    Arrays.setAll(root, i -> i);
    for (Featurizer.Feature feature : featurizer.features()) {
      int[] members = feature.inputs().stream().mapToInt(this::indexOf).toArray();
      for (int member : members) {
        int low = Math.min(root[members[0]], root[member]);
        int high = Math.max(root[members[0]], root[member]);
        for (int i = 0; i < root.length; i++) {
          root[i] = root[i] == high ? low : root[i];
        }
      }
    }
    Map<Integer, List<String>> merged = new LinkedHashMap<>();
    for (int i = 0; i < root.length; i++) {
      merged.computeIfAbsent(root[i], k -> new ArrayList<>()).addAll(fields.get(i));
    }
    return new Players(List.copyOf(merged.values()));
  }

  int count() {
    return fields.size();
  }

  List<String> fields(int player) {
    return fields.get(player);
  }

  String name(int player) {
    return String.join(" + ", fields.get(player));
  }

  private int indexOf(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).contains(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Field '" + field + "' of a feature must be among the featurizer's inputs; is not.");
  }

  /** The player of each feature; -1 for a feature of no field. Players must be joined. */
  int[] ofFeatures(Featurizer featurizer) {
    return featurizer.features().stream()
        .mapToInt(f -> f.inputs().isEmpty() ? -1 : indexOf(f.inputs().get(0)))
        .toArray();
  }

  /** The player of each field of the schema; -1 for fields that are not read. */
  int[] ofFields(Schema schema) {
    int[] players = new int[schema.fields().size()];
    Arrays.fill(players, -1);
    for (int p = 0; p < fields.size(); p++) {
      for (String field : fields.get(p)) {
        players[schema.indexOf(field)] = p;
      }
    }
    return players;
  }
}
