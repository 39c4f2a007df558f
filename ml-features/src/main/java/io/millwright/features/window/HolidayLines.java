package io.millwright.features.window;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dates of a holiday file, distrusting it. */
final class HolidayLines {

  static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_LINES = 100_000;
  private static final int MOST_FAULTS = 20;
  private static final Pattern LINE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})\\s*(?:[,;].*)?");

  private HolidayLines() {}

  static Set<LocalDate> read(String name, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw tooLong(name);
    }
    Set<LocalDate> dates = new TreeSet<>();
    List<Integer> faults = new ArrayList<>();
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 0;
    boolean first = true;
    for (Iterator<String> lines = plain.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next().strip();
      if (++number > MOST_LINES) {
        throw tooLong(name);
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!(first && isHeader(line)) && !add(line, dates)) {
        faults.add(number);
      }
      first = false;
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar '"
              + name
              + "' must have a date such as 2026-12-25 at the start of every line; "
              + faults.size()
              + " have none (lines "
              + shown(faults)
              + ").");
    }
    return dates;
  }

  private static String shown(List<Integer> faults) {
    String text = faults.subList(0, Math.min(MOST_FAULTS, faults.size())).toString();
    return text.substring(1, text.length() - 1) + (faults.size() > MOST_FAULTS ? ", …" : "");
  }

  private static boolean isHeader(String line) {
    return line.split("[,;]", 2)[0].strip().equalsIgnoreCase("date");
  }

  private static boolean add(String line, Set<LocalDate> dates) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    try {
      dates.add(
          LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static IllegalArgumentException tooLong(String name) {
    return new IllegalArgumentException(
        "Calendar '"
            + name
            + "' must be at most "
            + MOST_CHARACTERS
            + " characters and "
            + MOST_LINES
            + " lines; was longer.");
  }
}
