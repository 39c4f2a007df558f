package io.millwright.features.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Observed rows of one series that no window may see yet, by event time, equal times in order of
 * arrival. Not thread-safe.
 */
final class Pending {

  private final int[] numberLanes;
  private final int[] textLanes;
  private long[] times = new long[2];
  private double[] numbers;
  private @Nullable String[] texts;
  private int head;
  private int size;

  Pending(SeriesPlan plan) {
    numberLanes = plan.numberLanes();
    textLanes = plan.textLanes();
    numbers = new double[2 * numberLanes.length];
    texts = new @Nullable String[2 * textLanes.length];
  }

  int size() {
    return size;
  }

  /** The earliest; not of none. */
  long firstTime() {
    return times[head];
  }

  void add(Cells row) {
    makeRoom();
    int at = head + size;
    while (at > head && times[at - 1] > row.time) {
      at--;
    }
    int moved = head + size - at;
    shift(times, at, moved, 1);
    shift(numbers, at, moved, numberLanes.length);
    shift(texts, at, moved, textLanes.length);
    times[at] = row.time;
    for (int i = 0; i < numberLanes.length; i++) {
      numbers[at * numberLanes.length + i] = row.numbers[numberLanes[i]];
    }
    for (int i = 0; i < textLanes.length; i++) {
      texts[at * textLanes.length + i] = row.texts[textLanes[i]];
    }
    size++;
  }

  private static void shift(Object array, int at, int moved, int width) {
    System.arraycopy(array, at * width, array, (at + 1) * width, moved * width);
  }

  private void makeRoom() {
    if (head + size < times.length) {
      return;
    }
    int capacity = size * 2 <= times.length ? times.length : Math.multiplyExact(times.length, 2);
    times = Arrays.copyOf(Arrays.copyOfRange(times, head, head + size), capacity);
    numbers = moved(numbers, capacity);
    int width = textLanes.length;
    texts =
        Arrays.copyOf(
            Arrays.copyOfRange(texts, head * width, (head + size) * width), capacity * width);
    head = 0;
  }

  private double[] moved(double[] from, int capacity) {
    int width = numberLanes.length;
    return Arrays.copyOf(
        Arrays.copyOfRange(from, head * width, (head + size) * width), capacity * width);
  }

  /** Reads a row, 0 being the earliest. */
  void read(int row, Cells into) {
    int at = head + row;
    into.time = times[at];
    for (int i = 0; i < numberLanes.length; i++) {
      into.numbers[numberLanes[i]] = numbers[at * numberLanes.length + i];
    }
    for (int i = 0; i < textLanes.length; i++) {
      into.texts[textLanes[i]] = texts[at * textLanes.length + i];
    }
  }

  /** Takes the earliest out. */
  void poll(Cells into) {
    read(0, into);
    Arrays.fill(texts, head * textLanes.length, (head + 1) * textLanes.length, null);
    head = --size == 0 ? 0 : head + 1;
  }
}
