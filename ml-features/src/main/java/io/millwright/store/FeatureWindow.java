package io.millwright.store;

import io.millwright.Require;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The span {@code [t − length, t)} that a feature looks back from time t, or all of history before
 * t.
 *
 * <p>Written {@code 30s}, {@code 15m}, {@code 6h}, {@code 7d} or {@code all}; a day is 24 hours.
 * One length has one spelling, that of the largest unit: {@code 1d}, never {@code 24h}. At most
 * 36,500 days.
 *
 * @param length whole seconds, at least one; empty for all of history
 */
public record FeatureWindow(Optional<Duration> length) {

  /** All of history before t. */
  public static final FeatureWindow ALL = new FeatureWindow(Optional.empty());

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9})([smhd])");
  private static final List<Character> UNITS = List.of('d', 'h', 'm', 's');
  private static final long[] SECONDS = {86_400, 3_600, 60, 1};
  private static final long MOST_DAYS = 36_500;

  public FeatureWindow {
    if (length.isPresent()) {
      Duration span = length.get();
      if (span.compareTo(Duration.ofSeconds(1)) < 0
          || !Duration.ofSeconds(span.toSeconds()).equals(span)
          || span.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
        throw Require.violated(
            "Window", "whole seconds from 1 second to " + MOST_DAYS + " days", span);
      }
    }
  }

  /** The window of this length. */
  public static FeatureWindow of(Duration length) {
    return new FeatureWindow(Optional.of(length));
  }

  /**
   * The window of that spelling.
   *
   * @throws IllegalArgumentException if it is none, or not the one spelling of its length
   */
  public static FeatureWindow parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw Require.violated("Window", "all, or a number without leading 0 and s, m, h or d", text);
    }
    long seconds = SECONDS[UNITS.indexOf(parts.group(2).charAt(0))];
    FeatureWindow window = of(Duration.ofSeconds(seconds * Long.parseLong(parts.group(1))));
    if (!window.toString().equals(text)) {
      throw Require.violated("Window", "spelled " + window, text);
    }
    return window;
  }

  /** The spelling in a feature's name. */
  @Override
  public String toString() {
    if (length.isEmpty()) {
      return "all";
    }
    long seconds = length.get().toSeconds();
    int unit = 0;
    while (seconds % SECONDS[unit] != 0) {
      unit++;
    }
    return seconds / SECONDS[unit] + UNITS.get(unit).toString();
  }
}
