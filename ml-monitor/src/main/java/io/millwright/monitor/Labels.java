package io.millwright.monitor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Category labels of a chart, which must be visible and differ from each other. */
final class Labels {

  private Labels() {}

  /** The names in their order; blank ones shown as such, a name that comes again numbered. */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> labels = new ArrayList<>();
    for (String name : names) {
      String base = name.isBlank() ? "(blank)" : name;
      String label = base;
      for (int i = 2; !taken.add(label); i++) {
        label = base + " (" + i + ")";
      }
      labels.add(label);
    }
    return labels;
  }
}
