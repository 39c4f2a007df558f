/**
 * Questions answered from an index, with citations that are checked against the source.
 *
 * <p>Entry type: {@link io.millwright.llm.rag.Rag}. An {@link io.millwright.llm.rag.Answer} is
 * grounded, insufficient or refused, and a caller has to treat all three.
 *
 * <pre>{@code
 * Rag rag = Rag.extractive().index(index).chunk(chunker).retrieve(bm25(10)).build();
 * String reply = rag.ask("How is the belt tightened?").text();
 * }</pre>
 *
 * <p>No language model is used here: an answer is made of sentences copied from the documents. It
 * does not combine, conclude or translate.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.llm.rag;
