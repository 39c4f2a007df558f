package io.millwright.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown pages of the repository: their fenced blocks, their links, and who tests them. */
final class DocPages {

  static final Path ROOT = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

  private DocPages() {}

  /** Markdown files below a folder of the repository, or the one file. */
  static List<Path> pages(String place) {
    Path start = ROOT.resolve(place);
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks with that word behind their fence. */
  static List<String> blocks(Path page, String language) {
    return blocks(read(page), language, page.toString());
  }

  static List<String> blocks(String text, String language, String name) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    String open = "";
    for (String line : text.lines().toList()) {
      if (open.isEmpty() && line.strip().startsWith("```")) {
        open = line.strip();
        block.setLength(0);
      } else if (!open.isEmpty() && line.strip().equals("```")) {
        if (open.equals("```" + language)) {
          blocks.add(block.toString());
        }
        open = "";
      } else if (!open.isEmpty()) {
        block.append(line).append('\n');
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("Fence of a block must be closed in " + name + ".");
    }
    return blocks;
  }

  /** The blocks that no source holds, white space aside. */
  static List<String> notCompiled(List<String> blocks, List<Path> sources) {
    List<String> compiled = sources.stream().map(s -> squeezed(read(s))).toList();
    return blocks.stream()
        .filter(b -> compiled.stream().noneMatch(c -> c.contains(squeezed(b))))
        .toList();
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  /** Test sources of a module, or of all. */
  static List<Path> testSources(String module) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
      return files
          .filter(f -> f.toString().replace('\\', '/').contains("src/test/java/"))
          .filter(f -> !f.toString().replace('\\', '/').contains("/target/"))
          .filter(f -> f.toString().endsWith(".java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links to files of the repository that are not there. */
  static List<String> deadLinks(Path page) {
    Path folder = page.toAbsolutePath().getParent();
    return LINK.matcher(read(page))
        .results()
        .map((MatchResult m) -> m.group(1))
        .filter(target -> !target.matches("(https?|mailto):.*"))
        .filter(target -> folder == null || !Files.exists(folder.resolve(target)))
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
