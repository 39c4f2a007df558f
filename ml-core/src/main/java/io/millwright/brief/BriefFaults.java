package io.millwright.brief;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in a written brief. Not thread-safe. */
final class BriefFaults {

  /** Beyond this many the rest is not worth reading. */
  static final int MOST = 200;

  private record Fault(int line, String text) {}

  private final List<Fault> all = new ArrayList<>();

  void add(int line, String text) {
    if (all.size() < MOST) {
      all.add(new Fault(line, text));
    }
  }

  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new BriefFormatException(
          all.stream()
              .sorted(Comparator.comparingInt(Fault::line))
              .map(f -> "Line " + f.line() + ": " + f.text())
              .toList());
    }
  }
}
