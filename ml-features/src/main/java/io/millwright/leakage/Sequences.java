package io.millwright.leakage;

import io.millwright.schema.Role;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of each entity in the order of their event times, equal times in the order of the table;
 * all rows are of one entity if none is known. Rows without entity or time are left out.
 */
final class Sequences {

  private final int[] order;
  private final boolean[] starts;

  private Sequences(int[] order, boolean[] starts) {
    this.order = order;
    this.starts = starts;
  }

  static Optional<Sequences> of(AuditData data) {
    if (data.eventTime().isEmpty()) {
      return Optional.empty();
    }
    AuditColumn time = data.eventTime().get();
    int[] entities = entity(data).map(AuditColumn::codes).orElseGet(() -> new int[data.size()]);
    int[] order =
        IntStream.range(0, data.size())
            .filter(i -> entities[i] >= 0 && !time.isMissing(i))
            .boxed()
            .sorted(
                (a, b) ->
                    entities[a] != entities[b]
                        ? Integer.compare(entities[a], entities[b])
                        : time.code(a) != time.code(b)
                            ? Integer.compare(time.code(a), time.code(b))
                            : Integer.compare(data.rowNumber(a), data.rowNumber(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] starts = new boolean[order.length];
    for (int k = 0; k < order.length; k++) {
      starts[k] = k == 0 || entities[order[k]] != entities[order[k - 1]];
    }
    return Optional.of(new Sequences(order, starts));
  }

  /** The first declared entity, else the GROUP, else the first KEY that repeats. */
  private static Optional<AuditColumn> entity(AuditData data) {
    return Stream.of(
            data.declared().entities().stream(),
            data.schema().withRole(Role.GROUP).stream().map(f -> f.name()),
            data.schema().withRole(Role.KEY).stream().map(f -> f.name()))
        .flatMap(s -> s)
        .map(data::column)
        .filter(c -> c.distinct() < c.present())
        .findFirst();
  }

  int length() {
    return order.length;
  }

  /** The row at this place. */
  int row(int place) {
    return order[place];
  }

  /** Whether the row at this place is the first of its entity. */
  boolean starts(int place) {
    return starts[place];
  }
}
