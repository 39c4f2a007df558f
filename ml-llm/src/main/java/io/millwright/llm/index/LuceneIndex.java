package io.millwright.llm.index;

import io.millwright.llm.document.Chunk;
import io.millwright.llm.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * An embedded full-text index of documents and their chunks, in memory or in a directory.
 *
 * <p>Changes are seen by searches after {@link #commit()}, all at once, and only then survive a
 * crash: after a kill, the index opens as it was at its last commit. {@link #close()} gives up what
 * was not committed.
 *
 * <p>The text that is searched is the title, a blank and the chunk. Statistics (document frequency,
 * average length) count replaced and deleted chunks until Lucene merges them away; {@link
 * #compact()} does that now, after which scores equal those of a fresh index.
 *
 * <p>One writer per directory: a second open fails while the first is not closed. Thread-safe.
 */
public final class LuceneIndex implements AutoCloseable {

  private final Directory directory;
  private final Analyzer analyzer;
  private final IndexWriter writer;
  private final TextAnalysis analysis;
  private final Object lock = new Object();
  private DirectoryReader reader;
  private boolean closed;

  private LuceneIndex(
      Directory directory, Analyzer analyzer, IndexWriter writer, TextAnalysis analysis)
      throws IOException {
    this.directory = directory;
    this.analyzer = analyzer;
    this.writer = writer;
    this.analysis = analysis;
    this.reader = DirectoryReader.open(directory);
  }

  /** An empty index that lives until it is closed. */
  public static LuceneIndex inMemory(TextAnalysis analysis) {
    return IndexOpening.open(new ByteBuffersDirectory(), "memory", analysis, LuceneIndex::new);
  }

  /**
   * Opens the index in a directory, or makes one if the directory is absent or empty.
   *
   * <p>Every file is read once and compared with its checksum.
   *
   * @param analysis must be the one the index was made with
   * @throws IndexUnreadableException if a file is damaged, missing or of another format, the
   *     analysis differs, another writer has it open, or the directory holds something else
   */
  public static LuceneIndex open(Path directory, TextAnalysis analysis) {
    return IndexOpening.open(directory, analysis, LuceneIndex::new);
  }

  static IndexWriterConfig config(Analyzer analyzer) {
    return new IndexWriterConfig(analyzer)
        .setSimilarity(new ExactLengthBm25(Bm25.ofDefaults()))
        .setCommitOnClose(false);
  }

  /**
   * Adds a document with its chunks, in place of the document with the same id if there is one.
   *
   * @param chunks chunks of exactly this document; may be empty
   * @throws IllegalArgumentException if a chunk is not word for word from this document, or two
   *     have the same ordinal
   */
  public void put(Document document, List<Chunk> chunks) {
    check(document, chunks);
    try {
      writer.updateDocuments(
          new Term(IndexFormat.DOCUMENT_ID, document.id()), IndexFormat.block(document, chunks));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Document document, List<Chunk> chunks) {
    Set<Integer> ordinals = new HashSet<>();
    for (Chunk chunk : chunks) {
      boolean verbatim =
          chunk.documentId().equals(document.id())
              && document.text().startsWith(chunk.text(), chunk.start())
              && chunk.pages().equals(document.pagesOf(chunk.start(), chunk.end()));
      if (!verbatim || !ordinals.add(chunk.ordinal())) {
        throw new IllegalArgumentException(
            "Chunk must be word for word from its document, with an ordinal of its own; was not (document %s, ordinal %d). Cut this document with a Chunker."
                .formatted(document.id(), chunk.ordinal()));
      }
    }
  }

  /** Removes a document and its chunks; nothing happens if there is none with this id. */
  public void delete(String documentId) {
    try {
      writer.deleteDocuments(
          new Term(IndexFormat.DOCUMENT_ID, Objects.requireNonNull(documentId, "documentId")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all changes so far durable and visible, together. */
  public void commit() {
    synchronized (lock) {
      try {
        writer.setLiveCommitData(IndexFormat.commitData(analysis).entrySet());
        writer.commit();
        DirectoryReader newer = DirectoryReader.openIfChanged(reader);
        if (newer != null) {
          DirectoryReader older = reader;
          reader = newer;
          older.decRef();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Commits, and rewrites the index without deleted content; takes time in proportion to its size.
   */
  public void compact() {
    try {
      writer.forceMerge(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commit();
  }

  /**
   * The committed content at this moment.
   *
   * @return a view that the caller closes
   * @throws IllegalStateException if the index is closed
   */
  public IndexView view() {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("Index must be open; was closed. Open it again.");
      }
      reader.incRef();
      return new IndexView(reader, analyzer);
    }
  }

  /**
   * Searches the committed content.
   *
   * @see IndexView#search
   */
  public List<Hit> search(String question, Retrieval retrieval, Filter filter) {
    try (IndexView view = view()) {
      return view.search(question, retrieval, filter);
    }
  }

  /** The committed document with this id. */
  public Optional<Document> document(String id) {
    try (IndexView view = view()) {
      return view.document(id);
    }
  }

  /** How text is turned into terms. */
  public TextAnalysis analysis() {
    return analysis;
  }

  /** Closes without committing; open views stay usable. Closing twice does nothing. */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      try {
        writer.rollback();
        reader.decRef();
        directory.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
