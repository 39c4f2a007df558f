package io.millwright.llm.index;

import io.millwright.llm.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/**
 * The content of an index at one moment: what was committed when the view was taken, whatever is
 * written since.
 *
 * <p>Close it, or its files stay open. Thread-safe until closed.
 */
public final class IndexView implements AutoCloseable {

  /** Largest number of different terms in one question. */
  public static final int MAX_QUESTION_TERMS = 1_000;

  private static final Sort RANKING =
      new Sort(
          SortField.FIELD_SCORE,
          new SortField(IndexFormat.DOCUMENT_ORDER, SortField.Type.STRING),
          new SortField(IndexFormat.ORDINAL, SortField.Type.LONG));

  private final DirectoryReader reader;
  private final Analyzer analyzer;

  /** Takes over one reference to the reader. */
  IndexView(DirectoryReader reader, Analyzer analyzer) {
    this.reader = reader;
    this.analyzer = analyzer;
  }

  /**
   * The chunks that hold at least one word of the question and pass the filter, best first.
   *
   * <p>The question is words, not a query language: operators, quotes and wildcards mean nothing. A
   * word that occurs twice counts twice. Equal scores are ordered by document id, then by place in
   * the document, so the order does not depend on how the index was written.
   *
   * @return at most {@code retrieval.limit()} hits; empty if no word is in the index
   * @throws IllegalArgumentException if the question has more than {@value #MAX_QUESTION_TERMS}
   *     different terms
   */
  public List<Hit> search(String question, Retrieval retrieval, Filter filter) {
    Map<String, Integer> terms = countTerms(question);
    if (terms.isEmpty()) {
      return List.of();
    }
    if (terms.size() > MAX_QUESTION_TERMS) {
      throw new IllegalArgumentException(
          "Question must have at most %d different words; had %d. Shorten it."
              .formatted(MAX_QUESTION_TERMS, terms.size()));
    }
    Query query =
        new BooleanQuery.Builder()
            .add(anyOf(terms), BooleanClause.Occur.MUST)
            .add(FilterQueries.of(filter), BooleanClause.Occur.FILTER)
            .build();
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new ExactLengthBm25(retrieval.bm25()));
    try {
      return hits(searcher.search(query, retrieval.limit(), RANKING).scoreDocs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Hit> hits(ScoreDoc[] found) throws IOException {
    StoredFields stored = reader.storedFields();
    List<Hit> hits = new ArrayList<>(found.length);
    for (ScoreDoc doc : found) {
      Object[] keys = Objects.requireNonNull(((FieldDoc) doc).fields, "sort keys");
      float score = (Float) keys[0];
      hits.add(IndexFormat.hit(stored.document(doc.doc), hits.size() + 1, score));
    }
    return List.copyOf(hits);
  }

  private static Query anyOf(Map<String, Integer> terms) {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    terms.forEach(
        (term, count) -> {
          Query query = new TermQuery(new Term(IndexFormat.BODY, term));
          words.add(count == 1 ? query : new BoostQuery(query, count), BooleanClause.Occur.SHOULD);
        });
    return words.build();
  }

  /** The document with this id, if the view has it. */
  public Optional<Document> document(String id) {
    Query query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(IndexFormat.DOCUMENT_ID, id)), BooleanClause.Occur.FILTER)
            .add(kind(IndexFormat.DOCUMENT), BooleanClause.Occur.FILTER)
            .build();
    try {
      ScoreDoc[] found = new IndexSearcher(reader).search(query, 1).scoreDocs;
      return found.length == 0
          ? Optional.empty()
          : Optional.of(IndexFormat.document(reader.storedFields().document(found[0].doc)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of documents. */
  public int documentCount() {
    return count(IndexFormat.DOCUMENT);
  }

  /** Number of chunks. */
  public int chunkCount() {
    return count(IndexFormat.CHUNK);
  }

  private int count(String kind) {
    try {
      return new IndexSearcher(reader).count(kind(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query kind(String kind) {
    return new TermQuery(new Term(IndexFormat.KIND, kind));
  }

  /**
   * The index terms of a text, in order, as this index would store them; repeated terms repeat.
   *
   * @return empty if the text has no words, or stop words only
   */
  public List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(IndexFormat.BODY, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(terms);
  }

  /**
   * How much an index term tells chunks apart: {@code ln(1 + (N - df + 0.5)/(df + 0.5))}.
   *
   * @param term a term as {@link #terms} gives it
   * @return above 0; largest for a term that no chunk has
   */
  public double idf(String term) {
    try {
      Terms body = MultiTerms.getTerms(reader, IndexFormat.BODY);
      long chunks = body == null ? 0 : body.getDocCount();
      return ExactLengthBm25.idf(reader.docFreq(new Term(IndexFormat.BODY, term)), chunks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Integer> countTerms(String question) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String term : terms(question)) {
      counts.merge(term, 1, Integer::sum);
    }
    return counts;
  }

  /** Releases the files. */
  @Override
  public void close() {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
