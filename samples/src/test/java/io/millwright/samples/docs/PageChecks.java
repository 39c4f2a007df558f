package io.millwright.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is asked of every HTML page that is written. */
public final class PageChecks {

  private static final Pattern LOADED =
      Pattern.compile(
          "(?i)((src|href|action|data)\\s*=\\s*[\"']?|url\\(\\s*[\"']?|@import\\s+[\"']?)(https?:)?//[^\"'\\s>]+");

  private PageChecks() {}

  /** What the page would load from elsewhere; empty if it is self-contained. */
  public static List<String> outsideResources(Path page) throws IOException {
    return LOADED.matcher(Files.readString(page)).results().map(MatchResult::group).toList();
  }

  /** How many charts the page draws. */
  public static long charts(Path page) throws IOException {
    return Pattern.compile("<figure class=\"chart\"")
        .matcher(Files.readString(page))
        .results()
        .count();
  }
}
