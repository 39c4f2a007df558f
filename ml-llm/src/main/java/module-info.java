/** Chunking with exact offsets, an embedded Lucene index, and answers with verified citations. */
@org.jspecify.annotations.NullMarked
module io.millwright.llm {
  requires static org.jspecify;
  requires transitive io.millwright.core;
  requires org.apache.lucene.core;
  requires org.apache.lucene.analysis.common;

  exports io.millwright.llm.document;
  exports io.millwright.llm.index;
  exports io.millwright.llm.rag;
  exports io.millwright.llm.rank;
}
