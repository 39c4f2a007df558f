package io.millwright.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The Java blocks of a Markdown page, and whether compiled source holds them: every line of a
 * block, but for white space, in that order and next to each other.
 */
public final class DocSnippets {

  private DocSnippets() {}

  /** The fenced {@code java} blocks, without their fences. */
  public static List<String> blocks(Path page) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : Files.readAllLines(page)) {
      if (block == null) {
        block = line.strip().equals("```java") ? new StringBuilder() : null;
      } else if (line.strip().equals("```")) {
        blocks.add(block.toString());
        block = null;
      } else {
        block.append(line).append('\n');
      }
    }
    if (block != null) {
      throw new IllegalArgumentException("Fence of a block must be closed in " + page + ".");
    }
    return blocks;
  }

  /** The blocks of the page that the source does not hold; empty when all is compiled. */
  public static List<String> missing(Path page, Path source) throws IOException {
    String compiled = squeezed(Files.readString(source));
    return blocks(page).stream().filter(b -> !compiled.contains(squeezed(b))).toList();
  }

  private static String squeezed(String code) {
    return code.lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
