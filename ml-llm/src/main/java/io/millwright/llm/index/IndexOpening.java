package io.millwright.llm.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Opens, makes and checks stored indexes. */
final class IndexOpening {

  private IndexOpening() {}

  /** Builds an index object over an open writer. */
  @FunctionalInterface
  interface Constructor {
    LuceneIndex of(
        Directory directory, Analyzer analyzer, IndexWriter writer, TextAnalysis analysis)
        throws IOException;
  }

  static LuceneIndex open(Path path, TextAnalysis analysis, Constructor constructor) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IndexUnreadableException(
          "Index must be a directory; was a file (%s).".formatted(path));
    }
    try {
      Files.createDirectories(path);
      return open(FSDirectory.open(path), path.toString(), analysis, constructor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LuceneIndex open(
      Directory directory, String place, TextAnalysis analysis, Constructor constructor) {
    try {
      return openUnguarded(directory, place, analysis, constructor);
    } catch (IndexUnreadableException e) {
      closeAfter(e, directory);
      throw e;
    } catch (LockObtainFailedException e) {
      throw closeAfter(
          new IndexUnreadableException(
              "Index must have one writer; is open in another (%s). Close that one."
                  .formatted(place),
              e),
          directory);
    } catch (IOException | RuntimeException e) {
      throw closeAfter(
          new IndexUnreadableException(
              "Index must be whole; is damaged (%s). Restore a copy or build it again from its sources."
                  .formatted(place),
              e),
          directory);
    }
  }

  private static LuceneIndex openUnguarded(
      Directory directory, String place, TextAnalysis analysis, Constructor constructor)
      throws IOException {
    boolean exists = DirectoryReader.indexExists(directory);
    if (exists) {
      check(directory, place, analysis);
    } else {
      requireEmpty(directory, place);
    }
    Analyzer analyzer = analysis.newAnalyzer();
    IndexWriter writer = new IndexWriter(directory, LuceneIndex.config(analyzer));
    try {
      if (!exists) {
        writer.setLiveCommitData(IndexFormat.commitData(analysis).entrySet());
        writer.commit();
      }
      return constructor.of(directory, analyzer, writer, analysis);
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static void check(Directory directory, String place, TextAnalysis analysis)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      require(place, "format", IndexFormat.VERSION, data.get(IndexFormat.VERSION_KEY));
      require(place, "analysis", analysis.name(), data.get(IndexFormat.ANALYSIS_KEY));
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    }
  }

  private static void require(
      String place,
      String what,
      String expected,
      @org.jspecify.annotations.Nullable String actual) {
    if (!expected.equals(actual)) {
      throw new IndexUnreadableException(
          "Index %s must be %s; was %s (%s). Open it with the version and analysis it was made with, or build it again."
              .formatted(what, expected, actual, place));
    }
  }

  /** A crash before the first commit leaves only a lock, segment files and a pending commit. */
  private static void requireEmpty(Directory directory, String place) throws IOException {
    String[] foreign =
        Arrays.stream(directory.listAll())
            .filter(name -> !name.equals("write.lock") && !name.startsWith("pending_segments"))
            .toArray(String[]::new);
    if (foreign.length > 0) {
      throw new IndexUnreadableException(
          "Index directory must be empty or hold an index; held %d other files (%s). Choose another directory, or restore the missing segments file."
              .formatted(foreign.length, place));
    }
  }

  private static IndexUnreadableException closeAfter(
      IndexUnreadableException failure, Directory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
