package io.millwright.llm.rag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.llm.TestData;
import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.TokenCounter;
import io.millwright.llm.index.Filter;
import io.millwright.llm.index.Hit;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.Retrieval;
import io.millwright.llm.index.TextAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 35 answerable and 8 unanswerable questions about the documentation of a feature store, all
 * settings at their defaults.
 *
 * <p>The bounds are the counts first measured with the default threshold: they guard against
 * getting worse and claim nothing beyond.
 */
@Tag("real-data")
class FeastDocsTest {

  private int rightDocumentInFive;
  private int answered;
  private int answeredRight;
  private int refusedRightly;
  private final List<String> report = new ArrayList<>();

  @Test
  void ask_allQuestions_isAsGoodAsMeasuredBefore() throws IOException {
    Path folder = TestData.folder("rag-feast-docs");
    Map<String, Document> documents = documents(folder);
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH)) {
      Rag rag =
          Rag.extractive()
              .index(index)
              .chunk(Chunkers.recursive(512, 50, TokenCounter.words()))
              .retrieve(Retrieval.bm25(10))
              .build();
      rag.add(List.copyOf(documents.values()));
      for (JsonNode question : TestData.jsonLines(folder.resolve("questions.jsonl"))) {
        count(question, rag.ask(question.get("question").asText()), index, documents);
      }
    }
    String counts =
        "right document in 5: %d of 35, answered: %d, with the right words: %d, refused rightly: %d of 8%n%s"
            .formatted(
                rightDocumentInFive,
                answered,
                answeredRight,
                refusedRightly,
                String.join("\n", report));
    assertThat(rightDocumentInFive).as(counts).isGreaterThanOrEqualTo(33);
    assertThat(answeredRight).as(counts).isGreaterThanOrEqualTo(21);
    assertThat(refusedRightly).as(counts).isGreaterThanOrEqualTo(7);
  }

  private static Map<String, Document> documents(Path folder) throws IOException {
    Map<String, Document> documents = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        String text = Files.readString(file);
        String title =
            text.lines().filter(l -> l.startsWith("# ")).findFirst().orElse("# ").substring(2);
        String id = folder.relativize(file).toString();
        documents.put(id, Document.of(id, title.strip(), text));
      }
    }
    return documents;
  }

  private void count(
      JsonNode question, Answer answer, LuceneIndex index, Map<String, Document> documents) {
    String kind = answer.match(g -> "grounded", i -> "insufficient", r -> "refused");
    boolean grounded = kind.equals("grounded");
    answer.match(
        g -> assertThat(g.citations()).allMatch(c -> verified(c, documents)), i -> null, r -> null);
    boolean right = grounded && contains(answer.text(), question.get("answer_contains"));
    if (question.get("answerable").asBoolean()) {
      answered += grounded ? 1 : 0;
      answeredRight += right ? 1 : 0;
      rightDocumentInFive += isInFive(question, index) ? 1 : 0;
    } else {
      refusedRightly += grounded ? 0 : 1;
    }
    report.add("%s %s right=%s".formatted(question.get("id").asText(), kind, right));
  }

  private static boolean verified(Citation citation, Map<String, Document> documents) {
    Document document = documents.get(citation.documentId());
    return document != null && citation.isVerifiedBy(document);
  }

  private static boolean contains(String answer, JsonNode wanted) {
    String lower = answer.toLowerCase(Locale.ROOT);
    for (JsonNode words : wanted) {
      if (!lower.contains(words.asText().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInFive(JsonNode question, LuceneIndex index) {
    return index
        .search(question.get("question").asText(), Retrieval.bm25(100), Filter.all())
        .stream()
        .map(Hit::documentId)
        .distinct()
        .limit(5)
        .anyMatch(question.get("doc").asText()::equals);
  }
}
