package io.millwright.store.window;

/** One event's value on its way into a window; {@code order} counts arrivals of the entity. */
record Arrival(long event, long known, long order, double value) {

  /** The first time at which it counts: after it happened, and once it is known. */
  long enters() {
    return Math.max(event == Long.MAX_VALUE ? event : event + 1, known);
  }

  /** By event time, then known time, then arrival. */
  boolean isAfter(Arrival other) {
    return event != other.event
        ? event > other.event
        : known != other.known ? known > other.known : order > other.order;
  }
}
