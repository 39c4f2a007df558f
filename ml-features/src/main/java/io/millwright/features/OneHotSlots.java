package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.features.OneHotTransform.Drop;
import io.millwright.features.OneHotTransform.Unseen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which feature is 1 for which category: those kept, rare ones, missing, unseen. Immutable.
 *
 * @param <T> a category, or one of each field of a cross
 */
final class OneHotSlots<T> {

  /** The slot of a value that is refused; -1 is that of the dropped first category. */
  static final int REFUSED = -2;

  /** What is not learnt of them. */
  record Layout(boolean missing, Unseen unseen, Drop drop) {

    void write(ObjectNode node) {
      node.put("missing", missing).put("unseen", unseen.name()).put("drop", drop.name());
    }

    static Layout read(JsonPart json) {
      return new Layout(
          json.flag("missing"), json.oneOf("unseen", Unseen.class), json.oneOf("drop", Drop.class));
    }
  }

  final List<T> kept;
  final Optional<List<T>> rare;
  final Layout layout;
  final List<String> names;
  final Map<T, Integer> slots = new HashMap<>();
  final int rareSlot;
  final int missingSlot;
  final int unseenSlot;

  /**
   * @param rare empty if there is no slot for rare categories
   * @param prefix of the names of slots that are no category
   */
  OneHotSlots(
      List<T> kept,
      Optional<List<T>> rare,
      Layout layout,
      String prefix,
      Function<T, String> naming) {
    this.kept = List.copyOf(kept);
    this.rare = rare.map(List::copyOf);
    this.layout = layout;
    List<String> all = new ArrayList<>();
    int group = REFUSED;
    for (T value : kept) {
      slots.put(value, place(all, naming.apply(value)));
    }
    if (rare.isPresent()) {
      group = place(all, FeatureNames.slot(prefix, FeatureNames.RARE));
      for (T value : rare.get()) {
        slots.put(value, group);
      }
    }
    // The dropped one comes first, so that later slots count from it.
    int shift = drops() && !all.isEmpty() ? 1 : 0;
    slots.replaceAll((value, slot) -> slot - shift);
    rareSlot = group == REFUSED ? REFUSED : group - shift;
    missingSlot =
        layout.missing
            ? place(all, FeatureNames.slot(prefix, FeatureNames.MISSING)) - shift
            : REFUSED;
    unseenSlot =
        switch (layout.unseen) {
          case OWN -> place(all, FeatureNames.slot(prefix, FeatureNames.UNSEEN)) - shift;
          case RARE -> rareSlot;
          case REFUSE -> REFUSED;
        };
    names = List.copyOf(all.subList(shift, all.size()));
  }

  /** The {@link FeatureEvent} bits of a value that is in this slot, missing left out. */
  int events(int slot, boolean missing) {
    if (slot == REFUSED) {
      return FeatureEvent.REFUSED.bit() | (missing ? 0 : FeatureEvent.UNSEEN.bit());
    }
    if (missing) {
      return 0;
    }
    if (slot == rareSlot) {
      return FeatureEvent.RARE.bit();
    }
    return slot == unseenSlot ? FeatureEvent.UNSEEN.bit() : 0;
  }

  private boolean drops() {
    boolean rareSeen = rare.map(r -> !r.isEmpty()).orElse(false);
    return layout.drop == Drop.FIRST
        || (layout.drop == Drop.IF_BINARY && kept.size() + (rareSeen ? 1 : 0) == 2);
  }

  private static int place(List<String> names, String name) {
    names.add(name);
    return names.size() - 1;
  }

  String describe(String what) {
    return kept.size()
        + " "
        + what
        + (layout.unseen == Unseen.RARE
            ? " and all others as one"
            : rare.map(r -> " and " + r.size() + " rare ones as one").orElse(""))
        + (layout.missing ? "; missing has its own" : "")
        + switch (layout.unseen) {
          case OWN -> "; unseen has its own";
          case RARE -> "";
          case REFUSE -> "; unseen is refused";
        };
  }
}
