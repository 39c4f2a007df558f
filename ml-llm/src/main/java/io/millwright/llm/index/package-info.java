/**
 * An embedded full-text index of chunks, in memory or on disk, with typed filters.
 *
 * <p>Entry type: {@link io.millwright.llm.index.LuceneIndex}.
 *
 * <pre>{@code
 * try (LuceneIndex index = LuceneIndex.open(directory, TextAnalysis.ENGLISH)) {
 *   index.put(document, chunker.chunk(document));
 *   index.commit();
 *   List<Hit> hits = index.search("belt tension", Retrieval.bm25(10), where("year").atLeast(2024));
 * }
 * }</pre>
 *
 * <p>There is no query language: a question is words. Lucene types do not appear in the API.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.llm.index;
