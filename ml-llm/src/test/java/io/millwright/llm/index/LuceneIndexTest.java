package io.millwright.llm.index;

import static io.millwright.llm.index.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.llm.document.Chunk;
import io.millwright.llm.document.Chunker;
import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.Metadata;
import io.millwright.llm.document.TokenCounter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexTest {

  private static final Chunker CHUNKER = Chunkers.recursive(8, 2, TokenCounter.words());

  private static void put(LuceneIndex index, Document document) {
    index.put(document, CHUNKER.chunk(document));
  }

  private static List<String> found(LuceneIndex index, String question) {
    return index.search(question, Retrieval.bm25(100), Filter.all()).stream()
        .map(Hit::documentId)
        .distinct()
        .toList();
  }

  @Test
  void search_emptyIndex_findsNothing() {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH)) {
      assertThat(found(index, "anything at all")).isEmpty();
      assertThat(index.document("d")).isEmpty();
      try (IndexView view = index.view()) {
        assertThat(view.documentCount()).isZero();
        assertThat(view.chunkCount()).isZero();
      }
    }
  }

  @Test
  void document_afterCommit_comesBackEqual_withTypedMetadataAndPages() {
    Document document =
        Document.ofPages(
                "d \ud83d\ude00", "Title", List.of("page one\r\n", "", "page \u4e09 \ud83d\ude00"))
            .withMetadata(
                Metadata.empty()
                    .with("year", 2024)
                    .with("big", Long.MIN_VALUE)
                    .with("real", -0.0)
                    .with("flag", false)
                    .with("day", LocalDate.of(1999, 12, 31))
                    .with("text", "A:b"));
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.ENGLISH)) {
      put(index, document);
      assertThat(index.document("d \ud83d\ude00")).isEmpty();
      index.commit();
      assertThat(index.document("d \ud83d\ude00")).hasValue(document);
      Hit hit = index.search("page", Retrieval.bm25(1), Filter.all()).get(0);
      assertThat(CHUNKER.chunk(document)).contains(hit.chunk());
      assertThat(hit.title()).isEqualTo("Title");
    }
  }

  @Test
  void put_sameId_replacesAllChunks_andDeleteRemovesThem() {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      put(index, Document.of("a", "", "apple ".repeat(40)));
      put(index, Document.of("b", "", "banana"));
      index.commit();
      put(index, Document.of("a", "", "apricot"));
      assertThat(found(index, "apple apricot banana")).containsExactlyInAnyOrder("a", "b");
      index.commit();
      assertThat(found(index, "apple")).isEmpty();
      assertThat(found(index, "apricot")).containsExactly("a");
      index.delete("a");
      index.delete("unknown");
      index.commit();
      assertThat(found(index, "apricot")).isEmpty();
      assertThat(index.document("a")).isEmpty();
      try (IndexView view = index.view()) {
        assertThat(view.documentCount()).isEqualTo(1);
        assertThat(view.chunkCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void compact_afterDeletes_givesTheScoresOfAFreshIndex() {
    try (LuceneIndex used = LuceneIndex.inMemory(TextAnalysis.PLAIN);
        LuceneIndex fresh = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      for (int i = 0; i < 50; i++) {
        put(used, Document.of("x" + i, "", "cat dog word" + i));
        used.commit();
      }
      for (int i = 0; i < 50; i++) {
        if (i % 3 != 0) {
          used.delete("x" + i);
        } else {
          put(fresh, Document.of("x" + i, "", "cat dog word" + i));
        }
      }
      used.compact();
      fresh.commit();
      Retrieval all = Retrieval.bm25(100);
      assertThat(used.search("cat word3", all, Filter.all()))
          .isEqualTo(fresh.search("cat word3", all, Filter.all()))
          .hasSize(17);
    }
  }

  @Test
  void view_takenBeforeAChange_keepsSeeingTheOldState() {
    LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN);
    put(index, Document.of("a", "", "old"));
    index.commit();
    try (IndexView view = index.view()) {
      put(index, Document.of("a", "", "new"));
      index.commit();
      assertThat(found(index, "new")).containsExactly("a");
      assertThat(view.document("a").orElseThrow().text()).isEqualTo("old");
      index.close();
      assertThat(view.search("old", Retrieval.bm25(1), Filter.all())).hasSize(1);
    }
    index.close();
    assertThatThrownBy(index::view)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C++ (v2",
        "title:\"x",
        "a AND OR NOT",
        "*",
        "foo*",
        "[1 TO",
        "\\",
        "body:cat",
        "/re(gex/",
        "kind:document",
        "\u0000",
        "^~!{}"
      })
  void search_querySyntax_isJustWords(String question) {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      put(index, Document.of("1", "", "dogs only"));
      index.commit();
      assertThat(found(index, question)).isEmpty();
      put(index, Document.of("2", "", "regex v2 foo x body kind 1 a re"));
      index.commit();
      assertThat(found(index, question)).doesNotContain("1");
    }
  }

  @Test
  void search_questionOfTooManyWords_isRefusedClearly() {
    StringBuilder question = new StringBuilder();
    for (int i = 0; i < 1_001; i++) {
      question.append("w").append(i).append(' ');
    }
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      put(index, Document.of("1", "", "w1"));
      index.commit();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> found(index, question.toString()))
          .withMessageContaining("1000 different words; had 1001");
      assertThat(found(index, "w1 ".repeat(100_000))).containsExactly("1");
    }
  }

  @Test
  void put_chunksOfAnotherText_areRefused() {
    Document document = Document.of("a", "", "some words here");
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      Chunk good = Chunk.of(document, 0, 0, 4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.put(Document.of("b", "", "some words here"), List.of(good)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.put(Document.of("a", "", "Some words here"), List.of(good)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.put(document, List.of(good, good)))
          .withMessageContaining("ordinal 0");
    }
  }

  @Test
  void close_withoutCommit_givesUpTheChanges(@TempDir Path directory) {
    try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.PLAIN)) {
      put(index, Document.of("a", "", "kept"));
      index.commit();
      put(index, Document.of("b", "", "lost"));
    }
    try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.PLAIN)) {
      assertThat(found(index, "kept lost")).containsExactly("a");
      assertThat(index.search("kept", Retrieval.bm25(1), where("x").is("y"))).isEmpty();
    }
  }

  @Test
  void index_writtenAndReadByManyThreads_showsOnlyWholeDocuments() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        int id = writer;
        tasks.add(
            pool.submit(
                () -> {
                  for (int version = 1; version <= 60; version++) {
                    put(index, Document.of("d" + id, "", ("v" + version + " word ").repeat(30)));
                    index.commit();
                  }
                }));
      }
      for (int reader = 0; reader < 4; reader++) {
        tasks.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    try (IndexView view = index.view()) {
                      for (Hit hit : view.search("word", Retrieval.bm25(50), Filter.all())) {
                        String source = view.document(hit.documentId()).orElseThrow().text();
                        Chunk chunk = hit.chunk();
                        assertThat(source.substring(chunk.start(), chunk.end()))
                            .isEqualTo(chunk.text());
                      }
                    }
                  }
                }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
      assertThat(found(index, "v60")).containsExactly("d0", "d1");
      assertThat(found(index, "v59")).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }
}
