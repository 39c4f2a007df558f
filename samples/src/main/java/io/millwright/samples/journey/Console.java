package io.millwright.samples.journey;

import io.millwright.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a line for each step with the time it took, and a bar while a step is long. */
final class Console implements Progress {

  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean interactive;
  private final long began = System.nanoTime();
  private final List<String> facts = new ArrayList<>();
  private int step;
  private long stepBegan = began;
  private long lastBar;
  private boolean barShown;

  Console(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Begins a step. */
  void step(String what) {
    stepBegan = System.nanoTime();
    step++;
    out.printf(Locale.ROOT, "[%2d] %s%n", step, what);
    out.flush();
  }

  /** A line of what the step found. */
  void say(String line) {
    clearBar();
    line.lines().forEach(l -> out.println("     " + l));
  }

  /** A line of what the step found, which the summary repeats. */
  void fact(String name, String value) {
    say(name + ": " + value);
    facts.add(String.format(Locale.ROOT, "%-12s %s", name, value));
  }

  /** Ends a step. */
  void done() {
    clearBar();
    out.printf(Locale.ROOT, "     done in %.1f s%n", seconds(stepBegan));
    out.flush();
  }

  /** The facts again, on one screen. */
  void summary(String verdict) {
    out.println();
    out.println("── Summary ".concat("─".repeat(60)));
    facts.forEach(f -> out.println("  " + f));
    out.printf(Locale.ROOT, "  %-12s %.1f s%n", "Time", seconds(began));
    out.println("  " + verdict);
    out.flush();
  }

  double secondsSinceStart() {
    return seconds(began);
  }

  @Override
  public void update(String what, long done, long total) {
    long now = System.nanoTime();
    if (!interactive || total <= 0 || now - lastBar < 100_000_000L) {
      return;
    }
    lastBar = now;
    barShown = true;
    int filled = (int) (BAR * done / total);
    out.printf(
        Locale.ROOT,
        "\r     %s%s %3d %% %-24.24s",
        "█".repeat(filled),
        "░".repeat(BAR - filled),
        100 * done / total,
        what);
    out.flush();
  }

  private void clearBar() {
    if (barShown) {
      out.print("\r" + " ".repeat(BAR + 40) + "\r");
      barShown = false;
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
