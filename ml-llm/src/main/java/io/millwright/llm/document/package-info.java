/**
 * Documents and the chunks they are cut into; every chunk knows exactly where it came from.
 *
 * <p>Entry types: {@link io.millwright.llm.document.Document} and {@link
 * io.millwright.llm.document.Chunkers}.
 *
 * <pre>{@code
 * Document manual = Document.ofPages("manual", "Pump manual", pages);
 * Chunker chunker = Chunkers.recursive(512, 50, TokenCounter.words());
 * for (Chunk chunk : chunker.chunk(manual)) {
 *   assert chunk.text().equals(manual.text().substring(chunk.start(), chunk.end()));
 * }
 * }</pre>
 *
 * <p>Reading files (PDF, HTML, Office) is not done here: a document is made from text.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.llm.document;
