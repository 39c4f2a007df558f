package io.millwright.llm.rag;

import static io.millwright.llm.index.Filter.where;
import static io.millwright.llm.index.Retrieval.bm25;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.Metadata;
import io.millwright.llm.document.TokenCounter;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.TextAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/concepts/rag.md}: it runs here, and the page holds the same lines. */
class RagDocExampleTest {

  private static final Path SOURCE =
      Path.of("src/test/java/io/millwright/llm/rag/RagDocExampleTest.java");
  private static final Path PAGE = Path.of("../docs/concepts/rag.md");

  private static String example(Path directory) {
    // example begins
    Document manual =
        Document.ofPages(
                "pump-manual",
                "Pump manual",
                List.of(
                    "Switch the pump off before cleaning.",
                    "The drive belt is tightened with the brass screw. Two turns are enough."))
            .withMetadata(Metadata.empty().with("year", 2024));

    try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.ENGLISH)) {
      Rag rag =
          Rag.extractive() // no language model, and it says so
              .index(index)
              .chunk(Chunkers.recursive(512, 50, TokenCounter.words()))
              .retrieve(bm25(10))
              .build();
      rag.add(manual);

      Answer answer = rag.ask("How is the drive belt tightened?", where("year").atLeast(2024));
      return answer.match(
          grounded -> grounded.text() + "\n" + grounded.notice(),
          insufficient -> insufficient.text(), // "I don't have enough information"
          refused -> "Ask again: " + refused.text());
    }
    // example ends
  }

  @Test
  void example_run_givesTheAnswerOnThePage(@TempDir Path directory) throws IOException {
    String answer = example(directory);
    assertThat(answer)
        .isEqualTo(
            "The drive belt is tightened with the brass screw. [Source: Pump manual, page 2]\n"
                + "No language model was used: the sentences are copied from the sources.");
    assertThat(Files.readString(PAGE)).contains(answer);
  }

  @Test
  void page_code_isTheCodeThatRuns() throws IOException {
    String source = Files.readString(SOURCE);
    String code =
        source
            .substring(
                source.indexOf("// example begins\n") + "// example begins\n".length(),
                source.indexOf("    // example ends\n"))
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(PAGE)).contains("```java\n" + code + "\n```\n");
  }
}
