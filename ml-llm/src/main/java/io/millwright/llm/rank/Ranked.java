package io.millwright.llm.rank;

/**
 * An item of a ranked list.
 *
 * @param id of a document or chunk
 * @param score higher is better; comparable within one list only
 */
public record Ranked(String id, double score) {}
