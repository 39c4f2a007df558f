package io.millwright.features.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one series of an entity must keep: which lanes, how far back, which running states. Filled
 * while the plan is compiled, read-only afterwards.
 */
final class SeriesPlan {

  /**
   * Which rows belong to it and when they are seen.
   *
   * @param inclusive at once
   * @param delay otherwise so many nanoseconds after their event time; 0: later than it
   * @param lane with a delay, the lane that must have a value, else -1
   */
  record Key(boolean inclusive, long delay, int lane) {

    boolean admits(Cells row) {
      return delay == 0 || !Double.isNaN(row.numbers[lane]) || row.texts[lane] != null;
    }
  }

  private final Key key;
  private final List<Integer> numberLanes = new ArrayList<>();
  private final List<Integer> textLanes = new ArrayList<>();
  private final List<Integer> ringNumbers = new ArrayList<>();
  private final List<Integer> ringTexts = new ArrayList<>();
  private final List<boolean[]> totalled = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final List<Boolean> totalSpreads = new ArrayList<>();
  private final List<Integer> medianLanes = new ArrayList<>();
  private int numberStates;
  private int timeStates;
  private int textStates;
  private long keepRows = 1;
  private long keepNanos = -1;

  SeriesPlan(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  /** Sees to it that rows bring the lane. */
  void read(int lane, boolean text) {
    List<Integer> lanes = text ? textLanes : numberLanes;
    if (!lanes.contains(lane)) {
      lanes.add(lane);
    }
  }

  /** Keeps the lane's numbers; with totals of blocks, with their spread. Returns where. */
  int ringNumber(int lane, boolean total, boolean spread) {
    read(lane, false);
    if (!ringNumbers.contains(lane)) {
      ringNumbers.add(lane);
      totalled.add(new boolean[2]);
    }
    int at = ringNumbers.indexOf(lane);
    totalled.get(at)[0] |= total;
    totalled.get(at)[1] |= spread;
    return at;
  }

  int ringText(int lane) {
    read(lane, true);
    if (!ringTexts.contains(lane)) {
      ringTexts.add(lane);
    }
    return ringTexts.indexOf(lane);
  }

  void keepRows(long rows) {
    keepRows = Math.max(keepRows, rows);
  }

  void keep(long nanos) {
    keepNanos = Math.max(keepNanos, nanos);
  }

  void add(Running state) {
    running.add(state);
  }

  int addTotal(boolean spread) {
    totalSpreads.add(spread);
    return totalSpreads.size() - 1;
  }

  void spreadTotal(int total) {
    totalSpreads.set(total, true);
  }

  int addMedian(int ringLane) {
    medianLanes.add(ringLane);
    return medianLanes.size() - 1;
  }

  int addNumbers(int count) {
    numberStates += count;
    return numberStates - count;
  }

  int addTime() {
    return timeStates++;
  }

  int addText() {
    return textStates++;
  }

  int[] numberLanes() {
    return ints(numberLanes);
  }

  int[] textLanes() {
    return ints(textLanes);
  }

  int[] ringNumberLanes() {
    return ints(ringNumbers);
  }

  int[] ringTextLanes() {
    return ints(ringTexts);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  int ringNumbers() {
    return ringNumbers.size();
  }

  int ringTexts() {
    return ringTexts.size();
  }

  boolean keepsRows() {
    return !ringNumbers.isEmpty() || !ringTexts.isEmpty();
  }

  boolean totalled(int ringLane) {
    return totalled.get(ringLane)[0];
  }

  boolean spread(int ringLane) {
    return totalled.get(ringLane)[1];
  }

  List<Running> running() {
    return running;
  }

  List<Boolean> totalSpreads() {
    return totalSpreads;
  }

  List<Integer> medianLanes() {
    return medianLanes;
  }

  double[] newNumbers() {
    double[] numbers = new double[numberStates];
    Arrays.fill(numbers, Double.NaN);
    return numbers;
  }

  long[] newTimes() {
    long[] times = new long[timeStates];
    Arrays.fill(times, Series.NEVER);
    return times;
  }

  @Nullable String[] newTexts() {
    return new @Nullable String[textStates];
  }

  /** Whether a row may go: windows of rows reach less far, windows of time begin after it. */
  boolean outlived(long rowsSince, long nextTime, long now) {
    return rowsSince > keepRows && (keepNanos < 0 || nextTime < Span.minus(now, keepNanos));
  }
}
