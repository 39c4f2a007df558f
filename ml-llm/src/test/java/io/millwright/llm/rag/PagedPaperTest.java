package io.millwright.llm.rag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.llm.TestData;
import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.PageSpan;
import io.millwright.llm.document.TokenCounter;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.Retrieval;
import io.millwright.llm.index.TextAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about a paper of six pages, as text per page. */
class PagedPaperTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "How many queries does the new dataset have?; 23,700 queries; 2",
        "Which classifier yields the best in-scope accuracy?; yields the best in-scope accuracy; 2",
        "How many training queries do intents have in the imbalanced variation?; 25, 50, 75, or 100 training queries; 3"
      })
  void ask_answerableQuestion_citesThePage(String question, String words, int page)
      throws IOException {
    Path folder = TestData.folder("rag-pdf");
    List<String> pages = new ArrayList<>();
    for (JsonNode line : TestData.jsonLines(folder.resolve("pages.jsonl"))) {
      pages.add(line.get("text").asText());
    }
    Document paper = Document.ofPages("clinc150", "CLINC150", pages);
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH)) {
      Rag rag =
          Rag.extractive()
              .index(index)
              .chunk(Chunkers.recursive(512, 50, TokenCounter.words()))
              .retrieve(Retrieval.bm25(10))
              .build();
      rag.add(paper);
      Answer.Grounded answer =
          rag.ask(question)
              .match(
                  g -> g,
                  i -> {
                    throw new AssertionError("support " + i.support());
                  },
                  r -> {
                    throw new AssertionError(r.text());
                  });
      assertThat(answer.citations()).allMatch(c -> c.isVerifiedBy(paper));
      assertThat(answer.citations())
          .as(answer.text())
          .anyMatch(
              c ->
                  c.quote().replace('\n', ' ').contains(words)
                      && c.pages().equals(new PageSpan(page, page))
                      && pages.get(page - 1).contains(c.quote())
                      && answer.text().contains("[Source: CLINC150, page " + page + "]"));
      assertThat(rag.ask("Who painted the ceiling of the Sistine Chapel?").text())
          .isEqualTo(Answer.INSUFFICIENT_TEXT);
    }
  }
}
