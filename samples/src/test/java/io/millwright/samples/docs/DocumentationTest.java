package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.samples.journey.Journey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages show only code that is compiled and run, commands that exist, links that lead on. */
class DocumentationTest {

  private static final Path README = DocPages.ROOT.resolve("README.md");
  private static final String HERE = "samples/src/test/java/io/millwright/samples/docs";

  /** Its code is a test of ml-eval. */
  private static final String MODEL_CARD = "write-a-model-card.md";

  static Stream<Path> pagesCheckedHere() {
    return Stream.of(
            DocPages.pages("README.md"),
            DocPages.pages("docs/how-to"),
            DocPages.pages("docs/concepts/bundle.md"))
        .flatMap(List::stream)
        .filter(p -> !p.endsWith(MODEL_CARD));
  }

  static Stream<Path> concepts() {
    return Stream.of("docs/concepts", "docs/how-to/" + MODEL_CARD)
        .flatMap(place -> DocPages.pages(place).stream())
        .filter(p -> !p.endsWith("bundle.md"));
  }

  static Stream<Path> allPages() {
    return Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "VERSIONING.md", "docs")
        .flatMap(place -> DocPages.pages(place).stream());
  }

  @Test
  void pages_thatMustBeThere_wereFound() {
    assertThat(pagesCheckedHere()).hasSize(9);
    assertThat(concepts()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(DocPages.blocks(README, "java")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("pagesCheckedHere")
  void page_everyJavaBlock_isCompiledAndRunHere(Path page) {
    List<String> blocks = DocPages.blocks(page, "java");
    assertThat(blocks).isNotEmpty();
    assertThat(DocPages.notCompiled(blocks, DocPages.testSources(HERE))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("concepts")
  void concept_everyJavaBlock_isInATestOfItsModuleThatNamesThePage(Path page) {
    String name = page.getFileName().toString();
    List<Path> sources = DocPages.testSources("");
    List<Path> checking =
        sources.stream()
            .filter(s -> !s.toString().contains("samples"))
            .filter(s -> names(DocPages.read(s), name))
            .toList();
    assertThat(checking).as("a test of another module that checks %s", name).isNotEmpty();
    assertThat(DocPages.notCompiled(DocPages.blocks(page, "java"), sources)).isEmpty();
  }

  /** By its file name, or by its word in a list beside the folder. */
  private static boolean names(String source, String page) {
    String word = page.substring(0, page.length() - 3);
    return source.contains("concepts/" + page)
        || source.contains("how-to/" + page)
        || (source.contains("docs/concepts/\" +") && source.contains('"' + word + ", "))
        || (source.contains("docs/concepts") && source.contains('"' + page + '"'));
  }

  @Test
  void check_blockThatNobodyCompiles_isFound(@TempDir Path folder) throws Exception {
    Path page =
        Files.writeString(folder.resolve("p.md"), "```java\nint notCompiled = 1" + "2;\n```\n");
    List<String> blocks = DocPages.blocks(page, "java");
    assertThat(DocPages.notCompiled(blocks, DocPages.testSources(HERE))).hasSize(1);
    assertThatThrownBy(() -> DocPages.blocks("```java\nint a;", "java", "p.md"))
        .hasMessageContaining("must be closed");
  }

  @ParameterizedTest
  @MethodSource("allPages")
  void page_everyLinkInTheRepository_leadsSomewhere(Path page) {
    assertThat(DocPages.deadLinks(page)).isEmpty();
  }

  @Test
  void readme_commands_existAndTheirOptionsAreKnown() {
    List<String> lines =
        DocPages.blocks(README, "sh").stream().flatMap(String::lines).map(String::strip).toList();
    assertThat(lines).anyMatch(l -> l.startsWith("samples/bin/journey"));
    assertThat(lines).contains("mvn -B verify");
    for (String line : lines) {
      String command = line.replaceAll(" .*", "");
      if (command.contains("/")) {
        assertThat(DocPages.ROOT.resolve(command)).isRegularFile().isExecutable();
        assertThat(options(usage())).as(line).containsAll(options(line));
      } else {
        assertThat(command).isIn("mvn", "git", "cd");
      }
    }
    assertThat(DocPages.read(README)).contains(options(usage()));
  }

  private static List<String> options(String text) {
    return Pattern.compile("--[a-z]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }

  private static String usage() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Journey.run(clock, new PrintStream(bytes, true, StandardCharsets.UTF_8), false, "--help");
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readme_modules_areThoseOfTheBuildAndTheBom() {
    String readme = DocPages.read(README);
    String build = DocPages.read(DocPages.ROOT.resolve("pom.xml"));
    String bom = DocPages.read(DocPages.ROOT.resolve("bom/pom.xml"));
    List<String> modules =
        Pattern.compile("<module>(.+?)</module>")
            .matcher(build)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(modules).hasSizeGreaterThan(8);
    for (String module : modules) {
      assertThat(readme).contains("`" + module + "`");
      if (module.startsWith("ml-")) {
        assertThat(bom).contains("<artifactId>" + module + "</artifactId>");
      }
    }
  }
}
