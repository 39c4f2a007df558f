package io.millwright.features.text;

/**
 * A row for whose text there is no result.
 *
 * @param row 0-based position; 0 for a live row
 * @param field whose text it was
 * @param producer the id of the embedder or extractor
 * @param reason as it was given, or the class of the exception
 */
public record TextFailure(int row, String field, String producer, String reason) {}
