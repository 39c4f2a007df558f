package io.millwright.llm.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexOnDiskTest {

  private final Path directory;

  IndexOnDiskTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static void put(LuceneIndex index, String id, String text) {
    Document document = Document.of(id, "", text);
    index.put(document, Chunkers.whole().chunk(document));
  }

  private void write() {
    try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.ENGLISH)) {
      for (int i = 0; i < 20; i++) {
        put(index, "d" + i, "word number " + i + " and some text to fill the file a little");
      }
      index.commit();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> !f.endsWith("write.lock")).sorted().toList();
    }
  }

  private void assertUnreadable(String part) {
    assertThatThrownBy(() -> LuceneIndex.open(directory, TextAnalysis.ENGLISH).close())
        .isInstanceOf(IndexUnreadableException.class)
        .hasMessageContaining(part)
        .hasMessageContaining(directory.toString())
        .satisfies(
            e -> assertThat(((IndexUnreadableException) e).code()).isEqualTo("index-unreadable"));
  }

  @Test
  void open_eachFileCutFlippedOrMissing_isRefused_andAnIntactCopyOpens() throws IOException {
    write();
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(2);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      List<byte[]> damaged = new ArrayList<>();
      damaged.add(new byte[0]);
      damaged.add(java.util.Arrays.copyOf(whole, whole.length / 2));
      damaged.add(java.util.Arrays.copyOf(whole, whole.length - 1));
      for (int at : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 0x40;
        damaged.add(flipped);
      }
      for (byte[] bytes : damaged) {
        Files.write(file, bytes);
        assertUnreadable("");
      }
      Files.delete(file);
      assertUnreadable("");
      Files.write(file, whole);
    }
    try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.ENGLISH)) {
      assertThat(index.search("words", Retrieval.bm25(100), Filter.all())).hasSize(20);
    }
  }

  @Test
  void open_otherAnalysis_isRefused() {
    write();
    assertThatThrownBy(() -> LuceneIndex.open(directory, TextAnalysis.PLAIN))
        .isInstanceOf(IndexUnreadableException.class)
        .hasMessageContaining("analysis must be PLAIN; was ENGLISH");
  }

  @Test
  void open_whileOpen_isRefused() {
    try (LuceneIndex first = LuceneIndex.open(directory, TextAnalysis.ENGLISH)) {
      assertUnreadable("one writer");
      put(first, "d", "still works");
      first.commit();
      assertThat(first.document("d")).isPresent();
    }
  }

  @Test
  void open_directoryWithOtherFiles_isRefused_andLeavesThem() throws IOException {
    Path other = directory.resolve("thesis.txt");
    Files.writeString(other, "precious");
    assertUnreadable("must be empty or hold an index; held 1 other files");
    assertThat(Files.readString(other)).isEqualTo("precious");
    assertThatThrownBy(() -> LuceneIndex.open(other, TextAnalysis.ENGLISH))
        .isInstanceOf(IndexUnreadableException.class)
        .hasMessageContaining("must be a directory");
  }

  @Test
  void open_afterAKilledWriter_hasTheLastCommit() throws Exception {
    for (int round = 0; round < 3; round++) {
      Path folder = directory.resolve("round" + round);
      Path told = directory.resolve("told" + round);
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CommittingWriter.class.getName(),
                  folder.toString())
              .redirectOutput(told.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        while (writer.isAlive() && committed(told) < 20 + 13 * round) {
          Thread.sleep(5);
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }
      int committed = committed(told);
      assertThat(committed).isGreaterThanOrEqualTo(20 + 13 * round);
      try (LuceneIndex index = LuceneIndex.open(folder, TextAnalysis.PLAIN);
          IndexView view = index.view()) {
        int documents = view.documentCount();
        assertThat(documents).isBetween(committed, committed + 1);
        assertThat(view.search("word", Retrieval.bm25(1_000), Filter.all())).hasSize(documents);
        for (int i = 0; i < documents; i++) {
          assertThat(view.document("d" + i).orElseThrow().text()).isEqualTo("word " + i);
        }
      }
    }
  }

  /** Number of commits told in whole lines. */
  private static int committed(Path told) throws IOException {
    return (int) Files.readString(told).chars().filter(c -> c == '\n').count();
  }

  /** Puts and commits documents for ever, and tells the number of each after its commit. */
  static final class CommittingWriter {

    private CommittingWriter() {}

    public static void main(String[] args) throws IOException {
      try (LuceneIndex index = LuceneIndex.open(Path.of(args[0]), TextAnalysis.PLAIN)) {
        for (int i = 0; i < 100_000; i++) {
          put(index, "d" + i, "word " + i);
          index.commit();
          System.out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
          System.out.flush();
        }
      }
    }
  }
}
