package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.TokenCounter;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.Retrieval;
import io.millwright.llm.index.TextAnalysis;
import io.millwright.llm.rag.Answer;
import io.millwright.llm.rag.Citation;
import io.millwright.llm.rag.Rag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/answer-from-documents.md}. */
class AnswerFromDocumentsTest {

  private final Path folder;

  AnswerFromDocumentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void ask_folderOfTexts_quotesOrSaysThatItDoesNotKnow() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    Files.writeString(
        texts.resolve("pump.txt"),
        "The drive belt is tightened with the brass screw. Two turns are enough.");
    Files.writeString(texts.resolve("valve.txt"), "The relief valve opens at six bar.");
    List<Document> documents = read(texts);
    assertThat(answer(documents, "At how many bar does the relief valve open?"))
        .startsWith("The relief valve opens at six bar. [Source: valve.txt")
        .endsWith("cited: valve.txt");
    assertThat(answer(documents, "Who painted the ceiling of the chapel?"))
        .isEqualTo("I don't have enough information");
    assertThat(answer(documents, "???")).startsWith("refused: ");
  }

  private static List<Document> read(Path folder) throws IOException {
    List<Document> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        documents.add(Document.of(name, name, Files.readString(file)));
      }
    }
    return documents;
  }

  private static String answer(List<Document> documents, String question) {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH)) {
      Rag rag =
          Rag.extractive()
              .index(index)
              .chunk(Chunkers.recursive(512, 50, TokenCounter.words()))
              .retrieve(Retrieval.bm25(10))
              .build();
      rag.add(documents);
      Answer answer = rag.ask(question);
      return answer.match(
          grounded -> grounded.text() + "\ncited: " + cited(grounded.citations()),
          insufficient -> insufficient.text(),
          refused -> "refused: " + refused.text());
    }
  }

  private static String cited(List<Citation> citations) {
    return String.join(", ", citations.stream().map(c -> c.documentId()).distinct().toList());
  }
}
