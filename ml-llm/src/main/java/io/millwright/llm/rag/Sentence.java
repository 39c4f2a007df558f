package io.millwright.llm.rag;

/**
 * A sentence, list item, table row, line of code or heading in a source.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 * @param heading whether it is a heading, which names what follows but answers nothing
 */
record Sentence(int start, int end, boolean heading) {}
