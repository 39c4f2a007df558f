package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.table.CategoricalColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many training rows had each category. Immutable; {@link #count} allocates nothing. */
final class CategoryCounts {

  private final List<OneHotTransform.Counted> counted;
  private final Map<String, Integer> counts = new HashMap<>();
  private final long rows;

  private CategoryCounts(List<OneHotTransform.Counted> counted) {
    this.counted = List.copyOf(counted);
    this.rows = counted.stream().mapToLong(OneHotTransform.Counted::count).sum();
    counted.forEach(c -> counts.put(c.value(), c.count()));
  }

  static CategoryCounts of(CategoricalColumn column) {
    return new CategoryCounts(
        OneHotTransform.Counted.of(column).stream()
            .sorted((a, b) -> CodePoints.compare(a.value(), b.value()))
            .toList());
  }

  /** Rows of that category; 0 for one of which there was none. */
  int count(String category) {
    Integer count = counts.get(category);
    return count == null ? 0 : count;
  }

  /** Rows with a value. */
  long rows() {
    return rows;
  }

  void write(ObjectNode node) {
    ArrayNode categories = node.putArray("categories");
    counted.forEach(c -> categories.add(c.value()));
    ArrayNode numbers = node.putArray("counts");
    counted.forEach(c -> numbers.add(c.count()));
  }

  static CategoryCounts read(JsonPart json) {
    List<String> categories = json.texts("categories");
    int[] counts = json.wholes("counts", 1, Integer.MAX_VALUE);
    if (counts.length != categories.size()) {
      throw json.fault("'counts' must be as many as 'categories'.");
    }
    return new CategoryCounts(
        java.util.stream.IntStream.range(0, counts.length)
            .mapToObj(i -> new OneHotTransform.Counted(categories.get(i), counts[i]))
            .toList());
  }
}
